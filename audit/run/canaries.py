"""Known-good addresses that tell whether our own network works."""

import asyncio
from collections.abc import Sequence

from audit.model.probe import Probe, Target
from audit.model.run import Canary
from audit.model.verdict import Judgement, Verdict
from audit.run.ask import judged
from audit.run.asker import Asker
from audit.urls import Url, read

FAILED_TO_DOUBT = 2
"""So many canaries must fail before we doubt ourselves; a single one may have troubles of its own."""

_ALIVE = frozenset({Verdict.OK, Verdict.REDIRECTED_PERMANENT, Verdict.REDIRECTED_TEMPORARY, Verdict.BLOCKED})
"""A canary that refuses robots is still reached."""


async def look(urls: Sequence[str], *, when: str, asker: Asker) -> tuple[Canary, ...]:
    """Ask every canary at once."""
    return tuple(await asyncio.gather(*(_look(url, when=when, asker=asker) for url in urls)))


async def _look(written: str, *, when: str, asker: Asker) -> Canary:
    url = read(written, known_hosts=asker.known_hosts, allowed=asker.allowed)
    if not isinstance(url, Url):
        return Canary(url=written, when=when, ok=False, detail=f"{url.verdict}: {url.reason}")
    probe = await asker.prober.probe(Target(id=url.id, key=url.key, url=url.request, host=url.authority))
    judgement = judged(probe, clock=asker.clock)
    return Canary(url=written, when=when, ok=_alive(probe, judgement), detail=judgement.detail or judgement.reason)


def _alive(probe: Probe, judgement: Judgement) -> bool:
    """Whether the canary was reached: with a certificate that holds, any answer is its own, be it a 404.

    Without one, anybody on the way may have answered, so only the page that we know will do.
    """
    final = probe.final
    own = final is not None and final.status is not None and final.verified and final.url.startswith("https:") and not probe.hops
    return own or judgement.verdict in _ALIVE


def network_down(canaries: Sequence[Canary]) -> bool:
    """Whether so many canaries failed that the trouble is ours: two, or all when there are fewer."""
    failed = sum(1 for canary in canaries if not canary.ok)
    return bool(canaries) and failed >= min(FAILED_TO_DOUBT, len(canaries))
