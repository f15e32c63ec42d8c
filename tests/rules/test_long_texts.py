"""Texts made to keep a reader busy: the work grows with their length, whatever they are made of."""

import time

import pytest

from audit.rules import CONTENT_RULES, examine
from tests.rules.world import CONTEXT, entry

LENGTH = 60_000


@pytest.mark.parametrize(
    "unit", ["\u00a0", "a\u00a0", "a ", "a.b.c.", "2020-01-01 ", "by 1 March 2020 ", '" 1 May 2020 ', "<!--", "<a ", "([", "- a\n"]
)
def test_a_long_text_of_one_unit_is_checked_in_a_moment(unit):
    text = (unit * LENGTH)[:LENGTH]
    subject = entry(summary=text, facts=f"{text} end")
    began = time.process_time()
    examine(subject, (), rules=CONTENT_RULES, context=CONTEXT)

    assert time.process_time() - began < 4  # less than one is seen
