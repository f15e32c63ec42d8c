"""Every promise of `docs/acceptance.md` names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs" / "acceptance.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| ([A-Z]\d+) \|.*\| ([^|]*) \|$", TABLE, re.MULTILINE))
DEFINED = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)
TESTS = {name for path in ROOT.joinpath("tests").rglob("test_*.py") for name in DEFINED.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("promise", ROWS)
def test_every_promise_is_proved_by_tests_that_are_there(promise):
    named = re.findall(r"`(test_\w+)`", ROWS[promise])
    assert named
    assert set(named) <= TESTS


def test_no_promise_is_left_out():
    for letter, last in (("P", 25), ("M", 13), ("E", 10), ("C", 8)):
        assert {f"{letter}{number}" for number in range(1, last + 1)} <= set(ROWS)
