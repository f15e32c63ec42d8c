"""Whose turn it is to be read: the smallest page first."""

import asyncio
import heapq
from dataclasses import dataclass, field

_MOST = 48_000_000
"""Bytes of pages that wait at the most."""


@dataclass(slots=True, kw_only=True)
class Turns:
    """A turn at a time, which goes to whoever has least to be read: large pages are rare, and crafted ones are large."""

    most: int = _MOST
    _taken: bool = False
    _waiting: "list[tuple[int, int, asyncio.Future[bool]]]" = field(default_factory=list)
    _bytes: int = 0
    _count: int = 0

    async def take(self, size: int) -> bool:
        """Wait for a turn with a page of `size` bytes; False when too much waits, and this is among the largest."""
        if not self._taken:
            self._taken = True
            return True
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._waiting, (size, self._count, turn))
        self._bytes += size
        self._relieve()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self.give()  # it was given at the very moment when nobody wanted it any more
            else:
                self._forget(turn)
            raise

    def give(self) -> None:
        """Hand the turn on."""
        while self._waiting:
            size, _, turn = heapq.heappop(self._waiting)
            self._bytes -= size
            if not turn.done():
                turn.set_result(True)
                return
        self._taken = False

    def _relieve(self) -> None:
        while self._bytes > self.most:
            largest = max(self._waiting)
            self._drop(largest)
            if not largest[2].done():
                largest[2].set_result(False)

    def _forget(self, turn: "asyncio.Future[bool]") -> None:
        for waiting in self._waiting:
            if waiting[2] is turn:
                self._drop(waiting)
                return

    def _drop(self, waiting: "tuple[int, int, asyncio.Future[bool]]") -> None:
        self._waiting.remove(waiting)
        heapq.heapify(self._waiting)
        self._bytes -= waiting[0]
