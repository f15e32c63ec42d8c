"""A letter as a message: its headers, its two parts, and its limits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, getaddresses, parseaddr

from audit.delivery.letter import Letter
from audit.delivery.page import as_html
from audit.delivery.plain import as_text
from audit.delivery.targets import plain
from audit.errors import SurroundingsError


class _Whole(UnstructuredHeader, BaseHeader):
    """A header whose parts stay as they are, one a line: written in code words (RFC 2047), no program knows an address again."""

    def fold(self, *, policy: Policy) -> str:
        """See `BaseHeader.fold`."""
        if not str(self).isascii():
            # No server would take it as it is; a mail without a way off the list beats no mail.
            return super().fold(policy=policy)
        return f"{self.name}: " + f",{policy.linesep} ".join(str(self).split(", ")) + policy.linesep


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in ("list-unsubscribe", "message-id", "in-reply-to", "references"):
        registry.map_to_type(name, _Whole)
    return registry


POLICY = SMTP.clone(header_factory=_registry())
"""As mail servers want it, and addresses in headers whole however long they are."""

MOST_HTML = 60 * 1024
"""Bytes; mail programs hide what lies past about 102 KB, the way out included."""

MOST_MESSAGE = 100 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Whom mails come from, and how to be taken off the list."""

    address: str
    """As in ``Initiative audit <audit@example.org>``."""
    domain: str = ""
    """What follows the @ in message ids; the address's own domain when empty."""
    unsubscribe: str = ""
    """An address that takes a reader off the list by POST; empty when lists are kept by hand."""

    @property
    def id_domain(self) -> str:
        """What follows the @ in message ids."""
        return self.domain or parseaddr(self.address)[1].rpartition("@")[2] or "localhost"


def message_id(letter_kind: str, key: str, *, recipients: Sequence[str], sender: Sender) -> str:
    """The id of a message: the same whenever the same mail is made for the same readers."""
    readers = hashlib.sha256("\n".join(sorted(address.lower() for address in addresses(recipients))).encode()).hexdigest()[:10]
    return f"<{letter_kind}.{key}.{readers}@{sender.id_domain}>"


def addresses(written: Sequence[str]) -> tuple[str, ...]:
    """The bare addresses of a list as people write it."""
    return tuple(address for _, address in getaddresses(list(written)) if address)


def message_of(letter: Letter, *, sender: Sender, to: Sequence[str], at: datetime) -> EmailMessage:
    """The letter ready to be sent.

    Raises:
        SurroundingsError: it is larger than mail programs show.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = sender.address
    message["To"] = ", ".join(to)
    message["Subject"] = plain(letter.subject)
    message["Date"] = format_datetime(at)
    identity = message_id(letter.kind, letter.key, recipients=to, sender=sender)
    message["Message-ID"] = identity
    if letter.follows:
        before = message_id(letter.kind, letter.follows, recipients=to, sender=sender)
        message["In-Reply-To"] = before
        message["References"] = before
    # RFC 3834: no automatic replies to automatic mail. The second header says the same to Exchange.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    _let_off(message, letter, sender)
    _fill(message, text=as_text(letter), html=as_html(letter), identity=identity)
    return message


def _let_off(message: EmailMessage, letter: Letter, sender: Sender) -> None:
    """How to be taken off the list: by one click, which the mail program makes a POST (RFC 8058), and by mail where an address is set."""
    ways = [way for way in dict.fromkeys((letter.unsubscribe, sender.unsubscribe)) if way]
    pages = [way for way in ways if way.startswith("https://")]
    by_mail = [way for way in ways if way.startswith("mailto:")]
    if ways:
        message["List-Unsubscribe"] = ", ".join(f"<{way}>" for way in (*pages[:1], *by_mail[:1])) or f"<{ways[0]}>"
    if pages:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _fill(message: EmailMessage, *, text: str, html: str, identity: str) -> None:
    if len(html.encode()) > MOST_HTML:
        raise SurroundingsError(f"A mail's page has {len(html.encode())} bytes, more than {MOST_HTML}.", remedy="Please report this mail.")
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    # The same mail has the same bytes whenever it is made.
    message.set_boundary("=_" + hashlib.sha256(identity.encode()).hexdigest()[:32])
    size = len(message.as_bytes())
    if size > MOST_MESSAGE:
        raise SurroundingsError(f"A mail has {size} bytes, more than {MOST_MESSAGE}.", remedy="Please report this mail.")
