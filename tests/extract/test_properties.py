"""What holds for every entry."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.extract import extract, salvage
from audit.extract.addresses import find_addresses, is_whole, kind_of
from audit.extract.html import tokens
from audit.extract.sentences import Sentences, fold
from audit.model.entry import Entry, Unreadable
from audit.model.finding import fingerprint
from audit.model.link import LinkKind
from audit.sources.readings import parse
from audit.sources.statamic.front_matter import read_fields
from audit.sources.yaml_values import load
from tests.extract.making import entry_of

MARKUP = st.lists(
    st.sampled_from(
        [
            "<a href=",
            "'",
            '"',
            ">",
            "</a>",
            "<p>",
            "<!--",
            "-->",
            "[a](",
            ")",
            "[b]",
            "](",
            "https://a.example/x",
            " ",
            "\n",
            "é",
            "`",
            "&amp;",
            "\\",
            "*",
            "<br>",
            "<",
            "![",
            "_",
            ".",
            "text",
        ]
    ),
    max_size=25,
).map("".join)
HREFS = st.sampled_from(["https://a.example/", "https://b.example/x?y=1#z", "/inside", "mailto:a@b.example", "entry::7"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
NODES = st.builds(
    lambda text, href: {"type": "text", "text": text} | ({"marks": [{"type": "link", "attrs": {"href": href}}]} if href else {}),
    TEXTS,
    st.none() | HREFS,
)
PARAGRAPHS = st.lists(st.builds(lambda nodes: {"type": "paragraph", "content": nodes}, st.lists(NODES, max_size=5)), max_size=6)


def written(fields: dict) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)


def identities(entry: Entry) -> list[str]:
    """What the findings of an entry's links are known by."""
    return [fingerprint("f1_", link.entry_id, link.location.stable_field, "link", link.href) for link in extract(entry)]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | MARKUP.map(str.encode) | MARKUP.map(lambda text: f"---\nid: x\na: |-\n  {text}\n---\n{text}".encode()))
def test_no_bytes_crash_the_reader(content):
    document = parse("a.md", "c", content, read_fields)
    if isinstance(document, Unreadable):
        assert all(link.salvaged for link in salvage(document))
    else:
        extract(
            Entry(id="a", path="a.md", collection="c", title="", slug="", fields=document.value, marks=document.marks, content_sha256="")
        )


@settings(max_examples=100, deadline=None)
@given(MARKUP, st.sampled_from(["markdown", "textarea", "bard", "text", ""]))
def test_the_line_of_a_link_shows_its_address(text, kind):
    source = written({"first": 1, "field": text})
    lines = source.split("\n")
    for link in extract(entry_of(source, blueprint=f"- {{handle: field, field: {{type: {kind}}}}}" if kind else "")):
        # A dumper may fold a text at its line breaks, double a quote or escape a letter: the line then shows the address' beginning.
        there = lines[link.location.line - 1][link.location.column - 1 :]
        assert there[:1] == link.href.strip()[:1] or there[:1] in {"", "\\", " ", "'", '"'} or not link.href.strip()


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_every_link_mark_is_found_and_every_line_shows_its_address(paragraphs):
    source = written({"description": paragraphs})
    lines = source.split("\n")
    links = [link for link in extract(entry_of(source)) if link.kind is not LinkKind.TEXT]
    marks = [[node["marks"][0]["attrs"]["href"] if "marks" in node else None for node in paragraph["content"]] for paragraph in paragraphs]
    runs = [href for row in marks for position, href in enumerate(row) if href and (position == 0 or row[position - 1] != href)]
    assert [link.href for link in links] == runs
    for link in links:
        assert lines[link.location.line - 1][link.location.column - 1 :].startswith(link.href)


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_moving_paragraphs_and_reading_again_changes_no_identity(paragraphs, random):
    entry = entry_of(written({"description": paragraphs}))
    assert identities(entry) == identities(entry_of(written({"description": paragraphs})))
    moved = random.sample(paragraphs, len(paragraphs))
    assert sorted(identities(entry_of(written({"description": moved})))) == sorted(identities(entry))


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_a_link_s_text_and_edges_are_cut_from_its_paragraph(paragraphs):
    whole = ["".join(node["text"] for node in paragraph["content"]) for paragraph in paragraphs]
    for link in extract(entry_of(written({"description": paragraphs}))):
        assert any(link.before + link.text + link.after in text for text in whole)
        assert link.location.sentence == fold(link.location.sentence)


@settings(max_examples=100, deadline=None)
@given(MARKUP, MARKUP)
def test_tokens_cover_a_text_without_overlap(text, more):
    position = 0
    for token in tokens(text + more):
        assert position <= token.start <= token.end <= len(text + more)
        position = token.end


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("htps:/.a?()[]{}, \n“”…_*$"), max_size=60))
def test_an_address_found_in_a_text_is_whole_and_trimmed(text):
    for start, end in find_addresses(text):
        address = text[start:end]
        assert address.lower().startswith(("http://", "https://"))
        assert is_whole(address)
        assert address[-1] not in ".,;:!?*"
        assert kind_of(address, LinkKind.TEXT) is LinkKind.TEXT


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.data())
def test_the_sentence_around_words_holds_them(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    around = Sentences(text).around(start, end)
    assert fold(text[start:end]) in around or len(around) > 300


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_kinds_are_decided_for_every_text(text):
    kind = kind_of(text, LinkKind.INLINE)
    assert kind is kind_of(f" {text} ", LinkKind.INLINE)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_change_neither_links_nor_lines(end):
    text = "---\nid: a\na: |-\n  one\n  https://a.example/\n---\n\n[b](https://b.example/)\n"
    there = [(link.href, link.location.line, link.location.column) for link in extract(entry_of(text.replace("\n", end)))]
    assert there == [("https://a.example/", 5, 3), ("https://b.example/", 8, 5)]


def test_values_under_aliases_have_the_place_of_their_anchor():
    entry = entry_of("a: &a {url: 'https://a.example/'}\nb: *a\n")
    assert [(link.location.field, link.location.line) for link in extract(entry)] == [("a.url", 1), ("b.url", 1)]
    assert load("a: 1").marks.items() == [(("a",), 1)]
