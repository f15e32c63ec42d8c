"""A night's run that finds another process auditing: it waits its turn, so that nobody's night is lost to a look from the command line."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

from audit.clock import Clock
from audit.errors import Locked

T = TypeVar("T")

log = logging.getLogger(__name__)

LONGEST: Final = timedelta(hours=12)
"""How long a night waits; later, the next one is near enough."""
AGAIN: Final = 60.0
"""Seconds until it tries again."""


async def once_free(work: Callable[[], Awaitable[T]], *, clock: Clock, longest: timedelta = LONGEST) -> T:
    """What `work` brings, begun anew each minute for as long as another process holds the lock. Cancelling it ends the waiting.

    Raises:
        Locked: that took longer than `longest`.
    """
    begun, told = clock.monotonic(), False
    while True:
        try:
            return await work()
        except Locked as locked:
            if clock.monotonic() - begun >= longest.total_seconds():
                raise
            if not told:
                log.warning("waiting for another process", extra={"why": locked.message})
            told = True
        await clock.sleep(AGAIN)
