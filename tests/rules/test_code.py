"""Program text is no prose."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.rules.reading.code import without_code


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write `a b` here.", "Write here."),
        ("Two ``a ` b`` here.", "Two here."),
        ("An open ` tick.", "An open ` tick."),
        ("Open `` and ` there.", "Open `` and ` there."),
        ("a\n```\nb\n```\nc", "a c"),
        ("a\n```yaml\nb\n`````\nc", "a c"),
        ("a\n~~~\nb\n```\nc", "a"),
        ("a\n  ```\nb\n  ```\nc", "a c"),
        ("a <!-- b --> c", "a c"),
        ("a <!-- b", "a <!-- b"),
        ("a <!-- b --> <!-- c", "a <!-- c"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_program_text_and_comments_are_left_out(text, left):
    assert " ".join(without_code(text).split()) == left


@settings(deadline=None)
@given(st.text(st.sampled_from("`~<!-> \nab"), max_size=60))
def test_every_other_character_keeps_its_place(text):
    shown = without_code(text)

    assert len(shown) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, shown, strict=True))
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    ["<!--" * 60_000, "`" + "<!--" * 60_000, "".join("`" * length + "a" for length in range(700)), "```\n" * 60_001, "`a``b" * 50_000],
)
def test_what_is_left_open_takes_no_longer_than_the_text(text):
    began = time.process_time()
    without_code(text)

    assert time.process_time() - began < 1
