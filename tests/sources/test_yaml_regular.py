"""What is read line by line comes to exactly what the parser makes of it, and whatever else there may be is left to the parser."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from audit.sources.yaml_values.budget import Budget
from audit.sources.yaml_values.builder import Builder
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.limits import DEFAULT, Limits
from audit.sources.yaml_values.nodes import Lines
from audit.sources.yaml_values.prepared import has_special
from audit.sources.yaml_values.regular import read_regular

ENTRY = """\
id: 3f2a0f6e-0000-4000-8000-000000000000
title: 'The children''s wells'
image: {  }
tags: []
facts: |-
  Half of them run dry.

    In summer: all.
order: 7
since: 2019-04-16
hidden: null
description:
  -
    type: paragraph
    content:
      -
        type: text
        text: "Wells\\_of the valley: \\"deep\\""
      - https://river.example/a:b#c
      -
challenges:
  - water
  - 'a: b'
last:"""
"""All that the form has."""

SCALARS = st.sampled_from(
    [
        "''",
        "'a'",
        "'it''s'",
        "'a: b # c'",
        '"a\\_b"',
        '"\\u00e4"',
        '"a',
        "'a",
        "'a'b'",
        "a",
        "a b",
        "a: b",
        "a #b",
        "a#b",
        "a:b",
        "b:",
        " a",
        "a ",
        "-5",
        "- a",
        "null",
        "~",
        "true",
        "Yes",
        "0o17",
        "010",
        "1_000",
        "1e3",
        ".inf",
        "2024-04-16",
        "2024-13-45",
        "12:30",
        "-",
        "--- a",
        "...",
        "{}",
        "{ }",
        "{  }",
        "[]",
        "[ ]",
        "{ a: b }",
        "|-",
        "|",
        ">",
        "&a b",
        "*a",
        "!!str 1",
        "?",
        "? a",
        "%a",
        "@a",
        "`a",
        "# a",
        "<<",
        "=",
        "ä",
        "a\xa0b",
        "}",
        "a}",
        "a, b",
        "\\",
    ]
)
KEYS = st.sampled_from(["a", "b", "c", "long-key_1", "null", "true", "1", "<<", "'a'", "a b", "ä", "-a", "?a", "_", "no", "a:b", ""])
LINES = st.one_of(
    st.builds(lambda key, value: f"{key}: {value}", KEYS, SCALARS),
    st.builds(lambda key: f"{key}:", KEYS),
    st.builds(lambda value: f"- {value}", SCALARS),
    st.sampled_from(["-", "", " ", "  ", "text", "# note", "- - a", "- a: b", "a: |-", "- |-", "\ta", "---", "..."]),
)
TEXTS = st.lists(st.tuples(st.integers(0, 4), LINES), max_size=9).map(
    lambda lines: "\n".join(" " * (2 * depth) + line for depth, line in lines)
)


def parsed(text, limits=DEFAULT):
    """What the parser makes of a text; None where it stops."""
    try:
        return Builder(text, Budget(limits), first_line=1).build()
    except (YamlError, yaml.YAMLError):
        return None


def read(text, limits):
    """What it comes to line by line."""
    return read_regular(text, Lines.of(text), limits)


def agreed(text):
    """Whether a text is of the form; where it is, both ways come to the same."""
    found = read(text, DEFAULT)
    assert found is None or repr(found) == repr(parsed(text))
    return found is not None


def test_an_entry_as_the_cms_writes_it_is_read_line_by_line():
    assert agreed(ENTRY)


@pytest.mark.parametrize("line", range(1, ENTRY.count("\n")))
def test_every_part_of_it_is(line):
    lines = ENTRY.split("\n")
    agreed("\n".join(lines[:line]))
    agreed("\n".join(lines[line:]))
    agreed("\n".join(lines[:line] + lines[line + 1 :]))


@given(TEXTS)
def test_lines_of_any_kind_in_any_order_are_read_as_the_parser_reads_them_or_left_to_it(text):
    agreed(text)


@given(st.text(alphabet="ab:-'\"|#[]{}& \n\\_10\u00a0", max_size=40).filter(lambda text: not has_special(text)))
def test_so_is_any_text(text):
    agreed(text)


@given(st.data())
def test_an_entry_with_one_sign_changed_is_too(data):
    at = data.draw(st.integers(0, len(ENTRY)))
    more = data.draw(st.sampled_from([*" \n:-'\"|#[]{}&*!%@`\\?,x~0", "  ", "\n\n", ": ", " #", "\n  "]))
    cut = data.draw(st.integers(0, 2))
    agreed(ENTRY[:at] + more + ENTRY[at + cut :])


@pytest.mark.parametrize(
    "text",
    [
        "a:\n- b",
        "a: b\n  c",
        "a: 'b\n  c'",
        "a: |\n  b",
        "a: >-\n  b",
        "a: &x b",
        "a: *x",
        "a: !!str b",
        "a: [b]",
        "a: {b: c}",
        "a:\tb",
        "a: b # c",
        "# a\nb: c",
        "a: b\na: c",
        "a: b\n---\n",
        " a: b",
        "a: 1\n - b",
        "null: a",
        'a: "\\x41"',
        "a:\n    b: c\n  d: e",
        "a: b:",
        "a: {  ",
        "a: 2024-13-45",
    ],
)
def test_other_forms_are_left_to_the_parser(text):
    assert read(text, DEFAULT) is None


def test_so_is_what_may_exceed_the_limits():
    deep = "".join(f"{' ' * depth}a:\n" for depth in range(101))

    assert read(deep, DEFAULT) is None
    assert read("a: b\n" * 100, Limits(nodes=200)) is None


def test_near_the_limits_every_value_counts():
    text = "a:\n" + "".join(f"  k{number}: v\n" for number in range(100)) + "b:\n" + "  - v\n" * 100 + "c: []\n"
    values = 1 + 2 * 3 + 2 * 100 + 100

    assert read(text, Limits(nodes=values)) == parsed(text)
    assert read(text, Limits(nodes=values - 1)) is None
    assert parsed(text, Limits(nodes=values - 1)) is None
