"""What an href is, as browsers read it."""

import pytest

from audit.model.verdict import Judgement, Verdict
from audit.urls import Url, join, read
from audit.urls.addresses import Allowed
from audit.urls.reading import MAX_LENGTH

READ = [
    ("https://x.org", "https://x.org/"),
    ("  https://x.org/a\t\n ", "https://x.org/a"),
    ("HTTPS://X.ORG:443/A", "https://x.org/A"),
    ("http://x.org:80", "http://x.org/"),
    ("https://x.org:8443/", "https://x.org:8443/"),
    ("https://x.org/a b", "https://x.org/a%20b"),
    ("https://x.org/a/../b/./c", "https://x.org/b/c"),
    ("https://x.org//a", "https://x.org//a"),
    ("https://x.org/a[1]?f[]=x|y", "https://x.org/a[1]?f[]=x|y"),
    ("https://x.org/{id}", "https://x.org/%7Bid%7D"),
    ("https://x.org/caf%E9", "https://x.org/caf%E9"),
    ("https://x.org/%7Euser/%41", "https://x.org/%7Euser/%41"),
    ("https://x.org/100%2525", "https://x.org/100%2525"),
    ("https://x.org/100%", "https://x.org/100%"),
    ("https://x.org/\u0440\u0443", "https://x.org/%D1%80%D1%83"),
    ("https://x.org/a%0d%0aX:%201", "https://x.org/a%0d%0aX:%201"),
    ("https://b\u00fccher.de/", "https://xn--bcher-kva.de/"),
    ("https://bu\u0308cher.de/", "https://xn--bcher-kva.de/"),
    ("https://fa\u00df.de/", "https://xn--fa-hia.de/"),
    ("https://\U0001f982.x.org/", "https://xn--1s9h.x.org/"),
    ("https://ex\u200bample.org/", "https://example.org/"),
    ("https://foo_bar.x.org/", "https://foo_bar.x.org/"),
    ("https://a-.x.org/", "https://a-.x.org/"),
    ("http://x.org./a", "http://x.org./a"),
    ("//x.org/a", "https://x.org/a"),
    ("\\\\x.org\\a", "https://x.org/a"),
    ("https:\\\\x.org\\a", "https://x.org/a"),
    ("https:///x.org/a", "https://x.org/a"),
    ("http:/x.org/a", "http://x.org/a"),
    ("http:x.org/a", "http://x.org/a"),
    ("https://x.org?q=1", "https://x.org/?q=1"),
    ("https://x.org/?", "https://x.org/?"),
    ("https://x.org/?#top", "https://x.org/?"),
    ("https://x.org/page.", "https://x.org/page."),
    ("https://x.org/img.png,", "https://x.org/img.png,"),
    ("https://x.org/a_(b)", "https://x.org/a_(b)"),
    ("http://1572394766/x", "http://93.184.215.14/x"),
    ("https://[2606:2800:21f:cb07::1]/", "https://[2606:2800:21f:cb07::1]/"),
    ("https://web.archive.org/web/2015/https://x.org/", "https://web.archive.org/web/2015/https://x.org/"),
    ("https://x.org/\ud800", "https://x.org/%EF%BF%BD%EF%BF%BD%EF%BF%BD"),
]


@pytest.mark.parametrize(("href", "request_line"), READ)
def test_an_address_is_read_as_browsers_read_it(href, request_line):
    url = read(href)

    assert isinstance(url, Url), url
    assert url.request == request_line


