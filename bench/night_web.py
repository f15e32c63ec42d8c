"""The servers of a night: HTTP and HTTPS for every host, and the name server. A program of its own, that counts what it is asked.

Reads commands from its standard input, a line each: ``count`` prints what was asked and answered since the last time, as JSON.
"""

import argparse
import asyncio
import datetime as dt
import json
import random
import ssl
import sys
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import dnslib
import trustme
import uvloop

from bench.nights import WORDS, Night, Spec

RATE, BURST, WAIT = 4.0, 8.0, 2
"""Requests a second that a limiting host allows, how many at once, and the seconds that it asks for."""
REFUSALS = (("405 Method Not Allowed", 0.6), ("501 Not Implemented", 0.8), ("403 Forbidden", 1.0))


@dataclass
class Web:
    """What all servers share."""

    night: Night
    words: int
    """Of a page, about."""
    quick: bool = False
    """Answers come at once."""
    seen: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    tokens: dict[str, tuple[float, float]] = field(default_factory=dict)
    contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)

    def answer(self, method: str, host: str, path: str, fields: dict[str, str], now: float) -> tuple[float, bytes]:
        """The seconds until the answer, and the answer."""
        self.seen["requests"] += 1
        kind, spec = self.night.hosts[host].kind, self.night.specs.get(host + path.replace("-new.html", ".html"))
        delay = spec.delay if spec else 0.05
        if kind == "limited" and not self._allowed(host, now):
            return 0.02, said("429 Too Many Requests", b"", f"Retry-After: {WAIT}\r\n")
        if kind == "barred":
            return delay, said("403 Forbidden", html("Forbidden", "You cannot see this page."), head=method == "HEAD")
        if method == "HEAD" and kind == "headless":
            drawn = zlib.crc32(host.encode()) % 100 / 100
            return delay, said(next(status for status, below in REFUSALS if drawn < below), b"")
        return delay, self._page(method, host, path, spec, fields)

    def _page(self, method: str, host: str, path: str, spec: Spec | None, fields: dict[str, str]) -> bytes:
        self.asked[host + path] += 1
        moved_here = path.endswith("-new.html")
        if path != "/" and (spec is None or (spec.kind == "gone" and not moved_here)):
            return said("404 Not Found", html("Page not found", "This page is not here."), "", head=method == "HEAD")
        if spec and spec.kind == "moved" and not moved_here:
            return said("301 Moved Permanently", b"", f"Location: {path.replace('.html', '-new.html')}\r\n")
        if spec and spec.kind == "flaky" and self.asked[host + path] < 3:
            return said("503 Service Unavailable", b"")
        etag = f'"{zlib.crc32((host + path).encode()):x}"'
        if fields.get("if-none-match") == etag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        chance = random.Random(host + path)
        title = path.rpartition("/")[2].partition(".")[0].replace("-", " ")
        text = " ".join(chance.choices(WORDS, k=int(self.words * chance.lognormvariate(0, 0.5))))
        return said("200 OK", html(title, text), f"ETag: {etag}\r\n", head=method == "HEAD")

    def _allowed(self, host: str, now: float) -> bool:
        tokens, since = self.tokens.get(host, (BURST, now))
        tokens = min(BURST, tokens + (now - since) * RATE)
        self.tokens[host] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1


def html(title: str, text: str) -> bytes:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><main><h1>{title}</h1><p>{text}</p></main></body></html>".encode()


def said(status: str, body: bytes, fields: str = "", *, head: bool = False) -> bytes:
    top = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}Content-Length: {len(body)}\r\n\r\n".encode()
    return top if head else top + body


class Visit(asyncio.Protocol):
    """One connection."""

    def __init__(self, web: Web) -> None:
        self.web, self.buffer = web, b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.web.seen["connections"] += 1

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
            first, *lines = head.decode("latin-1").split("\r\n")
            fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            method, path = first.split(" ")[:2]
            loop = asyncio.get_running_loop()
            delay, answer = self.web.answer(method, fields["host"].partition(":")[0], path, fields, loop.time())
            if self.web.quick:
                self.say(answer)
            else:
                loop.call_later(delay, self.say, answer)

    def say(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.web.seen["bytes"] += len(answer)
            self.transport.write(answer)


class Names(asyncio.DatagramProtocol):
    """The name server."""

    def __init__(self, night: Night) -> None:
        self.night = night
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = dnslib.DNSRecord.parse(data)
        host = self.night.hosts.get(str(question.q.qname).rstrip(".").lower())
        reply = question.reply()
        if host is None or not host.address:
            reply.header.rcode = dnslib.RCODE.NXDOMAIN
        elif question.q.qtype == dnslib.QTYPE.A:
            reply.add_answer(dnslib.RR(question.q.qname, rdata=dnslib.A(host.address), ttl=300))
        self.transport.sendto(reply.pack(), addr)


def certified(night: Night, ca_file: Path) -> dict[str, ssl.SSLContext]:
    """A context for every host, by an authority whose certificate is written to `ca_file`."""
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    authority.cert_pem.write_to_path(ca_file)
    contexts, now = {}, dt.datetime.now(dt.UTC)
    for name, host in night.hosts.items():
        contexts[name] = context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        days = (-90, -1) if host.kind == "expired" else (-1, 365)
        begins, ends = (now + dt.timedelta(days=day) for day in days)
        authority.issue_cert(name, not_before=begins, not_after=ends).configure_cert(context)
    return contexts


async def live(web: Web, chosen: argparse.Namespace) -> None:
    """Serve until there are no more commands."""
    loop = asyncio.get_running_loop()
    front = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA(key_type=trustme.KeyType.ECDSA).issue_cert("nobody.invalid").configure_cert(front)

    def by_name(connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        if name in web.contexts:
            connection.context = web.contexts[name]

    front.sni_callback = by_name
    made, bind = partial(Visit, web), "0.0.0.0" if chosen.boxed else "127.0.0.1"
    plain = await loop.create_server(made, bind, 80 if chosen.boxed else 0, backlog=8192)
    secure = await loop.create_server(made, bind, 443 if chosen.boxed else 0, backlog=8192, ssl=front)
    if chosen.boxed:
        await loop.create_datagram_endpoint(partial(Names, web.night), ("23.0.0.53", 53))
    ports = [server.sockets[0].getsockname()[1] for server in (plain, secure)]
    print(json.dumps({"http": ports[0], "https": ports[1]}), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(dict(web.seen)), flush=True)
        web.seen.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, required=True)
    parser.add_argument("--hosts", type=int, required=True)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--healthy", action="store_true")
    parser.add_argument("--boxed", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--ca", type=Path, default=Path(tempfile.gettempdir()) / "night-ca.pem")
    chosen = parser.parse_args()
    night = Night.made(links=chosen.links, hosts=chosen.hosts, healthy=chosen.healthy, boxed=chosen.boxed)
    uvloop.run(live(Web(night, chosen.words, chosen.quick, contexts=certified(night, chosen.ca)), chosen))


if __name__ == "__main__":
    main()
