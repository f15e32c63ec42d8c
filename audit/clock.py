"""The one door to wall time, monotonic time and sleep."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """The wall time, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for budgets and pace."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait without blocking others."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """See `Clock.sleep`."""
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSetTo:
    """The system's clock with its wall time moved to a given start, for rehearsals of several nights."""

    start: datetime
    """What counts as now, with a time zone."""
    since: float
    """The monotonic second at which `start` was true."""

    @classmethod
    def starting(cls, start: datetime) -> "ClockSetTo":
        """A clock that shows `start` at this moment and runs on from there."""
        return cls(start=start.astimezone(UTC), since=time.monotonic())

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.fromtimestamp(self.start.timestamp() + time.monotonic() - self.since, UTC)

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """See `Clock.sleep`."""
        await asyncio.sleep(seconds)