SLIPS = [
    ("www.x.org/a", "https://www.x.org/a"),
    ("WWW.X.ORG", "https://WWW.X.ORG"),
    ("x.org/a?b", "https://x.org/a?b"),
    ("x.org:8080/a", "https://x.org:8080/a"),
    ("www.x.org:443", "https://www.x.org:443"),
    ("(www.x.org)", "https://www.x.org"),
    ("https//x.org/a", "https://x.org/a"),
    ("://x.org/a", "https://x.org/a"),
    ("http//x.org/a", "https://x.org/a"),
    ("https;//x.org/a", "https://x.org/a"),
    ("https.//x.org", "https://x.org"),
    ("htps://x.org/a", "https://x.org/a"),
    ("htttps://x.org/a", "https://x.org/a"),
    ("hhttps://x.org/a", "https://x.org/a"),
    ("ttp://x.org/a", "https://x.org/a"),
    ("ttps://x.org/a", "https://x.org/a"),
    ("htpts://x.org", "https://x.org"),
    ("jttps://x.org", "https://x.org"),
    ("httpss://x.org", "https://x.org"),
    ("https:/x.org/a", "https://x.org/a"),
    ("https:x.org/a", "https://x.org/a"),
    ("https ://x.org", "https://x.org"),
    ("https:://x.org", "https://x.org"),
    ("https: //x.org/a", "https://x.org/a"),
    ("https:// x.org/a", "https://x.org/a"),
    ("https://x .org/a", "https://x.org/a"),
    ("https://https://x.org/a", "https://x.org/a"),
    ("http://https://x.org/a", "https://x.org/a"),
    ("https://http//x.org/a", "http://x.org/a"),
    ("https://www,x.org/a", "https://www.x.org/a"),
    ("https://www..x.org/a", "https://www.x.org/a"),
    ("https://.x.org/a", "https://x.org/a"),
    ("https://x.org, ", "https://x.org"),
    ("https://x.org)", "https://x.org"),
    ("https://x.org Read more", "https://x.org"),
    ("https://x.org](https://x.org)", "https://x.org"),
    ("[A title](https://x.org/a)", "https://x.org/a"),
    ("A title (https://x.org/a)", "https://x.org/a"),
    ("A title https://x.org/a", "https://x.org/a"),
    ("See: https://x.org/a.", "https://x.org/a"),
    ("<https://x.org/a>", "https://x.org/a"),
    ('"https://x.org/a"', "https://x.org/a"),
    ("\u201ehttps://x.org/a\u201c", "https://x.org/a"),
    ("URL:https://x.org/a", "https://x.org/a"),
    ("\u00a0https://x.org/a", "https://x.org/a"),
    ("https://x.org:99999/a", "https://x.org/a"),
    ("https://x.org:8o80/a", "https://x.org/a"),
    ("info@x.org", "mailto:info@x.org"),
    ("E-Mail: info@x.org", "mailto:info@x.org"),
    ("+49 30 123 45 67", "tel:+49301234567"),
    ("(030) 1234-567", "tel:0301234567"),
    ("Tel. 030/1234567", "tel:0301234567"),
    ("12 34 56", "tel:123456"),
    ("+361234", "tel:+361234"),
    ("info(at)x.org", "mailto:info@x.org"),
    ("info [at] x.org", "mailto:info@x.org"),
    ("mail to: info@x.org", "mailto:info@x.org"),
    ("h ttps://x.org", "https://x.org"),
    ("httpswww.x.org/a", "https://www.x.org/a"),
    ("http.www.x.org", "https://www.x.org"),
    ("htps://x.example/a", "https://x.example/a"),
    ("www.x.example", "https://www.x.example"),
    ("see www.x.org, please", "https://www.x.org"),
    ("www.x.org (in English)", "https://www.x.org"),
    ("https://x.org,https://y.org", "https://x.org"),
]


@pytest.mark.parametrize(("href", "meant"), SLIPS)
def test_a_slip_is_invalid_and_the_address_that_was_meant_is_suggested(href, meant):
    judgement = read(href)

    assert isinstance(judgement, Judgement), judgement
    assert (judgement.verdict, judgement.suggest) == (Verdict.INVALID, meant)


