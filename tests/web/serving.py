"""A web on loopback: real sockets, real TLS, names that say nothing of what they do."""

import asyncio
import datetime as dt
import ssl
import struct
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.web.prose import article, missing


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a behaviour sees it."""

    method: str
    target: str
    headers: dict[str, str]
    host: str
    role: str
    """Which of the case's hosts was asked: ``h``, ``h2``, ``www``."""
    secure: bool
    turn: int
    """How often this host and target have been asked, this time included."""
    first_on_connection: bool
    hosts: dict[str, str]
    open: int = 1
    """Connections to this host that are open now."""
    since: float = 0.0
    """Seconds since the host was first asked."""
    gap: float = 0.0
    """Seconds since the host was last asked."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Reply:
    """An ordinary answer."""

    status: int = 200
    body: str | bytes = ""
    headers: tuple[tuple[str, str], ...] = ()
    type: str | None = "text/html; charset=utf-8"
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Wire:
    """Bytes as they are, and what becomes of the connection."""

    data: bytes = b""
    then: str = "close"
    """``close``, ``reset`` or ``hang``."""
    drip: float = 0.0
    """Seconds between single bytes of `endless`."""
    endless: bytes = b""


Behaviour = Callable[[Ask], Reply | Wire | None]
"""What a host does; None for its usual page or its honest 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One kind of behaviour and its right verdict."""

    name: str
    href: str
    """With ``{h}``, ``{h2}``, ``{h3}`` for hosts; more hrefs of the same case after a blank."""
    verdict: str
    does: Behaviour = lambda _ask: None
    reason: str = ""
    fragment: str = ""
    suggest: str = ""
    final: str = ""
    note: str = ""
    tls: dict[str, str] = field(default_factory=dict)
    closed: tuple[tuple[str, int], ...] = ()
    """Roles and ports at which nobody listens."""
    dns: dict[str, str] = field(default_factory=dict)
    """Roles that are looked up in the DNS: ``nxdomain``, ``servfail``, ``empty``, or an address."""
    most: int = 0
    """Requests to the case's hosts at the most, robots.txt not counted."""
    texts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


_SYLLABLES = ("ber", "lin", "mor", "tas", "vel", "qui", "dor", "nam", "sil", "pek", "ros", "tul", "gan", "hem", "jor")
_ENDINGS = ("org", "net", "de", "org.uk", "fr", "ca")


def neutral_name(number: int) -> str:
    """A public-looking name that tells nothing."""
    first, rest = _SYLLABLES[number % 15], number // 15
    return f"{first}{_SYLLABLES[(rest * 7 + number) % 15]}{_SYLLABLES[(rest * 4 + 3) % 15]}{number}.{_ENDINGS[number % 6]}"


