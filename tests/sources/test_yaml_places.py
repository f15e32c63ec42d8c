"""Where values and words stand in a file."""

import pickle

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.sources.yaml_values import YamlError, load
from tests.sources.places import at

TEXT = """\
---
title: Wells
quoted: 'It''s a well'
escaped: "one\\_two \\u00e9 \\"three\\" end"
rows:
  -
    href: https://a.example/x
  - {href: 'https://b.example/y', n: 3}
literal: |-
  First line.

    Second, indented, with https://c.example/z in it.
folded: >
  First part
  and second part.

  Third.
plain: begins here
  and goes on there
double: "begins here
  and goes \\
  on there"
tagged: !!str &anchor 'value'
again: *anchor
base: &base {url: https://d.example}
derived:
  <<: *base
  more: 1
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("title",), "Wells", "title"),
        (("quoted",), "'It", "quoted"),
        (("rows",), "-", "rows"),
        (("rows", 0), "href", "href"),
        (("rows", 0, "href"), "https://a", "href"),
        (("rows", 1), "{href", "{href"),
        (("rows", 1, "n"), "3", "n"),
        (("literal",), "|-", "literal"),
        (("again",), "!!str", "again"),
        (("derived", "url"), "https://d", "url"),
        (("derived", "more"), "1", "more"),
        (("derived", "missing", "deeper"), "<<", "derived"),
        (("rows", 9), "-", "rows"),
        (("rows", "first"), "-", "rows"),
        (("title", 0), "Wells", "title"),
        ((), "title", "title"),
    ],
)
def test_a_value_and_its_key_stand_where_the_file_has_them(path, value, key):
    marks = load(TEXT).marks
    assert at(TEXT, marks.place(path)).startswith(value)
    assert at(TEXT, marks.key_place(path)).startswith(key)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("quoted",), "a well"),
        (("escaped",), "two"),
        (("escaped",), "three"),
        (("escaped",), "end"),
        (("rows", 1, "href"), "b.example"),
        (("literal",), "Second"),
        (("literal",), "https://c.example"),
        (("folded",), "and second"),
        (("folded",), "Third"),
        (("plain",), "begins"),
        (("plain",), "goes on"),
        (("double",), "goes"),
        (("double",), "on there"),
        (("tagged",), "value"),
        (("again",), "lue"),
    ],
)
def test_words_inside_a_text_stand_where_the_file_has_them(path, words):
    document = load(TEXT)
    value = document.value
    for step in path:
        value = value[step]
    place = document.marks.offset_place(path, value.index(words))
    assert at(TEXT, place).startswith(words)


def test_places_ask_for_what_is_not_there_and_get_the_nearest_that_is():
    marks = load(TEXT).marks
    assert marks.offset_place(("rows", 1, "n"), 1) == marks.place(("rows", 1, "n"))
    assert marks.offset_place(("rows",), 0) == marks.place(("rows",))
    assert marks.offset_place(("rows", 7, "href"), 2) == marks.place(("rows",))


def test_every_known_path_is_listed_in_the_file_s_order():
    items = load(TEXT).marks.items()
    assert items[0] == (("title",), 2)
    assert (("rows", 1, "href"), 8) in items
    lines = [line for path, line in items if path[0] not in {"again", "derived"}]
    assert lines == sorted(lines)


def test_line_ends_of_every_kind_count_once():
    for end in ("\n", "\r\n", "\r"):
        document = load(TEXT.replace("\n", end))
        assert document.marks.place(("plain",)) == load(TEXT).marks.place(("plain",))
        assert document.value == load(TEXT).value


def test_places_survive_a_journey_to_another_process():
    marks = load(TEXT).marks
    marks.offset_place(("literal",), 3)
    there = pickle.loads(pickle.dumps(marks))
    assert there.items() == marks.items()
    assert there.offset_place(("literal",), 20) == marks.offset_place(("literal",), 20)


def test_special_characters_are_kept_and_reported_at_their_place():
    document = load("a: 'x\x92y\x07'\nb:\n  - 1\n  - \"z\u2028\"\nc: fine\n")
    assert document.value == {"a": "x\x92y\x07", "b": [1, "z\u2028"], "c": "fine"}
    assert [(problem.rule, problem.line, problem.column, problem.field) for problem in document.problems] == [
        ("content-control-character", 1, 6, "a"),
        ("content-control-character", 4, 7, "b.1"),
    ]
    assert "U+0092" in document.problems[0].detail
    assert "1 more" in document.problems[0].detail


@pytest.mark.parametrize(
    ("written", "code"),
    [(r"\x03", "0003"), (r"\b", "0008"), (r"\e", "001B"), (r"\x7F", "007F"), (r"\x92", "0092"), (r"\u0092", "0092"), (r"\L", "2028")],
)
def test_special_characters_are_reported_as_the_cms_escapes_them_too(written, code):
    (problem,) = load(f'a: fine\nb: "the school{written}s well"\n').problems
    assert (problem.rule, problem.line, problem.column, problem.field) == ("content-control-character", 2, 15, "b")
    assert f"U+{code}" in problem.detail


@pytest.mark.parametrize("text", [r'a: "one\ttwo\nthree\_four \x41 \u00e9"', r"a: 'C:\bin\x03'", r"a: C:\apps\e", 'a: "\\\\x03"'])
def test_other_escapes_and_backslashes_are_nothing_special(text):
    assert load(text).problems == ()


def test_a_text_that_uses_private_characters_itself_is_read_all_the_same():
    own = "".join(chr(0xF0000 + position) for position in range(0x100))
    assert load(f"a: '{own}\x01'").value == {"a": own + "\x01"}


def test_keys_may_have_tags_anchors_and_special_characters():
    document = load("!!str 1.5: &v x\n&k name: *v\nother: *k\n'a\x92b': 1\n")
    assert document.value == {"1.5": "x", "name": "x", "other": "name", "a\x92b": 1}
    assert document.marks.place(("other",)) == (2, 1)
    assert document.marks.key_place(("a\x92b",)) == (4, 1)


def test_a_text_that_is_empty_has_a_place_all_the_same():
    document = load("a: ''\nb: |-\n\nc: >\n  x\n")
    assert document.marks.offset_place(("a",), 0) == (1, 5)
    assert document.marks.offset_place(("b",), 0) == (2, 4)
    assert document.marks.offset_place(("c",), 0) == (5, 3)


def test_a_text_of_nothing_but_private_characters_is_refused():
    every = "".join(chr(base) for base in range(0xF0000, 0x10FF00, 0x100))
    with pytest.raises(YamlError, match="private-use"):
        load(f"a: '{every}\x01'")


def test_dots_that_the_cms_cuts_off_are_reported():
    document = load("---\ntitle: To be\nsummary: continued...\n")
    assert document.value == {"title": "To be", "summary": "continued"}
    assert [(problem.rule, problem.line, problem.column, problem.field) for problem in document.problems] == [
        ("content-lost-text", 3, 19, "summary")
    ]
    assert load("---\na: 1\n...\n").problems == ()
    assert load("---\n ...").problems[0].field == ""
    assert load("a: b...\n").value == {"a": "b..."}


def test_slips_that_the_cms_reads_are_read_with_true_places():
    text = 'a: so: \nb: - c\nd: ? e\nf: [1, , 2] tail\ng: {x: 1}, y\nh: "\\ud83d\\ude00"\ni: -\nj: last'
    document = load(text)
    assert document.value == {"a": "so:", "b": "- c", "d": "? e", "f": [1, 2], "g": {"x": 1}, "h": "\ufffd\ufffd", "i": "-", "j": "last"}
    assert document.marks.place(("j",)) == (8, 4)
    assert document.problems == ()


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n :#-'\"\\é…"),
        max_size=60,
    ),
)


TREES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=5),
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("klmno", min_size=1), inner, max_size=4), max_leaves=12
    ),
    min_size=1,
    max_size=5,
)


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from leaves(inner, (*path, position))
    else:
        yield path, value


@settings(max_examples=80, deadline=None)
@given(tree=TREES, style=st.sampled_from([None, "'", '"', "|"]), width=st.sampled_from([20, 80, 10_000]))
def test_whatever_a_dumper_wrote_is_read_back_with_every_character_at_its_place(tree, style, width):
    text = yaml.dump(tree, Dumper=yaml.SafeDumper, allow_unicode=True, default_style=style, width=width, sort_keys=False)
    # PyYAML's own emitter tags numbers in quotes and quotes truth values: those it reads back otherwise than Symfony.
    if "!!" in text or "? " in text:
        return
    document = load(text)
    lines = text.split("\n")
    for path, value in leaves(document.value):
        if not isinstance(value, str):
            continue
        for offset, character in enumerate(value):
            line, column = document.marks.offset_place(path, offset)
            there = lines[line - 1][column - 1 : column]
            assert there == character or there in {"\\", "'", " ", "", "\t"} or character in " \n", (text, path, offset)
