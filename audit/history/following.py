"""How one target does over the nights: looks in a row that accuse or clear it."""

from dataclasses import replace
from datetime import datetime

from audit.history.policy import FAILS, Kind, Policy, kind_of, kind_of_judgement
from audit.model.standing import Check, Streak
from audit.model.verdict import Verdict


def follow(streak: Streak | None, check: Check, *, policy: Policy, at: datetime | None = None) -> Streak:
    """The target's streak with one more look added.

    `at` is the start of the run, by which nights are told apart; the check's own time when None. A look that lies
    before the newest one known is ignored. A look that cannot tell changes nothing but the time of the newest look.
    """
    now = at or check.at
    before = streak or Streak(target_id=check.target_id, verdict=Verdict.NOT_CHECKED, reason="")
    if before.last_checked_at and now < before.last_checked_at:
        return before
    kind = kind_of_judgement(check.judgement)
    if kind is Kind.SILENT:
        heard = streak or replace(before, verdict=check.judgement.verdict, reason=check.judgement.reason)
        return replace(heard, last_checked_at=now)
    looked = replace(before, verdict=check.judgement.verdict, reason=check.judgement.reason, last_checked_at=now, last_verdict_at=now)
    return _failed(looked, kind, now, policy) if kind in FAILS else _worked(looked, now, policy)


def is_failing(streak: Streak | None) -> bool:
    """Whether the newest look that counted saw the target fail."""
    return streak is not None and kind_of(streak.verdict, streak.reason) in FAILS


def speaks(streak: Streak, *, policy: Policy) -> bool:
    """Whether the failure that the newest look saw has itself been seen often enough to be said aloud.

    A page known to be gone that answers 503 tonight is not yet a website that "has been failing for days".
    """
    match kind_of(streak.verdict, streak.reason):
        case Kind.GONE:
            return streak.confirmed_at is not None and streak.gone_checks >= policy.gone_checks
        case Kind.FAILING:
            gone, now = streak.last_gone_at, streak.last_checked_at
            recent = gone is not None and now is not None and not policy.far_enough(now - gone, policy.failing_span)
            return streak.confirmed_at is not None and not recent
        case _:
            return streak.confirmed_at is not None


def standing_verdict(streak: Streak | None, verdict: Verdict) -> Verdict:
    """The word for a target after its nights: a failure that may pass is ``broken`` once it is confirmed."""
    return Verdict.BROKEN if verdict is Verdict.UNSTABLE and streak and streak.confirmed_at else verdict


def _failed(streak: Streak, kind: Kind, now: datetime, policy: Policy) -> Streak:
    counts = streak.last_failing_at is None or policy.far_enough(now - streak.last_failing_at, policy.failing_gap)
    gone = kind is Kind.GONE and (streak.last_gone_at is None or policy.far_enough(now - streak.last_gone_at, policy.gone_gap))
    failing = replace(
        streak,
        failing_since=streak.failing_since or now,
        failing_checks=streak.failing_checks + counts,
        last_failing_at=now if counts else streak.last_failing_at,
        gone_checks=streak.gone_checks + gone,
        last_gone_at=now if gone else streak.last_gone_at,
        good_since=None,
        good_checks=0,
        last_good_at=None,
    )
    confirmed = streak.confirmed_at or (now if _proven(failing, kind, now, policy) else None)
    return replace(failing, confirmed_at=confirmed)


def _proven(streak: Streak, kind: Kind, now: datetime, policy: Policy) -> bool:
    if kind is Kind.AT_ONCE:
        return True
    if streak.event_since and not policy.far_enough(now - streak.event_since, policy.event_hold):
        return False
    if streak.gone_checks >= policy.gone_checks:
        return True
    since = streak.failing_since or now
    return streak.failing_checks >= policy.failing_checks and policy.far_enough(now - since, policy.failing_span)


def _worked(streak: Streak, now: datetime, policy: Policy) -> Streak:
    counts = streak.last_good_at is None or policy.far_enough(now - streak.last_good_at, policy.good_gap)
    good = replace(
        streak,
        good_since=streak.good_since or now,
        good_checks=streak.good_checks + counts,
        last_good_at=now if counts else streak.last_good_at,
    )
    recovered = streak.confirmed_at is None or good.good_checks >= policy.good_checks
    return _cleared(good) if recovered else good


def _cleared(streak: Streak) -> Streak:
    """Nothing is held against the target any more."""
    return replace(
        streak,
        failing_since=None,
        failing_checks=0,
        last_failing_at=None,
        gone_checks=0,
        last_gone_at=None,
        confirmed_at=None,
        event_since=None,
    )
