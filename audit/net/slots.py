"""The few requests that may be under way at once, shared out between hosts."""

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field

_Waiter = asyncio.Future[None]
_LATE = 0.02
"""Seconds."""
_STEP = 0.01
"""The part of all slots that one late call withholds."""
_EASE = 0.25
"""The part of a step that a call in time gives back."""
_MOST = 0.6
"""The part of all slots that may be withheld."""
_SOON = 0.005
"""Seconds that are too short for another timer, and that a timer may ring before its time."""
_SLOW = 1.0
"""Seconds after which a request waits for its server more than it works."""


@dataclass(slots=True, kw_only=True)
class Slots:
    """A semaphore that goes in turns to whoever has the longest queue behind it, and to whoever has waited longest.

    The host with the longest queue decides when a run ends: were it to stand in line with five hundred others for each of
    its requests, it would never keep its pace. The second turn is for the others, lest they wait for ever.
    """

    free: int
    room: int = 0
    """How many requests that their servers keep waiting may go on without a slot."""
    slow: float = _SLOW
    """Seconds after which they may."""
    withheld: int = 0
    """Slots that are given to nobody for now."""
    _to_withhold: float = 0.0
    _all: int = field(init=False)
    _by_need: list[tuple[int, int, _Waiter]] = field(default_factory=list)
    _by_age: deque[_Waiter] = field(default_factory=deque)
    _count: int = 0
    _needy: bool = False
    _lent: "deque[Loan]" = field(default_factory=deque)
    """Not yet slow, oldest first; those that have ended meanwhile go when their time comes."""
    _timer: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self._all = self.free

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

    async def borrow(self, *, behind: int, slow: bool = False) -> "Loan":
        """A slot for one request; for one to a host known to be slow, room without a slot will do."""
        outside = slow and self.room > 0
        if outside:
            self.room -= 1
        else:
            await self.acquire(behind=behind)
        loop = asyncio.get_running_loop()
        loan = Loan(slots=self, outside=outside, slow_at=loop.time() + self.slow)
        self._lent.append(loan)
        if self._timer is None:
            self._timer = loop.call_at(loan.slow_at, self._look)
        return loan

    def _look(self) -> None:
        """Have the loans whose time has come hand their slots on."""
        loop, lent = asyncio.get_running_loop(), self._lent
        soon = loop.time() + _SOON
        while lent and (lent[0].ended or lent[0].slow_at <= soon):
            lent.popleft().take_long()
        self._timer = loop.call_at(lent[0].slow_at, self._look) if lent else None

    def release(self) -> None:
        """Hand the slot on."""
        if self.withheld < int(self._to_withhold):
            self.withheld += 1
        else:
            self._hand_on()

    def note(self, late: float) -> None:
        """Somebody was woken so many seconds late: with too much under way the event loop falls behind.

        Then every host loses its pace, and the longest queue with it, and answers look slower than they were. So slots are
        withheld until the loop keeps up, and given out again, one by one, while it does.
        """
        if late > _LATE:
            self._to_withhold = min(self._to_withhold + self._all * _STEP, self._all * _MOST)
            return
        self._to_withhold = max(self._to_withhold - self._all * _STEP * _EASE, 0.0)
        while self.withheld > self._to_withhold:
            self.withheld -= 1
            self._hand_on()

    def _hand_on(self) -> None:
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


@dataclass(slots=True, kw_only=True)
class Loan:
    """A slot in use by one request.

    Three hundred servers that never answer would sit on every slot there is, and all others stand in line behind them. So a
    request that takes long hands its slot on, and costs from then on no more than an open connection.
    """

    slots: Slots
    slow_at: float
    """The loop's second from which on it takes long."""
    outside: bool = False
    """Whether it goes on without a slot."""
    slow: bool = False
    """Whether it took long."""
    ended: bool = False

    def end(self) -> None:
        """The request is over."""
        self.ended = True
        if self.outside:
            self.slots.room += 1
        else:
            self.slots.release()

    def take_long(self) -> None:
        """The request is no longer a quick one; nothing happens when it has ended."""
        if self.ended:
            return
        self.slow = True
        if not self.outside and self.slots.room > 0:
            self.slots.room -= 1
            self.outside = True
            self.slots.release()
