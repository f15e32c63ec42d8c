"""Where links stand that are folded over several lines of a file."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.sources.yaml_values import YamlError, load
from tests.sources.places import at


def link_at(number: int) -> str:
    return f"https://x.example/{number}"


def assert_links_stand_where_the_file_has_them(text: str, value: str) -> None:
    marks = load(text).marks
    for number in range(value.count("https://")):
        place = marks.offset_place(("a",), value.index(link_at(number)))
        assert at(text, place).startswith(link_at(number)), (text, number, place)


@pytest.mark.parametrize(
    "between",
    [
        " " * 30 + "\n  ",
        "\t\n  ",
        "\n\t\t ",
        "\n \t\n ",
        " \n\n\t",
        " \\\n\n\n\n  ",
        "\\\n\n \n  \\ ",
        "x\\\\  \n \n ",
        "\\t\\x41\\u00e9\\U0001f600\\_ \n\t",
    ],
    ids=repr,
)
@pytest.mark.parametrize("properties", ["", "!!str ", "&name "], ids=["plain", "tagged", "anchored"])
def test_a_link_in_double_quotes_over_several_lines_stands_where_the_file_has_it(between, properties):
    text = f'a: {properties}"{link_at(0)} {between}{link_at(1)} {between}{between}{link_at(2)} {between}"\nb: 1\n'
    assert_links_stand_where_the_file_has_them(text, load(text).value["a"])


BETWEEN = st.lists(st.sampled_from([" ", "  ", "\n  ", "\n", "\t", "Wells", "é", "\\t", "''", "#", ": ", "https:"]), max_size=8).map(
    "".join
)


BREAKS = ["\\\n", "\\\n\n \n", '\\"', "\\\\", "\\n", "\\u00e9", "\\x41", "\\ ", "\\\n\t", "\\\t"]


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(
        BETWEEN | st.lists(st.sampled_from(["\n ", " \n", " ", "\t", *BREAKS]), max_size=6).map("".join), min_size=2, max_size=5
    ),
    quote=st.sampled_from(["'", '"']),
    properties=st.sampled_from(["", "", "&name ", "!!str "]),
)
def test_every_link_in_quotes_stands_where_the_file_has_it_however_its_lines_are_folded(words, quote, properties):
    body = "".join(f"{word} {link_at(number)} " for number, word in enumerate(words))
    if quote == '"':
        body = body.replace("''", "it's")
    else:
        body = body.replace("\\", "")
        body = re.sub("'+", "''", body)
    text = f"a: {properties}{quote}{body}{quote}\nb: 1\n"
    try:
        value = load(text).value["a"]
    except YamlError:
        return
    assert_links_stand_where_the_file_has_them(text, value)


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\\n  https://x.example/0 "\n',
        "a:\n  &n Go\n   https://x.example/0\n   https://x.example/1\t# https://x.example/2\n# b\n",
        "a: |\n  Go\n  https://x.example/0\n# c\nb: 1\n",
    ],
    ids=["escaped break", "comment", "comment below"],
)
def test_a_link_behind_what_is_no_text_stands_where_the_file_has_it(text):
    assert_links_stand_where_the_file_has_them(text, load(text).value["a"])
