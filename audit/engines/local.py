"""Probing in this process: one queue a host, a bounded window over all of them."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from functools import partial

from audit.clock import Clock
from audit.engines.queues import Queues
from audit.model.probe import Exchange, Failure, Probe, Reason, Target
from audit.ports import Prober

log = logging.getLogger(__name__)

_PATIENCE = 2
"""Probes under way to one host for each request that may be: while one waits to ask again, others get their turn."""
_WINDOW = 8
"""Probes under way over all hosts for each request that may be: most only wait for their host."""
_TICK = 0.02
"""Seconds between two looks at what may begin, at the least."""


@dataclass(slots=True, kw_only=True)
class _Window:
    """The probes under way, and those done and not yet taken; together never more than `size`."""

    prober: Prober
    queues: Queues
    size: int
    clock: Clock
    tasks: "set[asyncio.Task[Probe]]" = field(default_factory=set)
    done: "asyncio.Queue[Probe]" = field(default_factory=asyncio.Queue)
    waking: "asyncio.Task[None] | None" = None
    """Waits for the moment at which more may begin."""
    wakes_at: float = 0.0

    @property
    def is_about_to_fill(self) -> bool:
        """Whether what may begin is looked at in a moment anyway."""
        return self.waking is not None and self.wakes_at - self.clock.monotonic() <= _TICK

    def fill(self) -> None:
        """Start what there is room for."""
        now = self.clock.monotonic()
        while len(self.tasks) + self.done.qsize() < self.size and (target := self.queues.take(now)) is not None:
            task = asyncio.create_task(self._probe(target))
            self.tasks.add(task)
            task.add_done_callback(partial(self._ended, now))
        if self.queues.held_for:
            self._wake_in(max(self.queues.held_for, _TICK), now)

    async def next(self, *, within: float | None) -> Probe:
        """The next one that is done; raises `TimeoutError` when there is none within so many seconds, if there is such a limit."""
        if not self.done.empty():
            return self.done.get_nowait()
        async with asyncio.timeout(within):
            return await self.done.get()

    def _wake_in(self, seconds: float, now: float) -> None:
        if self.waking is not None:
            if now + seconds > self.wakes_at - _TICK:
                return
            self.waking.cancel()  # something that is held back for less has come meanwhile
        self.wakes_at = now + seconds
        self.waking = asyncio.create_task(self._wake(seconds))

    async def _wake(self, seconds: float) -> None:
        await self.clock.sleep(seconds)
        self.waking = None
        self.fill()

    async def close(self) -> None:
        """End what is under way."""
        self.size = 0
        tasks = (*self.tasks, *((self.waking,) if self.waking else ()))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, started: float, task: "asyncio.Task[Probe]") -> None:
        self.tasks.discard(task)
        if task.cancelled():
            return
        probe = task.result()
        self.queues.give_back(probe.target.host, seconds=self.clock.monotonic() - started)
        self.done.put_nowait(probe)
        if not self.is_about_to_fill or self.queues.is_long(probe.target.host):
            self.fill()  # at once: a host's queue must not stand still while someone ponders over a probe

    async def _probe(self, target: Target) -> Probe:
        try:
            return await self.prober.probe(target)
        except Exception as error:
            # A bug of ours must not become somebody's dead link, nor end the run for the others.
            log.exception("probe failed", extra={"target": target.id})
            failure = Failure(reason=Reason.INTERNAL, detail=f"{type(error).__name__}: {error}"[:300])
            return Probe(target=target, final=Exchange(method="GET", url=target.url, at=self.clock.now().timestamp(), failure=failure))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEngine:
    """Probes with one event loop."""

    prober: Prober
    max_at_once: int
    """Requests that the network allows at once; several times as many probes are under way, since many only wait."""
    per_host_max: int
    """The same for one host."""
    deadline: float | None
    """Seconds after which probing ends with what it has; None for never."""
    clock: Clock
    per_host_interval: float = 0.0
    """Seconds between two requests to one host: from it and the longest queue follows how long the run takes at least."""

    async def probe_all(self, targets: Iterable[Target]) -> AsyncGenerator[Probe, None]:
        """See `Engine.probe_all`. After the deadline what was not probed is simply not yielded."""
        ends_at = None if self.deadline is None else self.clock.monotonic() + self.deadline
        queues = Queues(share=self.per_host_max * _PATIENCE, interval=self.per_host_interval)
        queues.fill(targets)
        window = _Window(prober=self.prober, queues=queues, size=self.max_at_once * _WINDOW, clock=self.clock)
        try:
            window.fill()
            while window.tasks or window.waking or not window.done.empty():
                try:
                    probe = await window.next(within=None if ends_at is None else ends_at - self.clock.monotonic())
                except TimeoutError:
                    return
                yield probe
                if not window.is_about_to_fill:
                    window.fill()
        finally:
            await window.close()
