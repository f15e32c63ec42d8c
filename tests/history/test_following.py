"""When a target's failure is believed, and when its recovery is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.history import Kind, follow, is_failing, kind_of_judgement, speaks, standing_verdict
from audit.model.verdict import Verdict
from tests.history.nights import ANSWERS, FIRST, POLICY, check, judgement


def streak_of(*looks):
    """The streak after looks at (hours, answer), with the hour of its confirmation."""
    streak = None
    for hours, answer in looks:
        streak = follow(streak, check(answer, at=FIRST + timedelta(hours=hours)), policy=POLICY)
    return streak


def confirmed_hour(streak):
    return None if streak.confirmed_at is None else (streak.confirmed_at - FIRST) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("looks", "hour"),
    [
        # the page or its site is gone: two looks at least 6 h apart
        (((0, "404"),), None),
        (((0, "404"), (5.5, "404")), None),
        (((0, "404"), (6, "404")), 6),
        (((0, "404"), (3, "404"), (5, "404")), None),
        (((0, "404"), (3, "404"), (6, "410")), 6),
        (((0, "nxdomain"), (24, "404")), 24),
        (((0, "404"), (24, "503"), (48, "404")), 48),
        (((0, "parked"), (24, "parked")), 24),
        # what may pass: three looks over at least 48 h
        (((0, "503"), (24, "503")), None),
        (((0, "503"), (24, "503"), (47, "503")), None),
        (((0, "503"), (24, "503"), (48, "503")), 48),
        (((0, "timeout"), (24, "refused"), (48, "expired")), 48),
        (((0, "503"), (48, "503")), None),
        (((0, "503"), (48, "503"), (72, "503")), 72),
        (tuple((hour / 30, "503") for hour in range(5)), None),
        (tuple((hour, "503") for hour in range(48)), None),
        # nights do not begin at the same second
        (((0, "503"), (23.95, "503"), (47.9, "503")), 47.9),
        (((0, "404"), (5.9, "404")), 5.9),
        # once it works, the count starts again
        (((0, "503"), (24, "503"), (48, "ok")), None),
        (((0, "404"), (24, "ok"), (48, "404")), None),
        (((0, "404"), (24, "ok"), (48, "404"), (72, "404")), 72),
        # what tells nothing neither accuses nor clears
        (((0, "404"), (24, "403"), (48, "404")), 48),
        (((0, "403"), (24, "429"), (48, "soft"), (72, "unasked"), (96, "403")), None),
        # wrong as it stands
        (((0, "private"),), 0),
        # a certificate that only nears its end works
        (((0, "expiring"), (24, "expiring"), (72, "expiring")), None),
    ],
)
def test_a_failure_is_confirmed_at_its_time_and_not_before(looks, hour):
    assert confirmed_hour(streak_of(*looks)) == hour


@pytest.mark.parametrize(
    ("looks", "recovered"),
    [
        (((48, "ok"),), False),
        (((48, "ok"), (59, "ok")), False),
        (((48, "ok"), (60, "ok")), True),
        (((48, "ok"), (60, "404"), (72, "ok")), False),
        (((48, "ok"), (60, "403"), (72, "ok")), True),
        (((48, "403"), (72, "unasked"), (96, "soft")), False),
        (((48, "expiring"), (72, "moved")), True),
    ],
)
def test_a_confirmed_failure_ends_with_two_good_looks_far_enough_apart(looks, recovered):
    streak = streak_of((0, "404"), (24, "404"), *looks)
    assert (streak.confirmed_at is None) is recovered
    if recovered:
        assert (streak.failing_since, streak.failing_checks, streak.gone_checks, streak.event_since) == (None, 0, 0, None)


def test_a_look_from_before_the_newest_one_is_ignored():
    streak = streak_of((24, "404"))
    assert follow(streak, check("404", at=FIRST), policy=POLICY) == streak


def test_the_start_of_the_run_can_stand_for_the_moment_of_the_look():
    streak = follow(None, check("404", at=FIRST + timedelta(hours=3)), policy=POLICY, at=FIRST)
    assert (streak.failing_since, streak.last_checked_at) == (FIRST, FIRST)


def test_a_target_only_ever_blocked_has_the_word_but_no_verdict_time():
    streak = streak_of((0, "403"))
    assert (streak.verdict, streak.last_verdict_at, streak.last_checked_at) == (Verdict.BLOCKED, None, FIRST)
    assert not is_failing(streak)
    assert not is_failing(None)


def test_a_blocked_look_keeps_the_verdict_of_the_look_before():
    streak = streak_of((0, "404"), (24, "403"))
    assert (streak.verdict, streak.reason) == (Verdict.BROKEN, "status-404")
    assert streak.last_verdict_at == FIRST


@pytest.mark.parametrize(
    ("looks", "says"),
    [
        (((0, "404"), (24, "404")), True),
        (((0, "404"), (24, "404"), (48, "503")), False),
        (((0, "404"), (24, "404"), (48, "503"), (72, "503")), True),
        (((0, "503"), (24, "503"), (48, "503"), (72, "404")), False),
        (((0, "503"), (24, "503"), (48, "503"), (72, "404"), (96, "404")), True),
        (((0, "503"), (24, "503"), (48, "503")), True),
        (((0, "503"),), False),
        (((0, "private"),), True),
    ],
)
def test_a_new_kind_of_failure_speaks_only_when_it_was_seen_often_enough_itself(looks, says):
    assert speaks(streak_of(*looks), policy=POLICY) is says


def test_what_may_pass_is_broken_once_it_is_confirmed():
    assert standing_verdict(None, Verdict.UNSTABLE) is Verdict.UNSTABLE
    assert standing_verdict(streak_of((0, "503")), Verdict.UNSTABLE) is Verdict.UNSTABLE
    long = streak_of((0, "503"), (24, "503"), (48, "503"))
    assert standing_verdict(long, Verdict.UNSTABLE) is Verdict.BROKEN
    assert standing_verdict(long, Verdict.BLOCKED) is Verdict.BLOCKED


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("ok", Kind.GOOD),
        ("410", Kind.GONE),
        ("503", Kind.FAILING),
        ("expired", Kind.FAILING),
        ("soft", Kind.SILENT),
        ("private", Kind.AT_ONCE),
    ],
)
def test_every_judgement_is_evidence_of_one_kind(answer, kind):
    assert kind_of_judgement(judgement(answer)) is kind


LOOKS = st.lists(st.tuples(st.floats(0.02, 60), st.sampled_from(sorted(set(ANSWERS) - {"private"}))), max_size=25)


@given(LOOKS)
def test_no_sequence_of_looks_confirms_before_its_time(looks):
    streak, now, failing = None, FIRST, []
    for hours, answer in looks:
        now += timedelta(hours=hours)
        kind = kind_of_judgement(judgement(answer))
        failing = [] if kind is Kind.GOOD else [*failing, (now, kind)] if kind is not Kind.SILENT else failing
        known = streak.confirmed_at if streak else None
        streak = follow(streak, check(answer, at=now), policy=POLICY)
        if streak.confirmed_at and not known:
            gone = [at for at, one in failing if one is Kind.GONE]
            twice = gone and gone[-1] - gone[0] >= POLICY.gone_gap - POLICY.slack
            long = len(failing) >= 3 and failing[-1][0] - failing[0][0] >= POLICY.failing_span - POLICY.slack
            assert twice or long


@given(LOOKS)
def test_silence_never_changes_what_is_held_against_a_target(looks):
    streak, now = streak_of((0, "404"), (24, "404")), FIRST + timedelta(hours=24)
    for hours, answer in looks:
        if kind_of_judgement(judgement(answer)) is Kind.SILENT:
            now += timedelta(hours=hours)
            streak = follow(streak, check(answer, at=now), policy=POLICY)
    assert (streak.confirmed_at, streak.failing_since, streak.good_since) == (FIRST + timedelta(hours=24), FIRST, None)
