"""A real mail server on loopback with its own certificate authority, and a ledger."""

import asyncio
import email
import email.policy
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from audit.delivery.audience import Audience
from audit.delivery.email import EmailNotifier
from audit.delivery.envelope import Sender
from audit.delivery.mailing import Mailing
from audit.delivery.roster import Roster
from audit.delivery.smtp import Smtp, SmtpSettings
from audit.delivery.voice import Voice
from audit.model.report import Report
from audit.ports import ReportRow
from audit.stores import SqlStore
from audit.wording.catalogue import catalogue
from tests.delivery.mailings import AMINA, JOAO, MORNING
from tests.tables import open_empty

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class HandClock:
    """A clock that moves when told, and by sleeping."""

    at: datetime = datetime(2026, 11, 21, 2, 45, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class Ledger:
    """Remembers message ids."""

    sent: dict[str, datetime] = field(default_factory=dict)
    rows: list[ReportRow] = field(default_factory=list)
    claimed: dict[str, datetime] = field(default_factory=dict)

    async def claim(self, message_id: str, *, at: datetime, stale: datetime) -> bool:
        if self.claimed.get(message_id, stale - timedelta(seconds=1)) >= stale:
            return False
        self.claimed[message_id] = at
        return True

    async def release(self, message_id: str) -> None:
        self.claimed.pop(message_id, None)

    async def was_sent(self, message_id: str) -> bool:
        return message_id in self.sent

    async def mark_sent(self, message_id: str, *, at: datetime) -> None:
        self.sent[message_id] = at

    async def reports(self, *, limit: int = 400) -> list[ReportRow]:
        return self.rows[:limit]


@dataclass
class Box:
    """What the mail server was handed, and how it answers."""

    port: int = 0
    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """Answers to the next messages, before they are taken."""
    refuse: frozenset[str] = frozenset()
    tls: list[bool] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: ARG002, N802 - the server's own interface
        if address in self.refuse:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - the server's own interface
        self.reached.set()
        await self.go.wait()
        if self.answers and not (answer := self.answers.pop(0)).startswith("250"):
            return answer
        self.raw.append(envelope.content)
        self.tls.append(server.transport.get_extra_info("ssl_object") is not None)
        self.mails.append((list(envelope.rcpt_tos), email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 taken"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    ca = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(path)
    return ca, path


@pytest.fixture
def server(authority: tuple[trustme.CA, Path]):
    ca, _ = authority

    @asynccontextmanager
    async def opened(mode: str = "starttls", *, login: bool = False, name: str = "127.0.0.1") -> AsyncIterator[Box]:
        box = Box()
        box.go.set()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        ca.issue_cert(name).configure_cert(context)

        def knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
            assert isinstance(data, LoginPassword)
            box.logins.append(data.login.decode())
            return AuthResult(success=data.password == b"s3cret", handled=False)

        options: dict[str, object] = {"hostname": "mail.example.org"}
        if mode == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        if login:
            options |= {"authenticator": knows, "auth_required": True, "auth_require_tls": mode == "starttls"}
        loop = asyncio.get_running_loop()
        listener = await loop.create_server(lambda: SMTP(box, **options), "127.0.0.1", 0, ssl=context if mode == "tls" else None)
        box.port = listener.sockets[0].getsockname()[1]
        try:
            yield box
        finally:
            listener.close()

    return opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def voice() -> Voice:
    return Voice(wording=catalogue(), zone=BERLIN)


SENDER = Sender(address="Initiative audit <audit@example.org>", domain="audit.example.org")


@pytest.fixture
def channel(clock: HandClock, ledger: Ledger, voice: Voice, authority: tuple[trustme.CA, Path]):
    def made(box: Box, *, mode: str = "starttls", **options: object) -> EmailNotifier:
        smtp_options = {name: options.pop(name) for name in ("username", "password", "timeout", "ca_file") if name in options}
        settings = SmtpSettings(
            **{"host": "127.0.0.1", "port": box.port, "tls": mode, "ca_file": authority[1], "timeout": 120.0, **smtp_options}
        )
        given = {"to": ("Team <team@example.org>",), "ops": ("ops@example.org",), "edit_url": "https://cms.example/{id}", **options}
        return EmailNotifier(smtp=Smtp(settings=settings, clock=clock), store=ledger, clock=clock, voice=voice, sender=SENDER, **given)

    return made


@dataclass
class House:
    """Mailings, what they remember, and where they go."""

    mailing: Mailing
    store: SqlStore
    clock: HandClock
    box: Box

    async def keep(self, *nights: Report) -> None:
        for one in nights:
            await self.store.finish(one.run, one, records=(), streaks=(), links=())

    @property
    def mailed(self) -> list[tuple[str, str]]:
        return [(to[0].partition("@")[0], mail["Subject"]) for to, mail in self.box.mails]


@pytest.fixture
async def house(server, channel, clock, tmp_path) -> AsyncIterator[House]:
    clock.at = MORNING
    store = await open_empty(tmp_path / "audit.sqlite", clock=clock)

    async def roster() -> Roster:
        return Roster.of([AMINA, JOAO], await store.hand_overs())

    async with server() as box:
        notifier: EmailNotifier = replace(channel(box), store=store)
        audience = Audience(store=store, clock=clock, roster=roster, managers=("boss@example.org",), zone=BERLIN)
        yield House(Mailing(audience=audience, notifier=notifier), store, clock, box)
    await store.close()
