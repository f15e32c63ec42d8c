"""Tries an http address by https, so that the advice to change it is tested and not guessed."""

import zlib
from dataclasses import dataclass, field, replace

from audit.judging.compare import are_alike
from audit.model.probe import Page, Probe, Reason, Target
from audit.probing.looks import Looks
from audit.probing.trust import Sample

UNREACHED = frozenset(
    {Reason.CONNECT_REFUSED, Reason.CONNECT_TIMEOUT, Reason.UNREACHABLE, Reason.CONNECTION_LOST, Reason.ANSWER_TIMEOUT, Reason.PROTOCOL}
)
"""Failures of plain http after which https may still answer."""


_WEEK, _AGAIN = 7, 5
"""In one week of so many, a page that was the same by https is tried again: in each, every page is read as a whole at least once."""


@dataclass(slots=True, kw_only=True)
class Upgrading:
    """Tries a few links of each host a night, and asks hosts that have no https once.

    Nothing is said of a link that was not itself tried. What one night has found is known on the next ones, so that each night
    tries others, and every link of a large site has its turn.
    """

    looks: Looks
    _without: set[str] = field(default_factory=set)
    _share: Sample = field(default_factory=Sample)

    async def upgraded(self, probe: Probe) -> Probe:
        """The probe, with whether the same page answers by https: for an http address that ended as one, or did not answer."""
        url, final, host = probe.target.url, probe.final, probe.target.host
        if not url.startswith("http:") or final is None or ":" in host or host in self._without or probe.refused or probe.loop:
            return probe
        reached = final.status is not None and 200 <= final.status < 300 and final.url.startswith("http:")
        unreached = final.failure is not None and final.failure.reason in UNREACHED and not probe.hops
        if not (reached or unreached):
            return probe
        if reached and not self._share.takes(host, wanted=not probe.target.https_known or self._is_due(probe.target)):
            return replace(probe, https_works=True if probe.target.https_known else None)
        trail = await self.looks.by_https(url)
        if trail.final.failure:
            self._without.add(host)
        works = trail.arrives and trail.unverified is None and trail.final.url.startswith("https:")
        works = works and (unreached or _is_same(probe.page, trail.page))
        return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges), https_works=works)

    def _is_due(self, target: Target) -> bool:
        """Whether it is the week in which what is known of the link is tried again."""
        week = self.looks.follower.clock.now().toordinal() // _WEEK
        return (zlib.crc32(target.id.encode()) + week) % _AGAIN == 0


def _is_same(one: Page | None, other: Page | None) -> bool:
    if one is None or other is None:
        return one is other
    same_title = bool(one.title) and one.title == other.title
    return one.content_type == other.content_type and (same_title or are_alike(one, other))
