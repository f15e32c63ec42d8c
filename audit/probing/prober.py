"""How one target is asked: the address, hop by hop, and the second looks that its answer calls for."""

from dataclasses import replace
from types import TracebackType
from typing import Self

from audit.clock import Clock
from audit.model.probe import Probe, Reason, Target
from audit.ports import Exchanger
from audit.probing.chain import Follower, Trail
from audit.probing.comparing import Comparing
from audit.probing.looks import Looks
from audit.probing.services import directory_of
from audit.probing.settings import ProbeSettings
from audit.probing.trust import Trust
from audit.probing.upgrading import Upgrading
from audit.probing.worker import Worker
from audit.urls import alternatives

_CONFIRM = frozenset({404})
"""Statuses asked twice until the host has shown that it means them: a server under load says 404 too. A 410 is said on purpose."""
_MOST_ALTERNATIVES = 2
_NOT_MODIFIED = 304


class WebProber:
    """Gathers the evidence for one target at a time; any number of targets may be under way together."""

    def __init__(self, *, exchanger: Exchanger, clock: Clock, settings: ProbeSettings | None = None) -> None:
        self._settings = settings or ProbeSettings()
        self._clock = clock
        self._worker = Worker(seconds=self._settings.parse_seconds)
        self._follower = Follower(exchanger=exchanger, clock=clock, settings=self._settings, aside=self._worker.read)
        self._looks = Looks(follower=self._follower)
        self._comparing = Comparing(looks=self._looks)
        self._upgrading = Upgrading(looks=self._looks)
        self._absences = Trust()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the looks under way and of the process that reads suspicious pages."""
        await self._looks.close()
        await self._worker.close()

    async def probe(self, target: Target) -> Probe:
        """See `ports.Prober.probe`."""
        fragments = target.fragments if self._settings.fragments else ()
        trail = await self._follower.follow(target.url, fragments=fragments, conditions=target.conditions)
        if target.conditions and trail.final.status == _NOT_MODIFIED and not trail.hops:
            return replace(_probe_of(trail, target), unchanged=True)
        trail = await self._confirmed(trail, target, fragments)
        probe = _probe_of(trail, target)
        if self._settings.second_looks:
            probe = await self._looked_up(probe)
            probe = await self._comparing.compared(probe)
            probe = await self._repaired(probe)
        if self._settings.https_upgrade:
            probe = await self._upgrading.upgraded(probe)
        return probe

    async def _confirmed(self, trail: Trail, target: Target, fragments: tuple[str, ...]) -> Trail:
        """The same trail, or a second one when the first ended in a status that is asked twice."""
        if trail.final.status not in _CONFIRM or trail.refused or trail.loop:
            return trail
        # The word that makes a link broken in a report is asked for twice, whatever the host.
        if not target.unconfirmed and self._absences.believes(target.host, trail.page):
            return trail
        again = await self._follower.follow(target.url, fragments=fragments)
        if again.final.failure:
            return replace(trail, exchanges=(*trail.exchanges, *again.exchanges))
        self._absences.note(target.host, again.page, agreed=again.final.status == trail.final.status)
        return replace(again, exchanges=(*trail.exchanges, *again.exchanges))

    async def _looked_up(self, probe: Probe) -> Probe:
        """With what the service's own directory says, for services that show one page for everything."""
        final, address = probe.final, directory_of(probe.target.url)
        if not address or final is None or final.status is None or not 200 <= final.status < 300:
            return probe
        trail = await self._follower.follow(address, purpose="directory", max_hops=2)
        return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges), service_status=trail.final.status)

    async def _repaired(self, probe: Probe) -> Probe:
        """With a neighbouring address that works, where the one asked is gone and looks mistyped."""
        final = probe.final
        if final is None or final.status not in {404, 410}:
            return probe
        for url in alternatives(probe.target.url)[:_MOST_ALTERNATIVES]:
            trail = await self._follower.follow(url, purpose="alternative")
            probe = replace(probe, exchanges=(*probe.exchanges, *trail.exchanges))
            if trail.arrives:
                return replace(probe, alternative=url)
        return probe


def _probe_of(trail: Trail, target: Target) -> Probe:
    failure = trail.final.failure
    return Probe(
        target=target,
        exchanges=trail.exchanges,
        hops=trail.hops,
        final=trail.final,
        loop=trail.loop,
        page=trail.page,
        refused=trail.refused,
        unverified=trail.unverified,
        robots_disallowed=failure is not None and failure.reason is Reason.ROBOTS,
    )
