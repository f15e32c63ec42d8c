"""Cookies of one chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.probing.jar import MOST_COOKIES, Jar


def sent(lines: list[str], *, to: str = "www.partner.org", path: str = "/a/b", secure: bool = True, set_by: str = "www.partner.org") -> str:
    jar = Jar()
    jar.take(lines, host=set_by, path="/a/x")
    return jar.header(host=to, path=path, secure=secure)


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("a=1", "a=1"),
        ("a=1; Path=/", "a=1"),
        ("a=1; Path=/a", "a=1"),
        ("a=1; Path=/other", ""),
        ("a=1; Path=/a/", "a=1"),
        ("a=1; Path=odd", "a=1"),
        ("a=1; Domain=partner.org", "a=1"),
        ("a=1; Domain=.www.partner.org", "a=1"),
        ("a=1; Domain=other.org", ""),
        ("a=1; Domain=org", ""),
        ("a=1; Max-Age=0", ""),
        ("a=1; Max-Age=-5", ""),
        ("a=1; Max-Age=60", "a=1"),
        ("a=", "a="),
        ("=1", ""),
        ("nothing", ""),
        ("a=1\x01", ""),
    ],
)
def test_a_cookie_goes_where_it_may(line: str, header: str) -> None:
    assert sent([line]) == header


def test_a_secure_cookie_stays_with_https() -> None:
    assert sent(["a=1; Secure"], secure=False) == ""


def test_a_cookie_of_one_host_stays_there() -> None:
    assert sent(["a=1"], to="other.org") == ""
    assert sent(["a=1"], to="partner.org") == ""
    assert sent(["a=1; Domain=partner.org"], to="m.partner.org") == "a=1"


def test_a_public_suffix_owns_no_cookies() -> None:
    assert sent(["a=1; Domain=co.uk"], to="x.co.uk", set_by="partner.co.uk") == ""


def test_a_later_cookie_takes_the_place_of_an_earlier_one() -> None:
    assert sent(["a=1", "a=2"]) == "a=2"
    assert sent(["a=1", "a=2; Max-Age=0"]) == ""


def test_the_longer_path_goes_first() -> None:
    assert sent(["b=2; Path=/", "a=1; Path=/a"]) == "a=1; b=2"


def test_a_flood_of_cookies_is_capped() -> None:
    assert sent([f"a{number}=1" for number in range(500)]).count("=") == MOST_COOKIES


@given(st.text(max_size=60))
def test_no_line_breaks_the_jar(line: str) -> None:
    header = sent([line])
    assert "\n" not in header
    assert "\r" not in header
