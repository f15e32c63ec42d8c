"""Has pages read in a process of its own, where the reading can be stopped."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from audit.model.probe import Page
from audit.probing.received import Received
from audit.probing.turns import Turns

_STARTING = 10.0
"""Seconds that a fresh process may need before its first answer."""
_STARVED = 30.0
"""Seconds by the clock after which an answer will not come any more: the process itself counts those that it works."""
_PATIENCE = 20
"""Budgets of one page for which a page waits for its turn; a flood of slow pages must not hold up the run."""
_LEAST = 0.1
"""The part of the budget that the smallest page has. Honest pages of any size need a third of theirs."""
_WHOLE = 2_000_000
"""Bytes of a page that has all of it."""
_FLOOD = 10
"""So many pages that could not be read are no accident: from then on the budgets are half."""
_STRIKES = 3
"""Pages of one host that could not be read; of its further ones none is tried."""
_LONGEST_LINE = 1_000_000
_PROGRAM = "audit.probing.apart"
_ANSWER: TypeAdapter[tuple[int, Page | None] | None] = TypeAdapter(tuple[int, Page | None] | None)


@dataclass(slots=True, kw_only=True)
class Worker:
    """A process that reads one page at a time, the smallest of those that wait first."""

    seconds: float
    """Of work for one large page."""
    _process: asyncio.subprocess.Process | None = None
    _turns: Turns = field(default_factory=Turns)
    _strikes: Counter[str] = field(default_factory=Counter)
    _number: int = 0

    async def read(self, received: Received) -> Page | None:
        """The page's facts, or None when reading it took too long, broke the process, or too many wait to be read."""
        if self._strikes[received.host] >= _STRIKES:
            return None
        try:
            async with asyncio.timeout(self.seconds * _PATIENCE):
                if not await self._turns.take(len(received.body)):
                    return None
        except TimeoutError:
            return None
        try:
            page = await self._read(received)
        finally:
            self._turns.give()
        if page is None:
            self._strikes[received.host] += 1
        return page

    async def close(self) -> None:
        """Let the process go."""
        await self._turns.take(0)
        try:
            await self._stop()
        finally:
            self._turns.give()

    async def _read(self, received: Received) -> Page | None:
        starting = _STARTING if self._process is None else 0.0
        try:
            async with asyncio.timeout(starting + _STARVED):
                return await self._ask(received)
        except (TimeoutError, OSError, RuntimeError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._stop()
            return None
        except asyncio.CancelledError:
            await self._stop()
            raise

    async def _ask(self, received: Received) -> Page | None:
        process = self._process = self._process or await _started()
        into, out = process.stdin, process.stdout
        if into is None or out is None:
            raise OSError("the process has no pipes")
        self._number += 1
        into.write(_order(received, number=self._number, seconds=self._budget(received)))
        into.write(received.body)
        await into.drain()
        while True:
            answer = _ANSWER.validate_python(json.loads(await out.readuntil(b"\n")))
            if answer is None:
                return None
            if answer[0] == self._number:
                return answer[1]

    def _budget(self, received: Received) -> float:
        whole = self.seconds if self._strikes.total() < _FLOOD else self.seconds / 2
        return whole * min(1.0, _LEAST + len(received.body) / _WHOLE)

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        # Its readers are of its group, and of nobody else's.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdin:
            process.stdin.close()
        await process.wait()


async def _started() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        _PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        start_new_session=True,
    )


def _order(received: Received, *, number: int, seconds: float) -> bytes:
    told = {
        "number": number,
        "seconds": seconds,
        "length": len(received.body),
        "declared": received.declared,
        "url": received.url,
        "host": received.host,
        "content_type": received.content_type,
        "fragments": received.fragments,
    }
    return json.dumps(told).encode() + b"\n"