OTHERS = [
    ("", Verdict.INVALID, "empty"),
    (" \t", Verdict.INVALID, "empty"),
    ("https://", Verdict.INVALID, "malformed"),
    ("https://exa mple", Verdict.INVALID, "malformed"),
    ("https://[::1/", Verdict.INVALID, "malformed"),
    ("https://https://", Verdict.INVALID, "malformed"),
    ("https://300.300.300.300/", Verdict.INVALID, "malformed"),
    ("https://" + "a" * 64 + ".org/", Verdict.INVALID, "host-malformed"),
    ("https://" + "a." * 130 + "org/", Verdict.INVALID, "host-malformed"),
    ("https://x.org/" + "a" * MAX_LENGTH, Verdict.INVALID, "too-long"),
    ("{{ url }}", Verdict.INVALID, "template"),
    ("#", Verdict.UNSUPPORTED, "fragment-only"),
    ("#part", Verdict.UNSUPPORTED, "fragment-only"),
    ("/about/team", Verdict.UNSUPPORTED, "relative"),
    ("../team", Verdict.UNSUPPORTED, "relative"),
    ("?page=2", Verdict.UNSUPPORTED, "relative"),
    ("/out?to=https://x.org/", Verdict.UNSUPPORTED, "relative"),
    ("page.html", Verdict.UNSUPPORTED, "relative"),
    ("readme.md", Verdict.UNSUPPORTED, "relative"),
    ("team", Verdict.UNSUPPORTED, "relative"),
    ("12345", Verdict.UNSUPPORTED, "relative"),
    ("123 456 789 012 345 678", Verdict.INVALID, "not-an-address"),
    ("some words here", Verdict.INVALID, "not-an-address"),
    ("siehe unten", Verdict.INVALID, "not-an-address"),
    ("coming soon!", Verdict.INVALID, "not-an-address"),
    ("a@x.org, b@x.org", Verdict.INVALID, "not-an-address"),
    ("-", Verdict.INVALID, "not-an-address"),
    ("\u2014", Verdict.INVALID, "not-an-address"),
    ("+49 30", Verdict.INVALID, "not-an-address"),
    ("word " * 3_000, Verdict.INVALID, "not-an-address"),
    ("<%= url %>", Verdict.INVALID, "template"),
    ("${url}", Verdict.INVALID, "template"),
    ("%%URL%%", Verdict.INVALID, "template"),
    ("my report.pdf", Verdict.UNSUPPORTED, "relative"),
    ("about us/team.html", Verdict.UNSUPPORTED, "relative"),
    ("team/anna berg", Verdict.UNSUPPORTED, "relative"),
    ("page?q=a b", Verdict.UNSUPPORTED, "relative"),
    ("2024/05/12", Verdict.UNSUPPORTED, "relative"),
    ("10.1000/123", Verdict.UNSUPPORTED, "relative"),
    ("2023-2024", Verdict.UNSUPPORTED, "relative"),
    ("112", Verdict.UNSUPPORTED, "relative"),
    ("..", Verdict.UNSUPPORTED, "relative"),
    ("~anna", Verdict.UNSUPPORTED, "relative"),
    ("https:", Verdict.UNSUPPORTED, "relative"),
    ("https:/", Verdict.UNSUPPORTED, "relative"),
    ("statamic://entry::8f1c", Verdict.UNSUPPORTED, "internal-reference"),
    ("entry::8f1c", Verdict.UNSUPPORTED, "internal-reference"),
    ("asset::images::a.png", Verdict.UNSUPPORTED, "internal-reference"),
    ("mailto:info@x.org", Verdict.UNSUPPORTED, "scheme-mailto"),
    ("tel:+36%2070%20932%208054", Verdict.UNSUPPORTED, "scheme-tel"),
    ("  JaVaScRiPt:alert(1)", Verdict.UNSUPPORTED, "scheme-javascript"),
    ("data:text/html,<b>https://x.org</b>", Verdict.UNSUPPORTED, "scheme-data"),
    ("file:///etc/passwd", Verdict.UNSUPPORTED, "scheme-file"),
    ("blob:https://x.org/3f", Verdict.UNSUPPORTED, "scheme-blob"),
    ("ftp://x.org/f.zip", Verdict.UNSUPPORTED, "scheme-ftp"),
    ("wss://x.org/sock", Verdict.UNSUPPORTED, "scheme-wss"),
    ("someapp://open?id=1", Verdict.UNSUPPORTED, "scheme-someapp"),
    ("someapp:open", Verdict.UNSUPPORTED, "scheme-someapp"),
    ("shttp://x.org", Verdict.UNSUPPORTED, "scheme-shttp"),
    ("http://abcdefghijklmnop.onion/", Verdict.UNSUPPORTED, "other-network"),
    ("https://www.example.invalid/a", Verdict.BROKEN, "reserved-name"),
    ("https://your-site.test", Verdict.BROKEN, "reserved-name"),
    ("http://localhost:8000/", Verdict.UNSAFE, "internal-name"),
    ("http://intranet/wiki", Verdict.UNSAFE, "internal-name"),
    ("http://printer.local/", Verdict.UNSAFE, "internal-name"),
    ("http://metadata.google.internal/", Verdict.UNSAFE, "internal-name"),
    ("http://nas.home.arpa./", Verdict.UNSAFE, "internal-name"),
    ("http://127.0.0.1:8080/", Verdict.UNSAFE, "forbidden-address"),
    ("http://0x7f000001/", Verdict.UNSAFE, "forbidden-address"),
    ("http://0x7f.1/", Verdict.UNSAFE, "forbidden-address"),
    ("http://0177.0.0.1/", Verdict.UNSAFE, "forbidden-address"),
    ("http://\uff11\uff12\uff17.0.0.1/", Verdict.UNSAFE, "forbidden-address"),
    ("http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", Verdict.UNSAFE, "forbidden-address"),
    ("http://127\u30020\u30020\u30021/", Verdict.UNSAFE, "forbidden-address"),
    ("http://user@127.0.0.1/", Verdict.UNSAFE, "forbidden-address"),
    ("http://[::ffff:127.0.0.1]/", Verdict.UNSAFE, "forbidden-address"),
    ("http://[fe80::1%25eth0]/", Verdict.UNSAFE, "forbidden-address"),
    ("http://[2001:4860:4860::8888%25eth0]/", Verdict.INVALID, "malformed"),
    ("http://x.org:25/", Verdict.UNSAFE, "forbidden-port"),
    ("https://x.org:6379/", Verdict.UNSAFE, "forbidden-port"),
    ("https://8.8.8.8:22/", Verdict.UNSAFE, "forbidden-port"),
]


