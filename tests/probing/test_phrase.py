"""The cheap question before a pattern."""

import re
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.probing import phrases
from audit.probing.phrases.phrase import phrase

LINES = [
    line
    for file in sorted(files(phrases).iterdir(), key=lambda file: file.name)
    if file.name.endswith(".txt")
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_no_match_is_hidden_by_the_question(line: str) -> None:
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(line))
    def never_hidden(text: str) -> None:
        assert phrase(line).search(text) is not None

    never_hidden()


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        (r"\bnot found\b", {"not found"}),
        (r"(?:page|file)s? (?:is )?(?:gone|lost|away)", {"page", "file"}),
        (r"a?b*", set()),
        (r"(?:abc)+|x(?:yz)?", {"abc", "x"}),
        (r"gone|page gone", {"gone"}),
        (r"[ab]", set()),
        (r"abc|d*", set()),
    ],
)
def test_the_strings_that_every_match_holds_are_read_from_the_pattern(pattern: str, needles: set[str]) -> None:
    assert set(phrase(pattern).needles) == needles


def test_a_text_without_the_strings_is_not_searched() -> None:
    made = phrase(r"\b(?:page|file) not found\b")
    assert made.search("all is well here") is None
    assert made.said("all is well here") == []
    assert made.said("page not found, file not found") == ["page not found", "file not found"]


def test_a_pattern_that_needs_no_string_searches_everything() -> None:
    found = phrase(r"\d+").search("12")
    assert isinstance(found, re.Match)
