"""What needs a look tonight, and what may be asked whether it changed at all. A failure is never taken from memory."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from audit.history.following import is_failing
from audit.model.probe import Headers
from audit.model.standing import PageSeen, Streak
from audit.model.verdict import Verdict

_QUIET = frozenset({Verdict.OK, Verdict.REDIRECTED_PERMANENT, Verdict.REDIRECTED_TEMPORARY})
_RESTLESS = frozenset({"cert-expires-soon"})
"""Notes on a working page that may be overtaken within days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecks:
    """How often a target is looked at."""

    adaptive: bool = False
    """Whether targets that have worked for long are left alone on some nights; every night when not."""
    steady: timedelta = timedelta(days=30)
    """How long a target must have worked without a break before that begins."""
    usual: timedelta = timedelta(hours=20)
    """The time between two looks at a target that has just become steady; it grows with the time for which it has worked."""
    longest: timedelta = timedelta(days=3)
    """The longest time between two looks."""
    whole: timedelta = timedelta(days=7)
    """The time after which a page is read as a whole again, whatever it says about not having changed."""
    per_host: int = 4_000
    """Targets of one host that are looked at in one night at the most."""
    believed: timedelta = timedelta(days=14)
    """The age up to which what was seen of a working target is told again in place of a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """Which targets are asked, and which are left for later."""

    due: tuple[str, ...]
    """The most urgent first: failing and recovering ones, those never seen, then by the age of their verdict."""
    steady: tuple[str, ...]
    """They worked lately and for long: what was seen then still counts."""
    over_budget: tuple[str, ...]
    """Due, but their host has had its share of this night."""


def worked_last(streak: Streak | None, page: PageSeen | None) -> bool:
    """Whether the newest look at a target saw a page that works and gave no cause for another look.

    Only that is ever taken from memory. What failed, refused us, was in doubt or has a certificate near its end is asked again.
    """
    if streak is None or page is None or streak.last_checked_at is None or streak.last_checked_at != streak.last_verdict_at:
        return False
    quiet = streak.good_since is not None and not is_failing(streak) and streak.confirmed_at is None
    return quiet and streak.verdict in _QUIET and page.judgement.verdict in _QUIET and not _RESTLESS & {*page.judgement.notes}


def still_told(streak: Streak | None, page: PageSeen | None, *, now: datetime, rechecks: Rechecks) -> bool:
    """Whether what the newest look saw may be told again, with its date, for a target that is not asked tonight."""
    young = streak is not None and streak.last_verdict_at is not None and now - streak.last_verdict_at <= rechecks.believed
    return young and worked_last(streak, page)


def due(streak: Streak | None, page: PageSeen | None, *, now: datetime, rechecks: Rechecks) -> bool:
    """Whether a target needs a look tonight."""
    if not rechecks.adaptive or streak is None or not worked_last(streak, page):
        return True
    worked_for, unseen_for = now - (streak.good_since or now), now - (streak.last_verdict_at or now)
    if worked_for < rechecks.steady:
        return True
    grown = rechecks.usual * (worked_for / max(rechecks.steady, rechecks.usual))
    return unseen_for >= min(max(grown, rechecks.usual), rechecks.longest)


def tonight(
    hosts: Mapping[str, str], streaks: Mapping[str, Streak], pages: Mapping[str, PageSeen], *, now: datetime, rechecks: Rechecks
) -> Tonight:
    """The plan of one night; `hosts` names the host of each target."""
    wanted = {target for target in hosts if due(streaks.get(target), pages.get(target), now=now, rechecks=rechecks)}
    asked: Counter[str] = Counter()
    chosen: list[str] = []
    left: list[str] = []
    for target in sorted(wanted, key=lambda one: _urgency(one, streaks)):
        asked[hosts[target]] += 1
        (chosen if asked[hosts[target]] <= rechecks.per_host else left).append(target)
    return Tonight(due=tuple(chosen), steady=tuple(target for target in hosts if target not in wanted), over_budget=tuple(left))


def conditions(page: PageSeen | None, fragments: Iterable[str] = (), *, now: datetime, rechecks: Rechecks) -> Headers:
    """The header fields that ask whether a page has changed since it was last good; none when it must be read as a whole.

    It must when it was never seen good, when nobody has read it for `Rechecks.whole`, or when a fragment is asked for
    that was not looked for then. See RFC 9110, 13.1: an entity tag says more than a date.
    """
    if page is None or now - page.read_at >= rechecks.whole:
        return ()
    if set(fragments) - dict(page.judgement.fragments).keys():
        return ()
    if page.etag:
        return (("If-None-Match", page.etag),)
    return (("If-Modified-Since", page.last_modified),) if page.last_modified else ()


def _urgency(target: str, streaks: Mapping[str, Streak]) -> tuple[int, float, str]:
    streak = streaks.get(target)
    if streak and (is_failing(streak) or streak.confirmed_at):
        return 0, 0.0, target
    if streak is None or streak.last_verdict_at is None or streak.last_checked_at != streak.last_verdict_at:
        return 1, 0.0, target
    return 2, streak.last_verdict_at.timestamp(), target
