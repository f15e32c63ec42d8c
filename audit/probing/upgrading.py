"""Tries an http address by https, so that the advice to change it is tested and not guessed."""

from dataclasses import dataclass, field, replace

from audit.judging.compare import are_alike
from audit.model.probe import Page, Probe, Reason
from audit.probing.looks import Looks
from audit.probing.trust import Trust

UNREACHED = frozenset(
    {Reason.CONNECT_REFUSED, Reason.CONNECT_TIMEOUT, Reason.UNREACHABLE, Reason.CONNECTION_LOST, Reason.ANSWER_TIMEOUT, Reason.PROTOCOL}
)
"""Failures of plain http after which https may still answer."""


@dataclass(slots=True, kw_only=True)
class Upgrading:
    """Remembers the hosts that have no https, and asks them once; where a few pages are the same by https, most others are believed."""

    looks: Looks
    _without: set[str] = field(default_factory=set)
    _same: Trust = field(default_factory=Trust)

    async def upgraded(self, probe: Probe) -> Probe:
        """The probe, with whether the same page answers by https: for an http address that ended as one, or did not answer."""
        url, final, host = probe.target.url, probe.final, probe.target.host
        if not url.startswith("http:") or final is None or ":" in host or host in self._without or probe.refused or probe.loop:
            return probe
        reached = final.status is not None and 200 <= final.status < 300 and final.url.startswith("http:")
        unreached = final.failure is not None and final.failure.reason in UNREACHED and not probe.hops
        if not (reached or unreached):
            return probe
        if reached and self._same.believes(host):
            return replace(probe, https_works=True)
        trail = await self.looks.by_https(url)
        if trail.final.failure:
            self._without.add(host)
        works = trail.arrives and trail.unverified is None and trail.final.url.startswith("https:")
        works = works and (unreached or _is_same(probe.page, trail.page))
        if reached:
            self._same.note(host, agreed=works)
        return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges), https_works=works)


def _is_same(one: Page | None, other: Page | None) -> bool:
    if one is None or other is None:
        return one is other
    same_title = bool(one.title) and one.title == other.title
    return one.content_type == other.content_type and (same_title or are_alike(one, other))
