"""How one target is asked: the address, hop by hop, and the second looks that its answer calls for."""

import asyncio
from dataclasses import replace
from types import TracebackType
from typing import Self

from audit.clock import Clock
from audit.judging.compare import are_alike
from audit.judging.doubt import is_about, is_doubtful
from audit.judging.paths import is_front, segments
from audit.judging.walls import is_wall
from audit.model.probe import Exchange, Page, Probe, Reason, Target
from audit.ports import Exchanger
from audit.probing.chain import Follower, Trail
from audit.probing.looks import Looks
from audit.probing.services import directory_of
from audit.probing.settings import ProbeSettings
from audit.probing.worker import Worker
from audit.urls import alternatives

_CONFIRM = frozenset({404})
"""Statuses asked twice before they are believed: a server under load says 404 too. A 410 is said on purpose."""
_UNREACHED = frozenset(
    {Reason.CONNECT_REFUSED, Reason.CONNECT_TIMEOUT, Reason.UNREACHABLE, Reason.CONNECTION_LOST, Reason.ANSWER_TIMEOUT, Reason.PROTOCOL}
)
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
        self._hosts_without_https: set[str] = set()
        self._honest: dict[str, asyncio.Task[Trail]] = {}

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
        started = self._clock.monotonic()
        fragments = target.fragments if self._settings.fragments else ()
        trail = await self._follower.follow(target.url, fragments=fragments, conditions=target.conditions)
        if target.conditions and trail.final.status == _NOT_MODIFIED and not trail.hops:
            return replace(_probe_of(trail, target), unchanged=True, seconds=self._clock.monotonic() - started)
        trail = await self._confirmed(trail, target, fragments)
        probe = _probe_of(trail, target)
        probe = await self._looked_up(probe)
        probe = await self._compared(probe)
        probe = await self._repaired(probe)
        probe = await self._upgraded(probe)
        return replace(probe, seconds=self._clock.monotonic() - started)

    async def _confirmed(self, trail: Trail, target: Target, fragments: tuple[str, ...]) -> Trail:
        """The same trail, or a second one when the first ended in a status that is asked twice."""
        if trail.final.status not in _CONFIRM or trail.refused or trail.loop:
            return trail
        again = await self._follower.follow(target.url, fragments=fragments)
        if again.final.failure:
            return replace(trail, exchanges=(*trail.exchanges, *again.exchanges))
        return replace(again, exchanges=(*trail.exchanges, *again.exchanges))

    async def _looked_up(self, probe: Probe) -> Probe:
        """With what the service's own directory says, for services that show one page for everything."""
        final, address = probe.final, directory_of(probe.target.url)
        if not (self._settings.second_looks and address) or final is None or final.status is None or not 200 <= final.status < 300:
            return probe
        trail = await self._follower.follow(address, purpose="directory", max_hops=2)
        return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges), service_status=trail.final.status)

    async def _compared(self, probe: Probe) -> Probe:
        """With what the server says to an address that cannot exist, and at its front door, where the page is doubtful."""
        page, final = probe.page, probe.final
        if (
            not self._settings.second_looks
            or page is None
            or final is None
            or final.failure
            or probe.refused
            or probe.loop
            or is_wall(final, page)
        ):
            return probe
        if not is_doubtful(page, final, probe.hops, asked=probe.target.url) and not await self._host_lies(probe, page, final):
            return probe
        sibling = await self._looks.sibling(probe.target.url)
        probe = replace(
            probe,
            exchanges=(*probe.exchanges, *sibling.exchanges),
            sibling=sibling.page,
            sibling_status=sibling.final.status,
            sibling_url=sibling.final.url,
        )
        if are_alike(page, sibling.page) and not is_front(probe.target.url):
            home = await self._looks.home(final.url)
            probe = replace(probe, exchanges=(*probe.exchanges, *home.exchanges), home=home.page)
        return probe

    async def _host_lies(self, probe: Probe, page: Page, final: Exchange) -> bool:
        """Whether the host answers with this very page to whatever is asked; tried once a host, with its first page."""
        if (
            not segments(probe.target.url)
            or "html" not in page.content_type
            or is_about(page, probe.target.url)
            or not 200 <= (final.status or 0) < 300
        ):
            return False
        host = probe.target.host
        task = self._honest.get(host)
        if task is None:
            task = self._honest[host] = asyncio.ensure_future(self._looks.sibling(probe.target.url))
        trail = await asyncio.shield(task)
        answers = trail.final.status is not None and 200 <= trail.final.status < 300
        return answers and are_alike(page, trail.page)

    async def _repaired(self, probe: Probe) -> Probe:
        """With a neighbouring address that works, where the one asked is gone and looks mistyped."""
        final = probe.final
        if not self._settings.second_looks or final is None or final.status not in {404, 410}:
            return probe
        for url in alternatives(probe.target.url)[:_MOST_ALTERNATIVES]:
            trail = await self._follower.follow(url, purpose="alternative")
            probe = replace(probe, exchanges=(*probe.exchanges, *trail.exchanges))
            if trail.final.status is not None and 200 <= trail.final.status < 300 and not trail.loop and not trail.refused:
                return replace(probe, alternative=url)
        return probe

    async def _upgraded(self, probe: Probe) -> Probe:
        """With whether the same page answers by https, for an http address that ended as one, or did not answer."""
        url, final = probe.target.url, probe.final
        host = probe.target.host
        if not self._settings.https_upgrade or not url.startswith("http:") or final is None or ":" in host or probe.refused or probe.loop:
            return probe
        reached = final.failure is None and final.status is not None and 200 <= final.status < 300 and final.url.startswith("http:")
        unreached = final.failure is not None and final.failure.reason in _UNREACHED and not probe.hops
        if not (reached or unreached) or host in self._hosts_without_https:
            return probe
        trail = await self._looks.by_https(url)
        works = (
            trail.final.status is not None
            and 200 <= trail.final.status < 300
            and trail.unverified is None
            and trail.final.url.startswith("https:")
        )
        if trail.final.failure:
            self._hosts_without_https.add(host)
        same = works and not trail.loop and not trail.refused and (unreached or _is_same(probe.page, trail.page))
        return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges), https_works=same)


def _is_same(one: Page | None, other: Page | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.content_type == other.content_type and ((bool(one.title) and one.title == other.title) or are_alike(one, other))


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
