"""Probing on every core: hosts shared out over processes, each with an engine of its own."""

import asyncio
import contextlib
import logging
import multiprocessing
import signal
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from audit.clock import Clock
from audit.engines.sharding import shards
from audit.model.probe import Exchange, Failure, Probe, Reason, Target
from audit.ports import Engine

log = logging.getLogger(__name__)

OpenEngine = Callable[[], AbstractAsyncContextManager[Engine]]
"""Makes what probes inside a worker; it crosses a process boundary, so it can be pickled."""
RunLoop = Callable[[Coroutine[Any, Any, None]], None]
"""Runs a coroutine to its end on an event loop; it can be pickled too."""

_STARTS = 2
"""So often may a worker be started for one shard; what kills two would kill a third."""
_GOODBYE = 2.0
"""Seconds that a worker has to end by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessEngine:
    """Probes in several processes behind the port of one."""

    open_engine: OpenEngine
    workers: int
    clock: Clock
    run_loop: RunLoop = asyncio.run

    async def probe_all(self, targets: Iterable[Target]) -> AsyncGenerator[Probe, None]:
        """See `Engine.probe_all`."""
        found: asyncio.Queue[Probe | None] = asyncio.Queue(maxsize=1000)
        tasks = [asyncio.create_task(self._shard(part, found), name="worker") for part in shards(targets, count=self.workers)]
        try:
            running = len(tasks)
            while running:
                probe = await found.get()
                if probe is None:
                    running -= 1
                else:
                    yield probe
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _shard(self, part: tuple[Target, ...], found: "asyncio.Queue[Probe | None]") -> None:
        """Have one shard probed, in a second worker when the first one dies."""
        left = {target.id: target for target in part}
        try:
            for _ in range(_STARTS):
                if await self._work(left, found):
                    return
                log.error("a worker died", extra={"left": len(left)})
            for target in left.values():
                await found.put(self._lost(target))
        finally:
            await found.put(None)

    async def _work(self, left: dict[str, Target], found: "asyncio.Queue[Probe | None]") -> bool:
        """Have what is `left` probed by one worker; whether it came to its end."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=_main, args=(theirs, self.open_engine, self.run_loop), daemon=True)
        # Starting and waiting block, which an event loop must not.
        await asyncio.to_thread(_start, worker, ours, theirs, tuple(left.values()))
        try:
            while True:
                batch = await asyncio.to_thread(_receive, ours)
                if not batch:
                    return batch is not None
                for probe in batch:
                    left.pop(probe.target.id, None)
                    await found.put(probe)
        finally:
            worker.terminate()
            ours.close()
            await asyncio.shield(asyncio.to_thread(_bury, worker))

    def _lost(self, target: Target) -> Probe:
        failure = Failure(reason=Reason.INTERNAL, detail="the process that probed it died")
        return Probe(target=target, final=Exchange(method="GET", url=target.url, at=self.clock.now().timestamp(), failure=failure))


def _start(worker: SpawnProcess, ours: Connection, theirs: Connection, targets: tuple[Target, ...]) -> None:
    worker.start()
    theirs.close()
    with contextlib.suppress(OSError):  # a worker that died already is met when its results are awaited
        ours.send(targets)


def _receive(connection: Connection) -> list[Probe] | None:
    """The next probes; an empty list at the end, None when the worker is gone."""
    try:
        batch: list[Probe] = connection.recv()
    except (EOFError, OSError):
        return None
    return batch


def _bury(worker: SpawnProcess) -> None:
    worker.join(_GOODBYE)
    if worker.is_alive():
        worker.kill()
        worker.join()
    worker.close()


def _main(connection: Connection, open_engine: OpenEngine, run_loop: RunLoop) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    targets: tuple[Target, ...] = connection.recv()
    run_loop(_probe_all(connection, open_engine, targets))


async def _probe_all(connection: Connection, open_engine: OpenEngine, targets: tuple[Target, ...]) -> None:
    async with open_engine() as engine:
        async for probe in engine.probe_all(targets):
            # In a thread: while the parent is busy our loop must go on, or we would call others slow.
            await asyncio.to_thread(connection.send, [probe])
    await asyncio.to_thread(connection.send, [])
