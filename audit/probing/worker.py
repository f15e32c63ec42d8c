"""Reads suspicious pages in a process of its own, which is stopped when it takes too long."""

import asyncio
import contextlib
import json
import sys
from dataclasses import asdict, dataclass, field, fields

from audit.model.probe import Page
from audit.probing.page import Order, read_page

_STARTING = 10.0
"""Seconds that a fresh process may need before its first answer, besides the page's budget."""
_PATIENCE = 20
"""Budgets of one page for which a page waits for its turn; a flood of slow pages must not hold up the run."""
_LONGEST_LINE = 16_000_000
_MEMORY = 1_500_000_000
"""Bytes of address space, where the system can limit it."""
_PROGRAM = "from audit.probing.worker import serve; serve()"


def _page_from(told: dict[str, object]) -> Page:
    return Page(**{field.name: tuple(value) if isinstance(value := told[field.name], list) else value for field in fields(Page)})  # type: ignore[arg-type]


@dataclass(slots=True, kw_only=True)
class Worker:
    """A process that reads one page at a time."""

    seconds: float
    """For one page."""
    _process: asyncio.subprocess.Process | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read(self, order: Order) -> Page | None:
        """The page's facts, or None when reading it took too long, broke the process, or too many wait to be read."""
        try:
            async with asyncio.timeout(self.seconds * _PATIENCE):
                await self._turn.acquire()
        except TimeoutError:
            return None
        try:
            return await self._read(order)
        finally:
            self._turn.release()

    async def _read(self, order: Order) -> Page | None:
        starting = _STARTING if self._process is None else 0.0
        try:
            async with asyncio.timeout(self.seconds + starting):
                return await self._ask(order)
        except (TimeoutError, OSError, RuntimeError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._stop()
            return None
        except asyncio.CancelledError:
            await self._stop()
            raise

    async def close(self) -> None:
        """Let the process go."""
        async with self._turn:
            await self._stop()

    async def _ask(self, order: Order) -> Page:
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _PROGRAM,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_LONGEST_LINE,
            )
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise OSError("the worker has no pipes")
        into.write(json.dumps(asdict(order)).encode() + b"\n")
        await into.drain()
        line = await out.readuntil(b"\n")
        return _page_from(json.loads(line))

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        if process.stdin:
            process.stdin.close()
        await process.wait()


def serve() -> None:
    """Read orders line by line until there are no more."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - only Unix has it

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for line in sys.stdin.buffer:
        told = json.loads(line)
        order = Order(**{**told, "fragments": tuple(told["fragments"])})
        sys.stdout.buffer.write(json.dumps(asdict(read_page(order))).encode() + b"\n")
        sys.stdout.buffer.flush()
