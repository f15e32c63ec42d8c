"""What people want of the mails, and what they have said about whose an initiative is."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

_MAILBOX: Final = re.compile(
    r"(?!.*=\?)(?=.{3,254}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)
"""A dot-atom on both sides (RFC 5322, 3.4.1), as long as SMTP takes it (RFC 5321, 4.5.3.1.3), and nothing that a mail program would
decode (RFC 2047). Quoted names, addresses in digits and other alphabets need servers that most are not."""


def may_be_written_to(address: str) -> bool:
    """Whether a bare mail address can stand in a header and be handed to any mail server."""
    return _MAILBOX.fullmatch(address) is not None


class Rhythm(StrEnum):
    """How often somebody wants the list of what is hers to mend."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEW = "new"
    """Weekly, and only in weeks with something new."""
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One person's choice."""

    ref: str
    """The digest by which reports name her."""
    rhythm: Rhythm
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """An initiative that somebody has handed on: the last word on whose it is."""

    initiative_id: str
    to_ref: str
    """Who has it now; empty for the programme managers."""
    by_ref: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKey:
    """A secret of our own, with which the addresses in mails are signed."""

    id: str
    secret: str = field(repr=False)
    """32 random bytes in hexadecimal."""
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody whom the CMS knows, for being written to; nothing of it ever stands in a report."""

    id: str
    """As in an entry's `updated_by`."""
    address: str
    name: str = ""