@dataclass
class Web:
    """The servers, and what they saw."""

    authority: trustme.CA = field(default_factory=lambda: trustme.CA(key_type=trustme.KeyType.ECDSA))
    stranger: trustme.CA = field(default_factory=lambda: trustme.CA(key_type=trustme.KeyType.ECDSA))
    behaviours: dict[str, tuple[str, Case, dict[str, str]]] = field(default_factory=dict)
    seen: list[Ask] = field(default_factory=list)
    turns: Counter[tuple[str, str]] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    times: dict[str, list[float]] = field(default_factory=dict)
    contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)
    ports: dict[int, int] = field(default_factory=dict)
    own_ports: dict[str, int] = field(default_factory=dict)
    servers: list[asyncio.Server] = field(default_factory=list)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def add(self, case: Case, hosts: dict[str, str]) -> None:
        for role, host in hosts.items():
            self.behaviours[host] = (role, case, hosts)

    async def start(self) -> None:
        front = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("nobody.invalid").configure_cert(front)
        front.sni_callback = self._by_name
        for port, context in ((80, None), (443, front)):
            self.ports[port] = await self._listen(context)
        # A client's certificate is asked for by listeners of their own: the name comes too late to change that.
        for host, (role, case, _) in self.behaviours.items():
            if case.tls.get(role) == "client-certificate":
                self.own_ports[host] = await self._listen(self._context_for(host))

    async def _listen(self, context: ssl.SSLContext | None) -> int:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context, limit=300_000)
        self.servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        for server in self.servers:
            server.close()
        for writer in tuple(self.writers):
            writer.transport.abort()

    def ca_file(self, folder: Path) -> Path:
        path = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(path)
        return path

    def places(self) -> dict[tuple[str, int], tuple[str, int]]:
        """Where the names are found, for those that are not left to the DNS."""
        found = {}
        for host, (role, case, _) in self.behaviours.items():
            if role in case.dns:
                continue
            for port in (80, 443):
                if (role, port) in case.closed:
                    found[host, port] = ("127.0.0.1", 1)
                else:
                    found[host, port] = ("127.0.0.1", self.own_ports.get(host, self.ports[port]) if port == 443 else self.ports[port])
        return found

    def _by_name(self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        if name in self.behaviours:
            connection.context = self.contexts.get(name) or self.contexts.setdefault(name, self._context_for(name))

    def _context_for(self, host: str) -> ssl.SSLContext:
        role, case, _ = self.behaviours[host]
        kind, context = case.tls.get(role, "good"), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        now = dt.datetime.now(dt.UTC)
        if kind == "expired":
            self.authority.issue_cert(host, not_before=now - dt.timedelta(90), not_after=now - dt.timedelta(1)).configure_cert(context)
        elif kind == "short":
            self.authority.issue_cert(host, not_before=now - dt.timedelta(3), not_after=now + dt.timedelta(3)).configure_cert(context)
        elif kind == "ending":
            self.authority.issue_cert(host, not_before=now - dt.timedelta(80), not_after=now + dt.timedelta(5)).configure_cert(context)
        elif kind == "wrong-host":
            self.authority.issue_cert("elsewhere." + host).configure_cert(context)
        elif kind == "stranger":
            self.stranger.issue_cert(host).configure_cert(context)
        elif kind == "self-signed":
            _self_signed(host, now, context)
        else:
            self.authority.issue_cert(host).configure_cert(context)
        if kind == "client-certificate":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.verify_mode = ssl.CERT_REQUIRED
            self.authority.configure_trust(context)
        return context

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        secure, first, known = writer.get_extra_info("ssl_object") is not None, True, set[str]()
        self.writers.add(writer)
        with suppress(OSError, EOFError, ssl.SSLError, asyncio.LimitOverrunError):
            while await self._once(reader, writer, secure=secure, first=first, known=known):
                first = False
        self.open.subtract(known)
        self.writers.discard(writer)
        with suppress(OSError, ssl.SSLError):
            writer.close()

    async def _once(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, secure: bool, first: bool, known: set[str]
    ) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        host = headers.get("host", "").partition(":")[0].rstrip(".")
        role, case, hosts = self.behaviours[host]
        self.turns[host, target] += 1
        if host not in known:
            known.add(host)
            self.open[host] += 1
        now = asyncio.get_running_loop().time()
        times = self.times.setdefault(host, [now, now])
        since, gap, times[1] = now - times[0], now - times[1], now
        ask = Ask(method, target, headers, host, role, secure, self.turns[host, target], first, hosts, self.open[host], since, gap)
        self.seen.append(ask)
        answer = case.does(ask)
        if answer is None:
            answer = Reply(404, "", type="text/plain") if ask.path == "/robots.txt" else usual(ask, case)
        if isinstance(answer, Wire):
            await _send_wire(writer, answer)
            return False
        return await _send(writer, answer, head_only=method == "HEAD")


def usual(ask: Ask, case: Case) -> Reply:
    """The page of an address that the case links to; an honest 404 for any other."""
    filled = case.href.format(**ask.hosts, H=ask.host).replace("./", "/").replace("HTTPS:", "https:").replace(":443/", "/")
    linked = {href.partition("#")[0] for href in filled.split()}
    here = f"{'https' if ask.secure else 'http'}://{ask.host}{ask.target}"
    if here in linked or here.rstrip("/") in linked or ask.path == "/":
        return Reply(body=article(ask.host, ask.target))
    return Reply(404, missing(ask.host))


async def _send(writer: asyncio.StreamWriter, reply: Reply, *, head_only: bool) -> bool:
    if reply.delay:
        await asyncio.sleep(reply.delay)
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    phrase = HTTPStatus(reply.status).phrase if reply.status in set(HTTPStatus) else "Odd"
    lines = [f"HTTP/1.1 {reply.status} {phrase}", *([f"Content-Type: {reply.type}"] if reply.type else [])]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    if reply.status not in {204, 304}:
        lines.append(f"Content-Length: {len(body)}")
    writer.write("\r\n".join([*lines, "", ""]).encode("utf-8") + (b"" if head_only else body))
    await writer.drain()
    return True


async def _send_wire(writer: asyncio.StreamWriter, wire: Wire) -> None:
    writer.write(wire.data)
    await writer.drain()
    if wire.endless:
        while True:
            writer.write(wire.endless)
            await writer.drain()
            await asyncio.sleep(wire.drip)
    if wire.then == "hang":
        await asyncio.sleep(60)
    if wire.then == "reset":
        inner = writer.get_extra_info("socket")
        inner.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()


def _self_signed(host: str, now: dt.datetime, context: ssl.SSLContext) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(10))
        .not_valid_after(now + dt.timedelta(300))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    trustme.LeafCert(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain),
        made.public_bytes(serialization.Encoding.PEM),
        [],
    ).configure_cert(context)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
