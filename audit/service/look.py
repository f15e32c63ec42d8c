"""Looking once more at the page that a finding leads to, for somebody who has just mended something and would not wait for the night.

It is a look and no verdict: nothing is written down, and the night decides (confirmation takes more than one look).
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from audit.clock import Clock
from audit.errors import AuditError
from audit.model.verdict import Judgement

log = logging.getLogger(__name__)

Ask = Callable[[str], Awaitable[Judgement | None]]
"""Asks an address with every manner and guard of a run; None when our own network is in trouble."""

_KEPT = 200
AGAIN = 60.0
"""Seconds for which an answer stands: who presses twice reads the same one."""


class Unwatched:
    """A `ports.Progress` that nobody looks at."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """See `Progress.stage`."""

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """See `Progress.advance`."""


@dataclass(slots=True, kw_only=True)
class Look:
    """One look at one address."""

    at: float
    task: "asyncio.Task[Judgement | None]"

    @property
    def over(self) -> bool:
        """Whether there is an answer."""
        return self.task.done()

    @property
    def judgement(self) -> Judgement | None:
        """What was seen; None when we could not look."""
        return self.task.result() if self.over and not self.task.cancelled() else None


@dataclass(slots=True, kw_only=True)
class Looks:
    """The looks of the last while, one at a time, each address at most once a minute."""

    ask: Ask
    clock: Clock
    _looks: "OrderedDict[str, Look]" = field(default_factory=OrderedDict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def at(self, url: str) -> Look | None:
        """The last look at an address."""
        return self._looks.get(url)

    def begin(self, url: str) -> Look:
        """Look at an address, or give the look that is under way or has just been."""
        now = self.clock.monotonic()
        known = self._looks.get(url)
        if known and (not known.over or now - known.at < AGAIN):
            return known
        look = self._looks[url] = Look(at=now, task=asyncio.create_task(self._look(url)))
        self._looks.move_to_end(url)
        while len(self._looks) > _KEPT:
            self._looks.popitem(last=False)[1].task.cancel()
        return look

    async def close(self) -> None:
        """Stop looking."""
        for look in self._looks.values():
            look.task.cancel()
        await asyncio.gather(*(look.task for look in self._looks.values()), return_exceptions=True)

    async def _look(self, url: str) -> Judgement | None:
        # One after the other: on demand we are no less polite than at night.
        async with self._turn:
            try:
                return await self.ask(url)
            except AuditError as error:
                log.warning("could not look", extra={"why": error.message})
            except Exception:
                # A fault of ours is no answer about the page, and must not keep anybody from looking again.
                log.exception("could not look")
            return None
