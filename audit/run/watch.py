"""Watching our own network while the web is asked: first, when much fails at once, and last."""

from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from audit.model.probe import Probe, Reason, Target
from audit.model.run import Canary
from audit.run.asker import Asker
from audit.run.canaries import look, network_down

WINDOW = 24
"""So many of the newest probes are kept in view."""
ODD_SHARE = 0.8
"""The share of them that must have ended without an answer before we look at ourselves."""
ODD_HOSTS = 8
"""Over so many hosts: one website that goes down is no sign of an outage here."""
_NOT_ASKED = frozenset({Reason.ROBOTS, Reason.BUDGET})
"""Failures of which the network is innocent. A forbidden address is none of them: portals give every name an address of their own."""


@dataclass(slots=True, kw_only=True)
class Watch:
    """Probes targets and keeps an eye on the canaries."""

    asker: Asker
    urls: Sequence[str]
    canaries: tuple[Canary, ...] = ()
    """Every look so far."""
    down: bool = False
    """Our own network did not work at one of the looks."""
    _newest: deque[tuple[str, bool]] = field(default_factory=lambda: deque(maxlen=WINDOW))

    async def look(self, when: str) -> None:
        """Ask every canary once."""
        seen = await look(self.urls, when=when, asker=self.asker)
        self.canaries += seen
        self.down = self.down or network_down(seen)

    async def probes(self, targets: Iterable[Target]) -> AsyncIterator[Probe]:
        """Probe every target; ends early when our own network turns out to be down."""
        async with aclosing(self.asker.engine.probe_all(targets)) as probes:
            async for probe in probes:
                yield probe
                if self._is_odd(probe):
                    self._newest.clear()
                    await self.look("during")
                    if self.down:
                        return

    def _is_odd(self, probe: Probe) -> bool:
        """Whether so much has failed lately, over so many hosts, that the trouble may be ours."""
        unanswered = is_unanswered(probe)
        self._newest.append((probe.target.host, unanswered))
        if not unanswered:
            return False
        failed = [host for host, unanswered in self._newest if unanswered]
        return bool(self.urls) and len(failed) >= ODD_SHARE * WINDOW and len(set(failed)) >= ODD_HOSTS


def is_unanswered(probe: Probe) -> bool:
    """Whether the web's answer never came, or came from somebody else: a captive portal shows its own certificate, or sends us inside."""
    failure = probe.final.failure if probe.final else None
    failed = failure is not None and failure.reason not in _NOT_ASKED
    return failed or probe.unverified is not None or probe.refused is not None


def is_unproven(probe: Probe) -> bool:
    """Whether anybody on the way may have given the answer, as a captive portal does by plain http."""
    return probe.final is not None and not probe.final.url.startswith("https:")
