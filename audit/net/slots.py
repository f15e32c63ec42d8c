"""The few requests that may be under way at once, shared out between hosts."""

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field

_Waiter = asyncio.Future[None]


@dataclass(slots=True, kw_only=True)
class Slots:
    """A semaphore that goes in turns to whoever has the longest queue behind it, and to whoever has waited longest.

    The host with the longest queue decides when a run ends: were it to stand in line with five hundred others for each of
    its requests, it would never keep its pace. The second turn is for the others, lest they wait for ever.
    """

    free: int
    _by_need: list[tuple[int, int, _Waiter]] = field(default_factory=list)
    _by_age: deque[_Waiter] = field(default_factory=deque)
    _count: int = 0
    _needy: bool = False

    async def acquire(self, *, behind: int) -> None:
        """Wait for a slot.

        Args:
            behind: how many requests wait for this one to be sent.
        """
        if self.free > 0:
            self.free -= 1
            return
        waiter: _Waiter = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._by_need, (-behind, self._count, waiter))
        self._by_age.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self.release()  # it was given at the very moment when nobody wanted it any more
            raise

    def release(self) -> None:
        """Hand the slot on."""
        self._needy = not self._needy
        waiter = self._next(needy=self._needy)
        if waiter is None:
            self.free += 1
        else:
            waiter.set_result(None)

    def _next(self, *, needy: bool) -> _Waiter | None:
        while self._by_need if needy else self._by_age:
            waiter = heapq.heappop(self._by_need)[2] if needy else self._by_age.popleft()
            if not waiter.done():  # served through the other line, or gone
                return waiter
        return None
