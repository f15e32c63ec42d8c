"""Handing mails over, each once: the ledger in the store remembers what was sent."""

import asyncio
import logging
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Protocol

from audit.clock import Clock
from audit.delivery.envelope import Sender, addresses, message_id, message_of
from audit.delivery.letter import Letter
from audit.delivery.smtp import Smtp
from audit.errors import SurroundingsError
from audit.ports import ReportRow

log = logging.getLogger(__name__)

_FAREWELL = 10.0
"""Seconds that a mail under way is given when the service is told to stop."""


class Ledger(Protocol):
    """The part of `ports.Store` that remembers what has been sent, and about what."""

    async def was_sent(self, message_id: str) -> bool:
        """See `ports.Store.was_sent`."""
        ...

    async def mark_sent(self, message_id: str, *, at: datetime) -> None:
        """See `ports.Store.mark_sent`."""
        ...

    async def reports(self, *, limit: int = 400) -> Sequence[ReportRow]:
        """See `ports.Store.reports`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Sends a letter to its readers unless they have it already."""

    smtp: Smtp
    ledger: Ledger
    clock: Clock
    sender: Sender

    async def has(self, kind: str, key: str, to: Sequence[str]) -> bool:
        """Whether these readers have been sent this mail."""
        return await self.ledger.was_sent(message_id(kind, key, recipients=to, sender=self.sender))

    async def send(self, letter: Letter, to: Sequence[str]) -> tuple[str, ...]:
        """Send a letter once; what was sent, in words for the log.

        Raises:
            SurroundingsError: the mail server could not be reached, or took it for nobody.
        """
        if not to or await self.has(letter.kind, letter.key, to):
            return ()
        now = self.clock.now()
        message = message_of(letter, sender=self.sender, to=to, at=now)
        refused = await _finished(self._hand_over(message, to=to, at=now))
        if refused:
            log.warning("mail refused", extra={"recipients": len(refused)})
        readers = len(addresses(to))
        return (f"{letter.kind} to {readers - len(refused)} of {readers}: {letter.subject}",)

    async def send_each(self, letters: Iterable[tuple[Letter, Sequence[str]]]) -> tuple[str, ...]:
        """Send all of them: one box that refuses does not keep the mail from the others.

        Raises:
            SurroundingsError: the last that could not be handed over.
        """
        sent: list[str] = []
        failed: SurroundingsError | None = None
        for letter, to in letters:
            try:
                sent += await self.send(letter, to)
            except SurroundingsError as error:
                failed = error
        if failed is not None:
            raise failed
        return tuple(sent)

    async def _hand_over(self, message: EmailMessage, *, to: Sequence[str], at: datetime) -> tuple[str, ...]:
        refused = await self.smtp.send(message, to=to)
        # Killed between these two lines, the next try sends the mail a second time, with the same id.
        await self.ledger.mark_sent(str(message["Message-ID"]), at=at)
        return refused


async def _finished(work: Coroutine[Any, Any, tuple[str, ...]]) -> tuple[str, ...]:
    """The result of work that, once begun, is finished even when the service is told to stop: a mail is not handed over by halves."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=_FAREWELL)
        task.cancel()
        raise
