"""What is asked tonight, and how."""

from datetime import timedelta

import pytest

from audit.history import Rechecks, conditions, due, tonight
from audit.model.standing import PageSeen
from audit.model.verdict import FragmentState, Judgement, Verdict
from tests.history.nights import FIRST
from tests.history.test_following import streak_of

USUAL = Rechecks()


def nightly(answer: str, *, nights: int, then: str = ""):
    """A target seen every night, and once more with another answer."""
    looks = [(24 * number, answer) for number in range(nights)]
    return streak_of(*looks, *([(24 * nights, then)] if then else []))


def days_until_due(streak) -> int:
    newest = streak.last_verdict_at or streak.last_checked_at
    return next(days for days in range(10) if due(streak, now=newest + timedelta(days=days), rechecks=USUAL))


@pytest.mark.parametrize(
    ("streak", "days"),
    [
        (nightly("ok", nights=1), 1),
        (nightly("ok", nights=30), 1),
        (nightly("ok", nights=60), 2),
        (nightly("ok", nights=120), 3),
        (nightly("ok", nights=400), 3),
        (nightly("404", nights=1), 0),
        (nightly("503", nights=40), 0),
        (nightly("ok", nights=200, then="503"), 0),
        (nightly("404", nights=3, then="ok"), 0),
        (nightly("403", nights=100), 0),
        (nightly("ok", nights=120, then="403"), 3),
    ],
)
def test_what_works_for_long_is_asked_less_often_and_a_failure_always(streak, days):
    assert days_until_due(streak) == days


def test_what_was_never_seen_is_due():
    assert due(None, now=FIRST, rechecks=USUAL)


def test_a_night_begins_with_what_fails_then_what_is_unknown_then_the_oldest_verdicts():
    now = FIRST + timedelta(days=200)
    streaks = {
        "steady": streak_of(*((24 * number, "ok") for number in range(200))),
        "old": streak_of((0, "ok")),
        "older": streak_of((-24, "ok")),
        "failing": streak_of((24 * 199, "404")),
        "recovering": streak_of((0, "404"), (24, "404"), (24 * 199, "ok")),
        "blocked": streak_of((24 * 199, "403")),
    }
    plan = tonight(dict.fromkeys([*streaks, "unseen"], "host"), streaks, now=now, rechecks=USUAL)
    assert plan.due == ("failing", "recovering", "blocked", "unseen", "older", "old")
    assert (plan.steady, plan.over_budget) == (("steady",), ())


def test_a_host_gets_no_more_than_its_share_of_a_night():
    hosts = {f"t{number}": "big" if number < 5 else "small" for number in range(7)}
    plan = tonight(hosts, {"t4": streak_of((0, "404"))}, now=FIRST, rechecks=Rechecks(per_host=2))
    assert plan.due == ("t4", "t0", "t5", "t6")
    assert plan.over_budget == ("t1", "t2", "t3")


def page(*, etag: str = "", last_modified: str = "") -> PageSeen:
    judged = Judgement(verdict=Verdict.OK, reason="status-200", fragments=(("top", FragmentState.FOUND),))
    return PageSeen(at=FIRST, read_at=FIRST, judgement=judged, etag=etag, last_modified=last_modified)


DATED = "Sun, 01 Nov 2026 02:00:00 GMT"


@pytest.mark.parametrize(
    ("known", "fragments", "days", "asked"),
    [
        (page(etag='W/"1"', last_modified=DATED), (), 1, (("If-None-Match", 'W/"1"'),)),
        (page(last_modified=DATED), ("top",), 1, (("If-Modified-Since", DATED),)),
        (page(), (), 1, ()),
        (page(etag='"1"'), ("top", "bottom"), 1, ()),
        (page(etag='"1"'), (), 7, ()),
        (None, (), 1, ()),
    ],
)
def test_a_page_is_asked_whether_it_changed_only_when_its_answer_can_be_believed(known, fragments, days, asked):
    assert conditions(known, fragments, now=FIRST + timedelta(days=days), rechecks=USUAL) == asked
