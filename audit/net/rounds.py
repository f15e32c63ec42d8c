"""What comes in singly is handled in rounds when much comes in.

Whatever is done with one answer between two other things takes several times as long as with one among many: each time the
processor has to find code and data anew. So in a busy night an answer waits a moment for company, and what follows from it is
done together with what follows from the others.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field

_COMPANY = 4
"""So many must have come in lately before one waits for more."""
_LATELY = 0.1
"""Seconds."""


@dataclass(slots=True, kw_only=True)
class Rounds:
    """Wakes those whose wait is over, many at a time; one that is alone, at once."""

    seconds: float
    """For which the first of a round waits for others."""
    crowd: int
    """So many wait for nobody else."""
    _over: list[asyncio.Future[None]] = field(default_factory=list)
    _came: deque[float] = field(default_factory=lambda: deque(maxlen=_COMPANY))
    """When the newest came."""
    _timer: asyncio.TimerHandle | None = None

    async def join(self) -> None:
        """Wait for the next round."""
        waiting = asyncio.get_running_loop().create_future()
        self.end(waiting)
        await waiting

    def end(self, waiting: asyncio.Future[None]) -> None:
        """What `waiting` waits for is there: it is told in the next round."""
        loop, came = waiting.get_loop(), self._came
        now = loop.time()
        came.append(now)
        if not self._over and (len(came) < _COMPANY or now - came[0] > _LATELY):
            waiting.set_result(None)
            return
        self._over.append(waiting)
        if len(self._over) >= self.crowd:
            self._wake()
        elif self._timer is None:
            self._timer = loop.call_later(self.seconds, self._wake)

    def _wake(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        over, self._over = self._over, []
        for waiting in over:
            if not waiting.done():
                waiting.set_result(None)
