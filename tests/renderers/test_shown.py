"""Text from outside, made safe to look at."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.finding import Occurrence
from audit.model.location import Location
from audit.renderers.html.shown import LONGEST_ADDRESS, LONGEST_TEXT, clickable, marked, quoted, shown, shown_address
from tests.renderers import reports

ANY_TEXT = st.text(alphabet=st.characters(categories=None), max_size=60)
ODD_ADDRESS = st.builds(
    "".join,
    st.lists(st.sampled_from(["http", "https", ":", "/", "//", "a.example", "@", "?", "#", "[::1]", ":80", " ", "é", "%"]), max_size=9),
)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "http://a.example",
        "HTTPS://a.example/p?q=1#f",
        "https://xn--bcher-kva.example/",
        "http://[2001:db8::1]:8080/",
        "http://10.0.0.1:80/x",
        "https://a_b.example./",
    ],
)
def test_an_address_as_a_parser_writes_it_may_be_a_link(address):
    assert clickable(address)


@pytest.mark.parametrize(
    "address",
    [
        *(text for text in reports.HOSTILE if not text.startswith("https://example.org/")),
        "",
        "https://",
        "https://user@a.example/",
        "//a.example/",
        "https://a.example/ b",
        "https:\\\\a.example",
    ],
)
def test_anything_else_may_not(address):
    assert not clickable(address)


@given(st.one_of(ANY_TEXT, ODD_ADDRESS))
def test_what_may_be_a_link_has_a_host_and_nobodys_name(address):
    if clickable(address):
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.username is None
        assert address.isascii()


@given(ANY_TEXT)
def test_nothing_shown_turns_a_line_around_or_cannot_be_seen(text):
    for said in (shown(text), marked(text), shown_address(text)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", said)
        said.encode()
    assert not re.search("[\u200b-\u200d\ufeff\n]", marked(text))


@given(st.text(min_size=1, max_size=3000))
def test_what_is_endless_is_cut(text):
    assert len(shown_address(text)) <= LONGEST_ADDRESS + 1
    assert len(shown(text)) <= LONGEST_TEXT + 1


def test_a_shortened_address_keeps_its_host_and_its_end():
    address = "https://partner.example/" + "deep/" * 60 + "last-part.html"
    assert shown_address(address).startswith("https://partner.example/deep/")
    assert shown_address(address).endswith("last-part.html")


def place(sentence: str, words: str) -> Occurrence:
    return Occurrence(location=Location(path="a.md", field="f", line=1, sentence=sentence), text=words)


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Come and apply by June.", "apply by June", ("Come and ", "apply by June", ".")),
        ("Come and apply.", "", ("Come and apply.", "", "")),
        ("Come and apply.", " ", ("Come and apply.", "", "")),
        ("Come and apply.", "elsewhere", ("", "elsewhere", "")),
        ("", "", ("", "", "")),
    ],
)
def test_the_words_concerned_stand_apart_in_their_sentence(sentence, words, expected):
    quote = quoted(place(sentence, words))
    assert (quote.before, quote.marked, quote.after) == expected


@given(ANY_TEXT, ANY_TEXT)
def test_a_sentence_in_parts_is_the_sentence(sentence, words):
    quote = quoted(place(sentence, words))
    whole = quote.before + quote.marked + quote.after
    assert whole in (shown(sentence), shown(words))


def test_what_can_be_printed_is_shown_as_it_is():
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    # The last sign sends the text the long way round: every character of it is looked at.
    assert marked(printable + "\x00") == printable + "[U+0000]"
    assert shown(printable[:LONGEST_TEXT]) == printable[:LONGEST_TEXT]
