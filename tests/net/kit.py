"""Real servers on loopback that say exactly the bytes they are told, and clocks that need no waiting."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from audit.model.probe import Exchange
from audit.net import NetSettings, Timeouts
from audit.ports import Request

PAGE = b"<!doctype html><title>A page</title><p>With some words."
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)

Talk = Callable[["Visit"], Awaitable[None]]


@dataclass(slots=True)
class Visit:
    """One request that came in."""

    head: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int
    connection: int

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode()

    @property
    def target(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    async def say(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()

    def reset(self) -> None:
        """A real RST."""
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@dataclass(slots=True)
class Server:
    """What came in, and where."""

    port: int = 0
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0

    @property
    def targets(self) -> list[str]:
        return [visit.target for visit in self.visits]


@asynccontextmanager
async def serving(
    talk: Talk | bytes, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[Server]:
    """A server that answers every request with the bytes of `talk`, or as `talk` does."""
    server = Server()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        number = server.connections
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                visit = Visit(head, reader, writer, len(server.visits) + 1, number)
                server.visits.append(visit)
                if isinstance(talk, bytes):
                    await visit.say(talk)
                else:
                    await talk(visit)
                if writer.transport.is_closing():
                    break
        writer.close()

    listener = await asyncio.start_server(connected, host, port, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for visit in server.visits:
            visit.writer.transport.abort()


@contextmanager
def refusing() -> Iterator[int]:
    """A port at which nobody listens, and which nobody else can take meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@dataclass(slots=True)
class FastClock:
    """A clock on which sleeping takes no time, and passes all the same."""

    second: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.second)

    def monotonic(self) -> float:
        return self.second

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.second += seconds
        await asyncio.sleep(0)


@dataclass(slots=True)
class Scripted:
    """An exchanger that answers from a list, the last answer for ever."""

    answers: list[dict[str, object]]
    asked: list[Request] = field(default_factory=list)

    async def exchange(self, request: Request) -> Exchange:
        self.asked.append(request)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        return Exchange(method=request.method, url=request.url, at=0.0, **answer)  # type: ignore[arg-type]  # a test's own words


PATIENT = Timeouts(name=60.0, connect=60.0, tls=60.0, answer=60.0, body=60.0, total=300.0)
"""For tests in which everything comes in the end: however slow the machine, nothing is called late that only had to wait for it."""


def patient(**short: float) -> Timeouts:
    """Patience, but for the one phase whose end a test waits for."""
    return replace(PATIENT, **short)


def settings(*ports: tuple[str, int, int], **more: object) -> NetSettings:
    """Settings under which names with a port are found on loopback."""
    hosts = {(name, port): ("127.0.0.1", real) for name, port, real in ports}
    chosen = {"timeouts": PATIENT, "per_host_interval": 0.0, "retry_wait": 0.0, "robots": False, **more}
    return NetSettings(hosts=hosts, **chosen)  # type: ignore[arg-type]  # a test's own words
