"""Known-good addresses that tell whether our own network works."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from audit.judging.compare import are_alike
from audit.model.probe import Probe, Target
from audit.model.run import Canary
from audit.model.verdict import Judgement, Verdict
from audit.ports import Prober
from audit.run.ask import judged
from audit.run.asker import Asker
from audit.urls import Url, read, registrable

FAILED_TO_DOUBT = 2
"""So many canaries must fail before we doubt ourselves; a single one may have troubles of its own."""
CLOCKS_DIFFER = "our clock and theirs differ by"
"""How the detail of a canary begins whose certificate is out of date by our clock alone."""

_WORKS = frozenset({Verdict.OK, Verdict.REDIRECTED_PERMANENT, Verdict.REDIRECTED_TEMPORARY})
_CLOCK_OFF = timedelta(days=1)
"""More than any time zone explains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What became of one canary."""

    url: str
    judgement: Judgement
    probe: Probe | None = None
    """None for what is no address."""


async def look(urls: Sequence[str], *, when: str, asker: Asker) -> tuple[Canary, ...]:
    """Ask every canary at once, each time anew: names and connections that are still known from before would hide an outage."""
    async with asker.scouting() as prober:
        seen = await asyncio.gather(*(_look(url, prober, asker) for url in urls))
    now = asker.clock.now()
    return tuple(Canary(url=one.url, when=when, ok=_is_reached(one, seen), detail=_detail(one, now)) for one in seen)


async def _look(written: str, prober: Prober, asker: Asker) -> _Seen:
    url = read(written, known_hosts=asker.known_hosts, allowed=asker.allowed)
    if not isinstance(url, Url):
        return _Seen(url=written, judgement=url)
    probe = await prober.probe(Target(id=url.id, key=url.key, url=url.request, host=url.authority))
    return _Seen(url=written, judgement=judged(probe, clock=asker.clock), probe=probe)


def _is_reached(one: _Seen, all_seen: Sequence[_Seen]) -> bool:
    """Whether the canary itself was heard: under a certificate that holds, any answer is its own, be it a 404.

    Without one, anybody on the way may have answered, so only a page of its own will do.
    """
    probe = one.probe
    if probe is None:
        return False
    asked = probe.target.url
    if asked.startswith("https:"):
        heard = (exchange for exchange in probe.exchanges if exchange.verified and exchange.status is not None)
        return probe.robots_disallowed or any(_place(exchange.url) == _place(asked) for exchange in heard)
    stayed = probe.final is not None and _owner(probe.final.url) == _owner(asked)
    return stayed and one.judgement.verdict in _WORKS and not any(_is_shown_by(one, other) for other in all_seen)


def _is_shown_by(one: _Seen, other: _Seen) -> bool:
    """Whether another website shows the same page: two that have nothing in common do so where a portal answers for both."""
    if one.probe is None or other.probe is None or _owner(one.probe.target.url) == _owner(other.probe.target.url):
        return False
    return are_alike(one.probe.page, other.probe.page)


def _detail(one: _Seen, now: datetime) -> str:
    difference = _clocks_differ(one.probe, now)
    if difference > _CLOCK_OFF:
        return f"{CLOCKS_DIFFER} {difference.days} days"
    return one.judgement.detail or one.judgement.reason


def _clocks_differ(probe: Probe | None, now: datetime) -> timedelta:
    """By how much the clock of a server whose certificate we do not believe differs from ours; nothing where it says nothing."""
    said = probe.unverified.header("Date") if probe and probe.unverified else ""
    try:
        theirs = parsedate_to_datetime(said)
    except ValueError:
        return timedelta(0)
    return abs(now - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)))


def _place(url: str) -> str:
    return urlsplit(url).netloc


def _owner(url: str) -> str:
    return registrable(urlsplit(url).hostname or "")


def network_down(canaries: Sequence[Canary]) -> bool:
    """Whether so many canaries failed that the trouble is ours: two, or all when there are fewer."""
    failed = sum(1 for canary in canaries if not canary.ok)
    return bool(canaries) and failed >= min(FAILED_TO_DOUBT, len(canaries))
