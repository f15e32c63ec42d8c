"""How large answers are taken in: few at a time, and in turns, so that no server can fill the memory or hold everybody up."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field

PIECE = 65_536
"""Bytes after which whatever handles them waits for its next turn."""
LARGE = 262_144
"""Bytes of a body from which on it needs a place."""
_ROUND = 0.01
"""Seconds of work in one round after which others come first."""
_PLACES = 16
"""Large bodies that come in at once; pages of that size are rare."""


@dataclass(slots=True)
class Intake:
    """The places for large bodies, and the turns in which whatever takes time is done."""

    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_PLACES))
    _turns: asyncio.Lock = field(default_factory=asyncio.Lock)
    _worked: float = 0.0
    """Seconds in this round of the event loop."""

    async def room(self) -> None:
        """Wait for a round in which not too much has been done yet."""
        while self._worked > _ROUND:
            await self.turn()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Counts what is done in this round."""
        begun = time.perf_counter()
        if not self._worked:
            asyncio.get_running_loop().call_soon(self._new_round)
        try:
            yield
        finally:
            self._worked += time.perf_counter() - begun

    def _new_round(self) -> None:
        self._worked = 0.0

    async def turn(self) -> None:
        """Wait for a round of the event loop in which nobody else is at it."""
        async with self._turns:
            await asyncio.sleep(0)

    @asynccontextmanager
    async def body(self) -> AsyncIterator["Share"]:
        """The share of one body while it comes in."""
        async with AsyncExitStack() as stack:
            yield Share(self, self._places, stack)


@dataclass(slots=True)
class Share:
    """What one body may take: after each piece it waits for the next."""

    intake: Intake
    places: asyncio.Semaphore
    stack: AsyncExitStack
    has_place: bool = False

    async def more(self, so_far: int) -> None:
        """Wait until a further piece may come in, after so many bytes."""
        if so_far > LARGE and not self.has_place:
            await self.stack.enter_async_context(self.places)
            self.has_place = True
        await self.intake.turn()