@pytest.mark.parametrize(("href", "verdict", "reason"), OTHERS, ids=lambda value: str(value)[:40])
def test_what_needs_no_network_is_judged_at_once(href, verdict, reason):
    judgement = read(href)

    assert isinstance(judgement, Judgement), judgement
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


def test_every_unsafe_address_is_told_in_the_same_words():
    details = {getattr(read(href), "detail", None) for href in ("http://10.0.0.1:22/", "http://10.0.0.1:9/", "http://localhost/")}

    assert len(details) == 1


def test_a_name_that_is_vouched_for_may_be_asked():
    assert isinstance(read("http://good.test/", known_hosts=frozenset({"good.test"})), Url)
    assert isinstance(read("http://wiki:8080/", known_hosts=frozenset({"wiki:8080"})), Url)
    assert isinstance(read("http://wiki:8081/", known_hosts=frozenset({"wiki:8080"})), Judgement)


def test_an_exact_exception_of_the_guard_holds_for_links_too():
    allowed = (Allowed.parse("10.1.2.3:8080"), Allowed.parse("wiki:80"))

    assert isinstance(read("http://10.1.2.3:8080/", allowed=allowed), Url)
    assert isinstance(read("http://wiki/", allowed=allowed), Url)
    assert isinstance(read("http://10.1.2.3/", allowed=allowed), Judgement)
    assert isinstance(read("http://[fe80::1%25e]/", allowed=(Allowed.parse("[fe80::1]:80"),)), Judgement)


def test_where_a_redirect_leads_is_read_against_its_page():
    base = read("https://x.org/a/b?c")
    assert isinstance(base, Url)

    def to(location):
        url = join(base, location)
        return url.href if isinstance(url, Url) else (url.verdict, url.reason)

    assert to("/d") == "https://x.org/d"
    assert to("d#e") == "https://x.org/a/d#e"
    assert to("//y.org/") == "https://y.org/"
    assert to("https:/d") == "https://x.org/d"
    assert to(" /b c ") == "https://x.org/b%20c"
    assert to("") == "https://x.org/a/b?c"
    assert to("/caf%E9?sig=%2F%41%2b") == "https://x.org/caf%E9?sig=%2F%41%2b"
    assert to("javascript:alert(1)") == (Verdict.UNSUPPORTED, "scheme-javascript")
    assert to("http://x.org:99999/") == (Verdict.INVALID, "malformed")
    assert to("http://[fe80::1%25eth0]/") == (Verdict.UNSAFE, "forbidden-address")
    assert to("http://10.0.0.1/") == (Verdict.UNSAFE, "forbidden-address")
    assert to("/" + "a" * MAX_LENGTH) == (Verdict.INVALID, "too-long")
    assert isinstance(join("https://x.org/", "/y"), Url)
