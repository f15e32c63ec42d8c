"""A made-up web of a night: what each address answers, and a server in a process of its own that does so."""

import asyncio
import math
import random
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Self

import uvloop

_STEEP = 0.85
"""The tail of the hosts: the one at place n has 1/n**0.85 as many links as the first."""
_WORDS = (
    "peace",
    "election",
    "people",
    "rights",
    "water",
    "health",
    "access",
    "justice",
    "youth",
    "community",
    "program",
    "farmers",
    "schools",
)


@dataclass(frozen=True)
class Spec:
    """What an address does."""

    delay: float
    kind: str = "page"
    """``page``, ``gone``, ``moved`` or ``flaky``."""


@dataclass(frozen=True)
class Night:
    """Addresses, what they do, and the truth about them."""

    hosts: tuple[str, ...]
    specs: dict[str, Spec]
    """Under the host and the path."""
    truth: dict[str, bool]
    """Every address, and whether it is alive."""
    longest: int

    @classmethod
    def made(cls, *, links: int, hosts: int, seed: int) -> Self:
        """The same night for the same seed: 5 % dead, 5 % moved, 1 % flaky; latencies log-normal with a median of 180 ms."""
        chance = random.Random(seed)
        names = tuple(f"{chance.choice(_WORDS)}{number}.bench.example" for number in range(hosts))
        latency = {name: min(6.0, math.exp(chance.gauss(math.log(0.18), 0.9 if place >= 40 else 0.4))) for place, name in enumerate(names)}
        weights = [1 / (place + 1) ** _STEEP for place in range(hosts)]
        specs, truth, count = dict[str, Spec](), dict[str, bool](), Counter[str]()
        for number, host in enumerate(chance.choices(names, weights, k=links)):
            kind = chance.choices(("page", "gone", "moved", "flaky"), (89, 5, 5, 1))[0]
            path = f"/{chance.choice(_WORDS)}/{chance.choice(_WORDS)}-{number}.html"
            specs[host + path] = Spec(delay=latency[host] * math.exp(chance.gauss(0, 0.25)), kind=kind)
            truth[f"http://{host}{path}"] = kind != "gone"
            count[host] += 1
        return cls(hosts=names, specs=specs, truth=truth, longest=max(count.values()))


@dataclass
class _Web:
    night: Night
    requests: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                self.requests += 1
                path = head[0].split(" ")[1]
                host = next(line[6:] for line in head if line.lower().startswith("host: "))
                spec = self.night.specs.get(host + path.replace("-new.html", ".html"))
                await asyncio.sleep(spec.delay if spec else 0.02)
                writer.write(self._answer(host + path, path, spec))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, name: str, path: str, spec: Spec | None) -> bytes:
        self.asked[name] += 1
        moved_here = path.endswith("-new.html")
        if spec is None or (spec.kind == "gone" and not moved_here):
            return _said("404 Not Found", "Page not found", "This page is not here.")
        if spec.kind == "moved" and not moved_here:
            return _said("301 Moved Permanently", "Moved", "Moved.", f"Location: {path.replace('.html', '-new.html')}\r\n")
        if spec.kind == "flaky" and self.asked[name] < 3:
            return _said("503 Service Unavailable", "Busy", "Busy.")
        chance = random.Random(name)
        return _said("200 OK", path.rpartition("/")[2].partition(".")[0], " ".join(chance.choices(_WORDS, k=300)))


def _said(status: str, title: str, text: str, fields: str = "") -> bytes:
    body = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav>Home</nav><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def serve_night(night: Night, connection: Connection) -> None:
    """The life of the server's process: tells its port, then, when asked, how many requests there were."""
    uvloop.run(_serve(night, connection))


async def _serve(night: Night, connection: Connection) -> None:
    web = _Web(night)
    server = await asyncio.start_server(web.serve, "127.0.0.1", 0, backlog=4096)
    connection.send(server.sockets[0].getsockname()[1])
    await asyncio.to_thread(connection.recv)
    connection.send(web.requests)
    server.close()
