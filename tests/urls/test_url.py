"""The parts of an address, and the spelling by which mentions are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.urls import Url, read
from audit.urls.whatwg import must_parse, parse


def url(href):
    found = read(href)
    assert isinstance(found, Url), found
    return found


def test_an_address_is_taken_apart():
    whole = url("https://user:secret@B\u00fccher.de:8443/a?b#c d")

    assert whole.href == "https://user:secret@xn--bcher-kva.de:8443/a?b#c%20d"
    assert whole.request == "https://xn--bcher-kva.de:8443/a?b"
    assert (whole.scheme, whole.host, whole.port) == ("https", "xn--bcher-kva.de", 8443)
    assert whole.authority == "xn--bcher-kva.de:8443"
    assert whole.fragment == "c%20d"
    assert whole.credentials
    assert "secret" not in whole.key
    assert whole.id.startswith("t1_")
    assert len(whole.id) == 23


def test_the_schemes_own_port_is_not_part_of_the_authority():
    assert url("https://x.org:443/").authority == "x.org"
    assert url("http://x.org/").port == 80


SAME = [
    ("https://x.org", "https://x.org/"),
    ("HTTPS://X.org:443/", "https://x.org/"),
    ("https://x.org./a", "https://x.org/a"),
    ("https://x.org/a/../b", "https://x.org/b"),
    ("https://x.org/%7Euser", "https://x.org/~user"),
    ("https://x.org/%c3%a9", "https://x.org/%C3%A9"),
    ("https://b\u00fccher.de/", "https://xn--bcher-kva.de/"),
    ("https://x.org/a#b", "https://x.org/a"),
    ("https://x.org/a?utm_source=n&UTM_x=1&gclid=2&fbclid=3", "https://x.org/a"),
    ("https://x.org/a?b=1&utm_source=n&c=2", "https://x.org/a?b=1&c=2"),
]
DIFFERENT = [
    ("https://x.org/a", "http://x.org/a"),
    ("https://x.org/a", "https://x.org/a/"),
    ("https://x.org/a", "https://x.org/A"),
    ("https://x.org/a", "https://www.x.org/a"),
    ("https://x.org/a", "https://x.org//a"),
    ("https://x.org/a", "https://x.org/a?"),
    ("https://x.org/a?b=1&c=2", "https://x.org/a?c=2&b=1"),
    ("https://x.org/a%2Fb", "https://x.org/a/b"),
    ("https://x.org/a+b", "https://x.org/a%20b"),
    ("https://x.org/?a=%26b", "https://x.org/?a=&b"),
    ("https://x.org/?ref=n", "https://x.org/"),
    ("https://x.org/", "https://x.org:8443/"),
    ("https://u@x.org/", "https://x.org/"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_target_are_joined(one, other):
    assert url(one).key == url(other).key
    assert url(one).id == url(other).id


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_a_server_may_tell_apart_is_not_joined(one, other):
    assert url(one).key != url(other).key


def test_what_is_sent_is_exactly_what_was_written():
    assert url("https://x.org/%7euser?utm_source=n&a=%2f").request == "https://x.org/%7euser?utm_source=n&a=%2f"


PATHS = st.text(st.characters(codec="utf-8"), max_size=30)


@given(PATHS, PATHS)
def test_reading_an_address_again_changes_nothing(path, query):
    first = read(f"https://x.org/{path}?{query}")
    if isinstance(first, Url):
        again = url(first.href)
        assert again == first
        assert url(first.request).request == first.request


@given(PATHS)
def test_a_key_is_a_key_of_itself(path):
    first = read(f"https://x.org/{path}")
    if isinstance(first, Url):
        assert url(first.key).key == first.key


@given(st.text(max_size=60))
def test_nothing_that_is_typed_makes_reading_fail(text):
    read(text)
    read("http://" + text)
    read("https://x.org/" + text)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_control_character_reaches_the_wire(text):
    found = read("https://x.org/" + text)
    if isinstance(found, Url):
        assert found.request.isascii()
        assert found.request.isprintable()
        assert " " not in found.request


@given(st.from_regex(r"https?://[a-z0-9.-]{1,16}(?:/[a-zA-Z0-9_.%~:@-]{0,5}){0,4}(?:\?[\w=/.%?-]{0,5})?", fullmatch=True))
def test_the_short_way_of_plain_addresses_leads_where_the_parser_does(text):
    assert parse(text) == parse(text, base="https://base.org/")


def test_what_is_no_absolute_address_cannot_be_taken_apart():
    assert parse("/a") is None
    assert must_parse("https://x.org").path == "/"
    with pytest.raises(UsageError):
        must_parse("/a")
