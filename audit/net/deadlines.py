"""The moments at which what is under way must be over, kept by one timer for all.

A timer of the event loop for every phase of every exchange costs more than the phases themselves; nearly none of them ever rings.
"""

import asyncio
import math
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(slots=True, kw_only=True)
class Deadlines:
    """The deadlines of one event loop."""

    _under_way: "set[Deadline]" = field(default_factory=set)
    _timer: asyncio.TimerHandle | None = None
    _rings_at: float = math.inf

    def until(self, when: float) -> "Deadline":
        """A context whose body must be over at the loop's second `when`, or at the one that it is moved to meanwhile."""
        return Deadline(deadlines=self, ends_at=when)

    def enter(self, deadline: "Deadline") -> None:
        """Its body begins."""
        self._under_way.add(deadline)
        self.expect(deadline.ends_at)

    def leave(self, deadline: "Deadline") -> None:
        """Its body is over."""
        self._under_way.discard(deadline)
        if not self._under_way and self._timer is not None:
            self._timer.cancel()
            self._timer, self._rings_at = None, math.inf

    def expect(self, when: float) -> None:
        """Look at the deadlines at the loop's second `when`, or before."""
        if when >= self._rings_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._rings_at = when
        self._timer = asyncio.get_running_loop().call_at(when, self._ring)

    def _ring(self) -> None:
        # A timer may ring some thousandths of a second before its time.
        now = max(asyncio.get_running_loop().time(), self._rings_at)
        self._timer, self._rings_at = None, math.inf
        for deadline in [deadline for deadline in self._under_way if deadline.ends_at <= now]:
            self._under_way.discard(deadline)
            deadline.expire()
        if self._under_way:
            self.expect(min(deadline.ends_at for deadline in self._under_way))


@dataclass(slots=True, kw_only=True, eq=False)
class Deadline:
    """A context like `asyncio.timeout_at`. Raises `TimeoutError` when its body takes too long."""

    deadlines: Deadlines
    ends_at: float
    """The loop's second."""
    expired: bool = False
    _task: "asyncio.Task[object]" = field(init=False)
    _cancelling: int = 0

    def move(self, when: float) -> None:
        """Have the body end at another time."""
        self.ends_at = when
        if not self.expired:
            self.deadlines.expect(when)

    def expire(self) -> None:
        """The time has come: the body is cancelled."""
        self.expired = True
        self._task.cancel()

    def __enter__(self) -> Self:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a deadline is a task's")
        self._task, self._cancelling = task, task.cancelling()
        self.deadlines.enter(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.deadlines.leave(self)
        # Only a cancellation that nobody else has asked for is ours; see `asyncio.Timeout`, which does the same.
        if self.expired and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error
