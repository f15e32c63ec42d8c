"""Half of all problems are fixed within so many days, with those that nobody has fixed counted."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from audit.history.duration import LOOKED_AT, days_until_fixed
from audit.model.finding import Certainty, Severity
from audit.model.standing import Record, State
from tests.history.nights import FIRST, World, made

NOW = FIRST + timedelta(days=200)
DAY = timedelta(days=1)


def fixed(days: int, *, ago: int = 1, state: State = State.FIXED, **of_finding) -> Record:
    finding = made("a", "text", f"x{days}", rule="link-not-found", **of_finding)
    closed = NOW - ago * DAY
    return Record(finding=finding, state=state, first_seen=closed - days * DAY, last_seen=closed, closed_at=closed)


def still(days: int) -> Record:
    return Record(finding=made("a", "text", "y", rule="link-not-found"), state=State.OPEN, first_seen=NOW - days * DAY, last_seen=NOW)


@pytest.mark.parametrize(
    ("records", "days"),
    [
        ([], None),
        ([still(3)], None),
        ([fixed(4)], 4),
        ([fixed(1), fixed(9), fixed(30)], 9),
        ([fixed(1), fixed(9), still(40), still(50)], 9),
        ([fixed(1), still(40), still(50)], None),
        ([fixed(1), fixed(2), still(1), still(1), still(1), still(1)], 2),
        ([fixed(1), fixed(20, state=State.LEFT), fixed(5)], 5),
    ],
)
def test_it_is_the_day_by_which_half_are_fixed(records, days):
    assert days_until_fixed(records, now=NOW) == days


def test_old_stories_doubts_and_tidying_up_are_left_out():
    old = LOOKED_AT.days + 1
    left_out = [fixed(2, ago=old), fixed(2, severity=Severity.TIDY), fixed(2, certainty=Certainty.CANNOT_TELL)]
    assert days_until_fixed(left_out, now=NOW) is None


@given(some.lists(some.integers(0, 80), min_size=1, max_size=30), some.lists(some.integers(0, 80), max_size=30))
def test_leaving_problems_alone_for_longer_never_makes_it_better(done, open_):
    now = days_until_fixed([*map(fixed, done), *map(still, open_)], now=NOW)
    later = days_until_fixed([*map(fixed, done), *(still(days + 7) for days in open_)], now=NOW)
    assert later is None or (now is not None and later >= now)


def test_the_figures_of_a_night_have_it():
    there = World(content={"a": {"text": ["x", "y"]}}, answers={"x": "404", "y": "404"})
    for _ in range(4):
        there.night()
    assert there.health.days_until_fixed is None
    there.answers["x"] = there.answers["y"] = "ok"
    for _ in range(4):
        there.night()
    assert there.health.days_until_fixed == 5
