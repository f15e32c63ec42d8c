"""Names that point outside and inside in turns, a trap at every address inside, and whoever asks through every path there is.

Runs in a network namespace of its own, where it has the public-looking address `OUTSIDE` and the ports 80 and 443; a program, so
that `test_rebinding` can start it there. Prints how often the trap was connected, by the path.
"""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from itertools import count

from audit.clock import SystemClock
from audit.model.probe import Target
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.net.guard import Guard
from audit.ports import Request
from audit.probing import WebProber
from tests.net.names import naming

OUTSIDE = "23.77.1.1"
INSIDE = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1")
ZONE = "twofaced.org"


class Heedless(Guard):
    """A guard that looks away: what the trap sees then, it would have seen."""

    def _check(self, address: str, port: int, *, name: str) -> None:
        pass


class LooksAtSockets(Guard):
    """A guard that lets every name pass, and looks at the address of each socket."""

    def vet(self, addresses: Iterable[str], *, name: str, port: int) -> tuple[str, ...]:
        del name, port
        return tuple(addresses)


GUARDS: dict[str, type[Guard]] = {"guarded": Guard, "sockets": LooksAtSockets, "heedless": Heedless}


@dataclass
class Faces:
    """Answers for names: those of `ZONE` turn from one address to the other with every question, each kind of name in its own way."""

    turns: Counter[str] = field(default_factory=Counter)
    inside: Iterator[str] = field(default_factory=lambda: (INSIDE[number % 3] for number in count()))

    def answers(self, name: str, kind: str, _count: int) -> list[str] | str:
        if not name.endswith(ZONE) or name.startswith("home"):
            return [OUTSIDE] if kind == "A" else []
        self.turns[name, kind] += 1
        way, turn = int(name.split(".", maxsplit=1)[0].rsplit("-", 1)[1]) % 4, self.turns[name, kind]
        if kind == "AAAA":
            return [INSIDE[3 + turn % 2]] if way == 3 else []
        match way:
            case 0:
                return [OUTSIDE if turn % 2 else next(self.inside)]
            case 1:
                return [next(self.inside) if turn % 2 else OUTSIDE]
            case 2:
                return [OUTSIDE, next(self.inside)]
            case _:
                return [OUTSIDE]


PLAIN = {
    "first": {},
    "head": {"method": "HEAD"},
    "fresh": {"fresh": True},
    "lenient": {"lenient": True},
    "unverified": {"verify": False},
    "sibling": {"purpose": "sibling"},
    "upgrade": {"purpose": "upgrade"},
    "canary": {"purpose": "canary"},
}
"""Requests of every kind that somebody makes."""
SENT = ("hop", "meta", "script", "header", "robots")
"""Ways in which an honest host sends us on to one with two faces."""
KINDS = (*PLAIN, *SENT, "retry")


def address_of(kind: str, number: int) -> str:
    """Where the asking begins."""
    if kind in SENT:
        return f"http://home-{kind}-{number}.{ZONE}/"
    return f"{'https' if kind in {'unverified', 'upgrade'} else 'http'}://{kind}-{number}.{ZONE}/page"


def said(host: str, path: str) -> bytes:
    """What the honest address answers."""
    if not host.startswith("home"):
        if host.startswith("retry"):
            return b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        return page(b"<p>A page.</p>")
    kind = host.split("-")[1]
    away = f"http://{host.removeprefix('home-')}/".encode()
    if path == "/robots.txt":
        return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %srobots.txt\r\n\r\n" % away if kind == "robots" else page(b"")
    return {
        "hop": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % away,
        "meta": page(b"<meta http-equiv=refresh content='0; url=%s'>" % away),
        "script": page(b"<script>location.href = '%s'</script>" % away),
        "header": page(b"<p>Moved.</p>", b"Refresh: 0; url=%s\r\n" % away),
    }.get(kind, page(b"<p>A page.</p>"))


def page(body: bytes, fields: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%sContent-Length: %d\r\n\r\n%s" % (fields, len(body), body)


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, EOFError):
        while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            host = next(line[5:].strip() for line in head.split("\r\n") if line.lower().startswith("host:"))
            writer.write(said(host, head.split(" ", 2)[1]))
            await writer.drain()
    writer.transport.abort()


async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


@dataclass
class Trap:
    """Listens at the addresses inside, and keeps what it hears first."""

    heard: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begin = b""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(0.5):
                begin = await reader.read(2_000)
        self.heard.append(begin)
        writer.transport.abort()

    def connects(self) -> dict[str, int]:
        """How often it was connected, by the kind of name that was meant; TLS tells the name too."""
        found = Counter(next((kind for kind in KINDS if f"{kind}-".encode() in begin), "?") for begin in self.heard)
        return {**dict.fromkeys(KINDS, 0), **found}


async def ask(repeats: int, settings: NetSettings, guard: Guard) -> Counter[str]:
    """Ask through every path, and count what came of it."""
    clock, outcomes = SystemClock(), Counter[str]()

    async def once(kind: str, number: int) -> None:
        url = address_of(kind, number)
        if kind in PLAIN or kind == "retry":
            answer = await plain.exchange(Request(url=url, max_bytes=10_000, **PLAIN.get(kind, {})))
            outcomes[str(answer.failure.reason if answer.failure else answer.status)] += 1
        else:
            probe = await prober.probe(Target(id=url, key=url, url=url, host=url.split("/")[2]))
            outcomes[str(probe.final.failure.reason if probe.final.failure else probe.final.status)] += 1

    async with AsyncExitStack() as stack:
        plain = await stack.enter_async_context(open_exchanger(replace(settings, robots=False), clock, guard=guard))
        exchanger = await stack.enter_async_context(open_exchanger(settings, clock, guard=guard))
        prober = await stack.enter_async_context(WebProber(exchanger=exchanger, clock=clock))
        for begin in range(0, repeats, 10):
            await asyncio.gather(*(once(kind, number) for number in range(begin, begin + 10) for kind in KINDS))
    return outcomes


async def main(mode: str, repeats: int) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (OUTSIDE, *INSIDE):
        at_once = ["nodad"] if ":" in address else []
        subprocess.run(["ip", "addr", "add", address, "dev", "lo", *at_once], check=False, capture_output=True)
    trap, faces = Trap(), Faces()
    async with AsyncExitStack() as stack:
        for port in (80, 443):
            await stack.enter_async_context(await asyncio.start_server(serve if port == 80 else hang_up, OUTSIDE, port))
            for address in INSIDE:
                await stack.enter_async_context(await asyncio.start_server(trap.serve, address, port))
        names = await stack.enter_async_context(naming(faces.answers))
        settings = NetSettings(nameservers=(names.address,), timeouts=Timeouts(), per_host_interval=0.0, retry_wait=0.0, retries=1)
        outcomes = await ask(repeats, settings, GUARDS[mode]())
        await asyncio.sleep(0.1)
    sys.stdout.write(json.dumps({"connects": trap.connects(), "outcomes": outcomes}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
