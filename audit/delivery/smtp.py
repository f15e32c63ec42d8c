"""The one door to the mail server."""

import logging
import platform
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

import aiosmtplib

from audit.clock import Clock
from audit.delivery.envelope import addresses
from audit.errors import SurroundingsError

log = logging.getLogger(__name__)

TRIES = 3
FIRST_WAIT = 5.0
"""Seconds before the second try; doubled for the third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """How the mail server is reached."""

    host: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    """A certificate authority of one's own, besides the system's."""
    timeout: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """Hands messages to the mail server, trying again after what may pass."""

    settings: SmtpSettings
    clock: Clock

    async def send(self, message: EmailMessage, *, to: Sequence[str]) -> tuple[str, ...]:
        """Hand a message over; returns the addresses that the server refused while it took the others.

        Raises:
            SurroundingsError: the server could not be reached, or took the message for nobody.
        """
        wait = FIRST_WAIT
        for attempt in range(1, TRIES + 1):
            try:
                return await self._send_once(message, to=to)
            except (aiosmtplib.SMTPException, OSError) as error:
                if attempt == TRIES or not _may_pass(error):
                    raise self._failed(error) from error
                log.warning("mail server not ready", extra={"attempt": attempt, "why": type(error).__name__})
            await self.clock.sleep(wait)
            wait *= 2
        raise AssertionError("the last try returns or raises")

    async def _send_once(self, message: EmailMessage, *, to: Sequence[str]) -> tuple[str, ...]:
        settings = self.settings
        refused, _ = await aiosmtplib.send(
            message,
            sender=parseaddr(str(message["From"]))[1],
            recipients=list(addresses(to)),
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.tls == "tls",
            start_tls=settings.tls == "starttls",
            tls_context=self._trust() if settings.tls != "none" else None,
            username=settings.username or None,
            password=settings.password or None,
            timeout=settings.timeout,
            # Its default asks the name servers for this machine's full name, and waits for them.
            local_hostname=platform.node() or "localhost",
        )
        return tuple(sorted(refused))

    def _trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.settings.ca_file is not None:
            context.load_verify_locations(self.settings.ca_file)
        return context

    def _failed(self, error: Exception) -> SurroundingsError:
        where = f"{self.settings.host}:{self.settings.port}"
        return SurroundingsError(
            f"The mail could not be handed to {where}: {_words(error)}.", remedy="Check mail.smtp in config.yaml, then run: audit doctor"
        )


def _may_pass(error: Exception) -> bool:
    """A refusal for good (5xx), a wrong password and a certificate that does not fit stay what they are; the rest may pass."""
    if isinstance(error, aiosmtplib.SMTPAuthenticationError | ssl.SSLCertVerificationError):
        return False
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return False
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return any(400 <= refused.code < 500 for refused in error.recipients)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return 400 <= error.code < 500
    return not isinstance(error, aiosmtplib.SMTPNotSupported | ValueError)


def _words(error: Exception) -> str:
    """What the server or the system said, in one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
