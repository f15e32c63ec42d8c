"""Handing mails over, each once: the ledger in the store remembers what was sent."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from audit.clock import Clock
from audit.delivery.envelope import Sender, addresses, message_id, message_of
from audit.delivery.ledger import Ledger
from audit.delivery.letter import Letter
from audit.delivery.smtp import Smtp
from audit.errors import SurroundingsError

log = logging.getLogger(__name__)

_FAREWELL = 10.0
"""Seconds that a mail under way is given when the service is told to stop."""

CLAIM = timedelta(minutes=15)
"""How long nobody else takes up a mail that somebody is handing over; every try of ours is over by then."""

_LONGEST_GAP = 60.0
"""Seconds between two mails that are spread over a time: a handful need not take half an hour."""


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
            SurroundingsError: the mail server could not be reached, or took it for nobody, or another process is at it.
        """
        if not to or await self.has(letter.kind, letter.key, to):
            return ()
        now = self.clock.now()
        message = message_of(letter, sender=self.sender, to=to, at=now)
        identity = str(message["Message-ID"])
        if not await self.ledger.claim(identity, at=now, stale=now - CLAIM):
            # Not done: if the other one was killed before it sent anything, somebody has to come back to it.
            raise SurroundingsError(
                "Another process is handing over the same mail, or was killed while it did.",
                remedy=f"It is free again after {CLAIM.total_seconds() / 60:.0f} minutes.",
            )
        refused = await _finished(self._hand_over(message, identity, to=to))
        if refused:
            log.warning("mail refused", extra={"recipients": len(refused)})
        readers = len(addresses(to))
        return (f"{letter.kind} to {readers - len(refused)} of {readers}: {letter.subject}",)

    async def send_each(self, letters: Sequence[tuple[Letter, Sequence[str]]], *, spread: float = 0.0) -> tuple[str, ...]:
        """Send all of them, one by one over `spread` seconds: one box that refuses does not keep the mail from the others.

        Raises:
            SurroundingsError: the last that could not be handed over.
        """
        due = [(letter, to) for letter, to in letters if not await self.has(letter.kind, letter.key, to)]
        gap = min(spread / len(due), _LONGEST_GAP) if due else 0.0
        sent: list[str] = []
        failed: SurroundingsError | None = None
        for place, (letter, to) in enumerate(due):
            if place and gap:
                await self.clock.sleep(gap)
            try:
                sent += await self.send(letter, to)
            except SurroundingsError as error:
                failed = error
        if failed is not None:
            raise failed
        return tuple(sent)

    async def _hand_over(self, message: EmailMessage, identity: str, *, to: Sequence[str]) -> tuple[str, ...]:
        try:
            refused = await self.smtp.send(message, to=to)
        except SurroundingsError:
            await self.ledger.release(identity)
            raise
        # Killed between these two lines, the next try after `CLAIM` sends the mail a second time, with the same id: at least once.
        await self.ledger.mark_sent(identity, at=self.clock.now())
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
