"""Compares a page with what its server says to an address that cannot exist, and at its front door."""

from dataclasses import dataclass, replace

from audit.judging.compare import are_alike
from audit.judging.doubt import is_doubtful, is_headed_by
from audit.judging.paths import is_front, segments
from audit.judging.walls import is_wall
from audit.model.probe import Page, Probe
from audit.probing.chain import Trail
from audit.probing.looks import Looks, home_of

_DEEP = 2
"""Parts of a path from which a folder is another place than the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Takes the looks that a doubtful page calls for."""

    looks: Looks

    async def compared(self, probe: Probe) -> Probe:
        """The probe, with what was found beside the page where that was worth a look."""
        page, final = probe.page, probe.final
        if page is None or final is None or final.failure or probe.refused or probe.loop or is_wall(final, page):
            return probe
        if not is_doubtful(page, final, probe.hops, asked=probe.target.url):
            host = await self._host(probe, page)
            probe = _with(probe, host)
            if host is None or not (host.arrives and are_alike(page, host.page)):
                return probe
        sibling = await self.looks.sibling(probe.target.url)
        probe = replace(_with(probe, sibling), sibling=sibling.page, sibling_status=sibling.final.status, sibling_url=sibling.final.url)
        if not are_alike(page, sibling.page) or is_front(probe.target.url):
            return probe
        home = await self.looks.home(final.url)
        probe = replace(_with(probe, home), home=home.page)
        if are_alike(page, home.page) or len(segments(probe.target.url)) < _DEEP:
            return probe
        # Many servers look at a number in the middle of an address and not at the words behind it.
        elsewhere = await self.looks.sibling(home_of(probe.target.url))
        return replace(_with(probe, elsewhere), elsewhere=elsewhere.page, elsewhere_status=elsewhere.final.status)

    async def _host(self, probe: Probe, page: Page) -> Trail | None:
        """What the host says to an address that cannot exist, tried once a host; None for a page that needs no such proof."""
        final = probe.final
        answered = final is not None and final.status is not None and 200 <= final.status < 300
        if not answered or not segments(probe.target.url) or "html" not in page.content_type or is_headed_by(page, probe.target.url):
            return None
        return await self.looks.of_host(probe.target.host, probe.target.url)


def _with(probe: Probe, trail: Trail | None) -> Probe:
    return replace(probe, exchanges=(*probe.exchanges, *trail.exchanges)) if trail and trail.exchanges else probe
