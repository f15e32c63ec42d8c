"""Which site a host belongs to."""

import pytest

from audit.urls import alternatives, registrable
from audit.urls.domains import has_known_suffix


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.example.co.uk", "example.co.uk"),
        ("A.B.Example.ORG.", "example.org"),
        ("example.org", "example.org"),
        ("user.github.io", "user.github.io"),
        ("co.uk", "co.uk"),
        ("www.shop.xn--55qx5d.cn", "shop.xn--55qx5d.cn"),
        ("www.xn--bcher-kva.xn--p1ai", "xn--bcher-kva.xn--p1ai"),
        ("www.bücher.рф", "bücher.рф"),
        ("www.xn--99999999999.org", "xn--99999999999.org"),
        ("127.0.0.1", "127.0.0.1"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        ("localhost", "localhost"),
        ("www.x.unheardof", "x.unheardof"),
    ],
)
def test_the_site_is_what_somebody_registered(host, site):
    assert registrable(host) == site


@pytest.mark.parametrize(("host", "known"), [("x.org", True), ("x.unheardof", False), ("org", False), ("1.2.3.4", False), ("co.uk", False)])
def test_a_name_below_a_real_suffix_is_known(host, known):
    assert has_known_suffix(host) is known


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("https://x.org/page.", ("https://x.org/page",)),
        ("https://x.org/img.png,", ("https://x.org/img.png",)),
        ("https://x.org/a_(b)", ()),
        ("https://x.org/a_(b))", ("https://x.org/a_(b)",)),
        ("https://x.org/?q=1).", ("https://x.org/?q=1",)),
        ("https://x.org//Longevity", ("https://x.org/Longevity",)),
        ("https://x.org/a%20Read%20more", ("https://x.org/a",)),
        ("https://x.org/a%20#top", ("https://x.org/a",)),
        ("https://x.org/%E2%80%9D", ("https://x.org/",)),
        ("https://x.org/a](https://x.org/a", ("https://x.org/a",)),
        ("https://x.org/web/https://y.org/", ()),
        ("https://x.org/go?to=https://y.org/", ()),
        ("https://x.org/a.htmlhttps://y.org/b", ("https://x.org/a.html",)),
        ("https://x.org/https://x.org/b", ("https://x.org/b",)),
        ("https://x.org/https://x.org", ("https://x.org/",)),
        ("https://x.org/https://y.org/b", ()),
        ("https://x.org/s?a=1&amp;b=2", ("https://x.org/s?a=1&b=2",)),
        ("https://x.org/a", ()),
        ("not an address", ()),
    ],
)
def test_what_an_editor_may_have_meant_by_a_legal_address(address, others):
    assert alternatives(address) == others
