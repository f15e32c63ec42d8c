"""What the mails need to have remembered: which were sent, what people want of them, and whose an initiative is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from audit.model.correspondence import HandOver, LinkKey, Preference
from audit.model.report import Report
from audit.ports import ReportRow


class Ledger(Protocol):
    """Remembers which mails were handed over, so that none goes out twice."""

    async def was_sent(self, message_id: str) -> bool:
        """See `ports.Store.was_sent`."""
        ...

    async def mark_sent(self, message_id: str, *, at: datetime) -> None:
        """See `ports.Store.mark_sent`."""
        ...

    async def claim(self, message_id: str, *, at: datetime, stale: datetime) -> bool:
        """Take it on oneself to hand a message over; False when somebody else has since `stale`, and may be at it."""
        ...

    async def release(self, message_id: str) -> None:
        """Give a claim back: the message could not be handed over."""
        ...

    async def reports(self, *, limit: int = 400) -> Sequence[ReportRow]:
        """See `ports.Store.reports`."""
        ...


class Correspondence(Protocol):
    """Remembers what people want of the mails, and what they have said about whose an initiative is."""

    async def reports(self, *, limit: int = 400) -> Sequence[ReportRow]:
        """See `ports.Store.reports`."""
        ...

    async def report(self, report_id: str) -> Report | None:
        """See `ports.Store.report`."""
        ...

    async def preferences(self) -> Sequence[Preference]:
        """How often people want their lists, of those who have chosen."""
        ...

    async def keep_preference(self, preference: Preference) -> None:
        """Keep a person's choice in place of the one before."""
        ...

    async def hand_overs(self) -> Sequence[HandOver]:
        """The initiatives that were handed on, each with the last word."""
        ...

    async def keep_hand_over(self, word: HandOver) -> None:
        """Keep a word in place of the one before on that initiative."""
        ...


class KeyStore(Protocol):
    """Keeps the keys with which the addresses in mails are signed."""

    async def link_keys(self) -> Sequence[LinkKey]:
        """The keys, the newest first."""
        ...

    async def keep_link_key(self, key: LinkKey) -> None:
        """Keep a new key beside the others."""
        ...

    async def forget_link_keys(self, *, before: datetime) -> int:
        """Forget the keys that were made before a moment, so that no address signed with them opens anything; returns how many."""
        ...
