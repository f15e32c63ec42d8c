"""What is asked tonight, and how."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.history import Rechecks, conditions, due, still_told, tonight
from audit.model.standing import PageSeen
from audit.model.verdict import FragmentState, Judgement, Verdict
from tests.history.nights import FIRST
from tests.history.test_following import streak_of

USUAL = Rechecks()
ADAPTIVE = Rechecks(adaptive=True)
OK = Judgement(verdict=Verdict.OK, reason="status-200", fragments=(("top", FragmentState.FOUND),))


def nightly(answer: str, *, nights: int, then: str = ""):
    """A target seen every night, and once more with another answer."""
    looks = [(24 * number, answer) for number in range(nights)]
    return streak_of(*looks, *([(24 * nights, then)] if then else []))


def known(**more) -> PageSeen:
    return PageSeen(at=FIRST, read_at=FIRST, judgement=replace(OK, **more))


def days_until_due(streak, page=None, *, rechecks=ADAPTIVE) -> int:
    newest = streak.last_checked_at
    page = page or known()
    return next(days for days in range(10) if due(streak, page, now=newest + timedelta(days=days), rechecks=rechecks))


@pytest.mark.parametrize(
    ("streak", "days"),
    [
        (nightly("ok", nights=1), 0),
        (nightly("ok", nights=30), 0),
        (nightly("ok", nights=31), 1),
        (nightly("ok", nights=60), 2),
        (nightly("ok", nights=120), 3),
        (nightly("ok", nights=400), 3),
        (nightly("404", nights=1), 0),
        (nightly("503", nights=40), 0),
        (nightly("ok", nights=200, then="503"), 0),
        (nightly("404", nights=3, then="ok"), 0),
        (nightly("403", nights=100), 0),
        (nightly("ok", nights=120, then="403"), 0),
        (nightly("expired", nights=120), 0),
    ],
)
def test_what_works_for_long_is_asked_less_often_and_anything_else_every_night(streak, days):
    assert days_until_due(streak) == days


@pytest.mark.parametrize(
    "page",
    [
        known(notes=("cert-expires-soon",)),
        known(verdict=Verdict.INSECURE, reason="cert-expires-soon"),
    ],
)
def test_a_page_whose_certificate_is_near_its_end_is_asked_every_night(page):
    assert days_until_due(nightly("ok", nights=200), page) == 0


def test_a_page_of_which_nothing_is_remembered_is_asked():
    assert due(nightly("ok", nights=200), None, now=FIRST + timedelta(days=200), rechecks=ADAPTIVE)


def test_unless_it_is_asked_for_everything_is_asked_every_night():
    assert days_until_due(nightly("ok", nights=400), rechecks=USUAL) == 0


def test_after_a_failure_the_time_of_working_begins_anew():
    streak = streak_of(*((24 * night, "503" if night == 150 else "ok") for night in range(170)))

    assert days_until_due(streak) == 0


def test_no_time_of_working_at_all_may_be_wanted():
    assert days_until_due(nightly("ok", nights=2), rechecks=Rechecks(adaptive=True, steady=timedelta(0))) == 3


def test_what_was_never_seen_is_due():
    assert due(None, None, now=FIRST, rechecks=ADAPTIVE)


def test_a_night_begins_with_what_fails_then_what_is_unknown_then_the_oldest_verdicts():
    now = FIRST + timedelta(days=200)
    streaks = {
        "steady": streak_of(*((24 * number, "ok") for number in range(200))),
        "old": streak_of((0, "ok")),
        "older": streak_of((-24, "ok")),
        "failing": streak_of((24 * 199, "404")),
        "recovering": streak_of((0, "404"), (24, "404"), (24 * 199, "ok")),
        "blocked": streak_of((24 * 199, "403")),
        "refused lately": streak_of((0, "ok"), (24 * 199, "403")),
    }
    hosts = dict.fromkeys([*streaks, "unseen"], "host")
    plan = tonight(hosts, streaks, dict.fromkeys(streaks, known()), now=now, rechecks=ADAPTIVE)
    assert plan.due == ("failing", "recovering", "blocked", "refused lately", "unseen", "older", "old")
    assert (plan.steady, plan.over_budget) == (("steady",), ())


def test_a_host_gets_no_more_than_its_share_of_a_night():
    hosts = {f"t{number}": "big" if number < 5 else "small" for number in range(7)}
    plan = tonight(hosts, {"t4": streak_of((0, "404"))}, {}, now=FIRST, rechecks=Rechecks(per_host=2))
    assert plan.due == ("t4", "t0", "t5", "t6")
    assert plan.over_budget == ("t1", "t2", "t3")


@pytest.mark.parametrize(
    ("streak", "page", "days", "told"),
    [
        (nightly("ok", nights=1), known(), 14, True),
        (nightly("ok", nights=1), known(), 15, False),
        (nightly("ok", nights=1), None, 1, False),
        (nightly("404", nights=1), known(), 1, False),
        (nightly("ok", nights=1, then="503"), known(), 1, False),
        (nightly("ok", nights=1, then="403"), known(), 1, False),
        (nightly("expired", nights=1), known(), 1, False),
        (None, known(), 1, False),
    ],
)
def test_only_a_page_that_worked_lately_is_told_of_again_without_a_look(streak, page, days, told):
    assert still_told(streak, page, now=FIRST + timedelta(days=days), rechecks=USUAL) is told


def page(*, etag: str = "", last_modified: str = "") -> PageSeen:
    return PageSeen(at=FIRST, read_at=FIRST, judgement=OK, etag=etag, last_modified=last_modified)


DATED = "Sun, 01 Nov 2026 02:00:00 GMT"


@pytest.mark.parametrize(
    ("seen", "fragments", "days", "asked"),
    [
        (page(etag='W/"1"', last_modified=DATED), (), 1, (("If-None-Match", 'W/"1"'),)),
        (page(last_modified=DATED), ("top",), 1, (("If-Modified-Since", DATED),)),
        (page(), (), 1, ()),
        (page(etag='"1"'), ("top", "bottom"), 1, ()),
        (page(etag='"1"'), (), 7, ()),
        (None, (), 1, ()),
    ],
)
def test_a_page_is_asked_whether_it_changed_only_when_its_answer_can_be_believed(seen, fragments, days, asked):
    assert conditions(seen, fragments, now=FIRST + timedelta(days=days), rechecks=USUAL) == asked
