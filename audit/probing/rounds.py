"""Pages that come in singly are read in rounds when many come in.

Whatever is done with one page between two other things takes several times as long as with one among many: each time the
processor has to find code and data anew. So in a busy night a page waits a moment for company, and is read together with the others.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

_COMPANY = 4
"""So many must have come in lately before one waits for more."""
_LATELY = 0.1
"""Seconds."""
_AT_A_STRETCH = 0.02
"""Seconds of work after which whatever else waits for the event loop comes first."""

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Rounds:
    """Does the same for many at a time; for one that is alone, at once."""

    seconds: float
    """For which the first of a round waits for others."""
    crowd: int
    """So many wait for nobody else."""
    _over: list[Callable[[], None]] = field(default_factory=list)
    """What is done in the next round."""
    _came: deque[float] = field(default_factory=lambda: deque(maxlen=_COMPANY))
    """When the newest came."""
    _timer: asyncio.TimerHandle | None = None

    async def share(self, work: Callable[[], T]) -> T:
        """What `work` comes to, which is done right after that of the others, before any of them goes on. Raises what `work` raises."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        self._add(partial(_do, waiting, work), loop)
        return await waiting

    def _add(self, work: Callable[[], None], loop: asyncio.AbstractEventLoop) -> None:
        came, now = self._came, loop.time()
        came.append(now)
        if not self._over and (len(came) < _COMPANY or now - came[0] > _LATELY):
            work()
            return
        self._over.append(work)
        if len(self._over) >= self.crowd:
            self._begin(loop)
        elif self._timer is None:
            self._timer = loop.call_later(self.seconds, self._begin, loop)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        over, self._over = self._over, []
        _go_on(deque(over), loop)


def _go_on(over: deque[Callable[[], None]], loop: asyncio.AbstractEventLoop) -> None:
    ends = time.perf_counter() + _AT_A_STRETCH
    while over and time.perf_counter() < ends:
        over.popleft()()
    if over:
        loop.call_soon(_go_on, over, loop)


def _do(waiting: asyncio.Future[T], work: Callable[[], T]) -> None:
    if waiting.done():
        return
    try:
        waiting.set_result(work())
    except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it is
        waiting.set_exception(error)
