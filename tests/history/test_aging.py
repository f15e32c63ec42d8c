"""Saving without a change makes no initiative younger."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.history.aging import saved_without_change
from audit.history.ending import end
from audit.history.night import Night
from audit.model.run import RunStatus
from audit.model.standing import State
from tests.history.nights import World, made

AT = datetime(2026, 11, 21, tzinfo=UTC)


def stale(since="2025-11-21", rule="content-stale"):
    return replace(made("a", "updated_at", "", rule=rule, family="content.stale"), params=(("since", since), ("threshold", "12")))


def night(*, digest="x", months=12, at=AT):
    return Night(at=at, status=RunStatus.COMPLETE, initiatives=frozenset({"a"}), contents={"a": digest}, stale_after_months=months)


@pytest.fixture
def there():
    world = World(content={"a": {}}, lacking={"a"}, contents={"a": "x"})
    world.night()
    return world


@pytest.mark.parametrize(
    ("finding", "tonight", "holds"),
    [
        (stale(), night(), True),
        (stale("2025-11-22"), night(), False),
        (stale(), night(digest="y"), False),
        (stale(), night(digest=""), False),
        (stale(), night(months=13), False),
        (stale(), night(months=0), False),
        (stale("some day"), night(), False),
        (stale(rule="content-title-long"), night(), False),
    ],
)
def test_an_initiative_stays_due_while_it_says_the_same(there, finding, tonight, holds):
    assert saved_without_change(finding, there.memory(), tonight) is holds


@pytest.mark.parametrize(("digest", "state"), [("x", State.OPEN), ("y", State.FIXED)])
def test_only_changed_words_end_the_finding(there, digest, state):
    (known,) = there.records.values()
    record = replace(known, finding=stale(), shown_at=AT)

    assert end(record, there.memory(), night(digest=digest)).state is state
