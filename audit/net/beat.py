"""On a busy night the event loop looks for what has come in at a beat, and not whenever something comes.

A processor that wakes three hundred times a second, each time for one answer, finds its code and data gone each time and has to fetch
them back. So while much comes in, whatever came within a beat is handled in one go; a single answer on a calm day is handled when it
comes.
"""

import asyncio
import math
import time
from collections import deque
from dataclasses import dataclass, field

_LONGEST = 0.025
"""Seconds."""
_COMPANY, _LATELY = 4, 0.1
"""So many answers in so many seconds are much."""
_ROUNDED = 0.001
"""Seconds by which the loop's timers may ring after their time."""
_IDLE, _NEVER_IDLE = 3.0, 0.0005
"""A turn of the loop that takes less than so many times the shortest one had nothing to do; one of so many seconds had, on any machine."""
_FORGOTTEN = 1.001
"""So much longer the shortest turn counts with each that is not as short: a processor may become slower."""
_SURELY_IDLE = 2
"""After so many such turns in a row nothing is left to do."""


@dataclass(slots=True, kw_only=True)
class Beat:
    """The beat of one event loop."""

    seconds: float = _LONGEST
    """From one beat to the next."""
    _wanted: float = math.inf
    """The first moment at which somebody cannot wait for the beat."""
    _came: deque[float] = field(default_factory=lambda: deque(maxlen=_COMPANY))
    """When the newest answers came."""
    _is_on: bool = False
    _turned: float = math.inf
    """When the loop's last turn ended."""
    _shortest: float = math.inf
    """The shortest turn of late: one that only looks whether there is anything."""
    _idle: int = 0

    @classmethod
    def within(cls, interval: float) -> "Beat":
        """A beat that divides the seconds between two requests to one host: whose turn falls on it once keeps its pace."""
        return cls(seconds=interval / math.ceil(interval / _LONGEST) if interval > 0 else _LONGEST)

    @property
    def lag(self) -> float:
        """Seconds by which whatever rings between two beats may be late."""
        return self.seconds if self._is_on else 0.0

    def came(self) -> None:
        """An answer has come in."""
        now = time.monotonic()
        self._came.append(now)
        if not self._is_on and len(self._came) == _COMPANY and now - self._came[0] < _LATELY:
            self._is_on, self._turned, self._idle = True, math.inf, 0
            asyncio.get_running_loop().call_soon(self._turn)

    def wake_by(self, when: float) -> None:
        """Somebody who waits until the second `when` of the monotonic clock is late already: no sleep lasts longer than that."""
        self._wanted = min(self._wanted, when + _ROUNDED)

    def _turn(self) -> None:
        """Once in every turn of the loop: when nothing is left to do, sleep until the next beat."""
        now = time.monotonic()
        if now - self._came[-1] > _LATELY:
            self._is_on = False
            return
        took = now - self._turned
        if took > 0:
            self._shortest = min(self._shortest * _FORGOTTEN, took)
        self._idle = self._idle + 1 if 0 < took < min(self._shortest * _IDLE, _NEVER_IDLE) else 0
        if self._idle >= _SURELY_IDLE:
            self._idle = 0
            # The loop itself has no public way to look at its sockets later than at once; signals still wake a sleeper.
            time.sleep(max(min(now - now % self.seconds + self.seconds, self._wanted) - now, 0.0))
            now = time.monotonic()
            if self._wanted <= now:
                self._wanted = math.inf
        self._turned = now
        asyncio.get_running_loop().call_soon(self._turn)
