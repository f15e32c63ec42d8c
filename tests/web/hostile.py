"""Servers that mean harm, each in its own way, beside some that mean well. They run in a process of their own, so that what they do
to us is not what they do to themselves."""

import asyncio
import contextlib
import gzip
import itertools
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection

import brotli

from tests.web.prose import article

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DOMAIN = "hostile.example"
GOOD_DOMAIN = "partner.example"
_MANY = 200_000_000
"""Bytes that a bomb unfolds into."""
_HTML = "text/html; charset=utf-8"


@cache
def _zeros(coding: str) -> bytes:
    """So many zeros, packed."""
    match coding:
        case "br":
            return bytes(brotli.compress(bytes(_MANY), quality=3))
        case "zstd":
            return bytes(zstd.compress(bytes(_MANY), 3))
        case "members":
            return gzip.compress(b"") * 95_000
        case "gzip, gzip":
            return gzip.compress(_zeros("gzip"))
        case _:
            pack, block = zlib.compressobj(9, zlib.DEFLATED, 31), bytes(1_000_000)
            return b"".join([*(pack.compress(block) for _ in range(_MANY // 1_000_000)), pack.flush()])


def answer(body: bytes, *, status: str = "200 OK", kind: str = _HTML, fields: str = "") -> bytes:
    """An ordinary answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}Content-Length: {len(body)}\r\n\r\n".encode() + body


Piece = bytes | float
"""What is sent, or for how many seconds nothing is."""
Speech = Callable[[str], Iterator[Piece]]
"""What a server says to one request for a path."""

_OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_CHUNKED = _OPEN + b"Transfer-Encoding: chunked\r\n\r\n"


def _packed(coding: str, encoding: str = "") -> Speech:
    return lambda _path: iter([answer(_zeros(coding), fields=f"Content-Encoding: {encoding or coding}\r\n")])


def _page(body: bytes, kind: str = _HTML) -> Speech:
    return lambda _path: iter([answer(body, kind=kind)])


def _endless(begin: bytes, more: Piece, *others: Piece) -> Speech:
    return lambda _path: itertools.chain([begin], itertools.cycle((more, *others)))


def _onward(path: str) -> Iterator[Piece]:
    number = int(path.rpartition("/")[2] or 0)
    yield answer(b"", status="302 Found", fields=f"Location: /on/{number + 1}\r\n")


def _refreshing(path: str) -> Iterator[Piece]:
    number = int(path.rpartition("/")[2] or 0)
    yield answer(b"<meta http-equiv=refresh content='0; url=/on/%d'>" % (number + 1))


def _elsewhere(path: str) -> Iterator[Piece]:
    number = int(path.rpartition("/")[2] or 0)
    yield answer(b"", status="302 Found", fields=f"Location: http://far{number % 7}.{DOMAIN}/on/{number + 1}\r\n")


def _odd_letters() -> bytes:
    return b"".join(b"<p>%d</p>" % number for number in range(200)) + b"\xd8\x00" * 900_000


SPEECHES: dict[str, Speech] = {
    "gzip": _packed("gzip"),
    "nested": _packed("gzip, gzip"),
    "brotli": _packed("br"),
    "zstd": _packed("zstd"),
    "members": _packed("members", "gzip"),
    "endless": _endless(_OPEN + b"\r\n", b"<p>More and more words of a page that never ends.</p>" * 1_000),
    "drip": _endless(_OPEN + b"\r\n<p>", b"x", 0.5),
    "slowhead": _endless(_OPEN + b"X-Slow: ", b"x", 0.5),
    "headflood": _endless(_OPEN, b"X-Flood: " + b"x" * 900 + b"\r\n"),
    "fields": lambda _path: iter([_OPEN + b"".join(b"X-%d: y\r\n" % number for number in range(12_000)) + b"\r\n"]),
    "folded": lambda _path: iter([_OPEN + b"X-Folded: y" + b"\r\n x" * 60_000 + b"\r\n\r\n"]),
    "interim": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 20),
    "onebyte": _endless(_CHUNKED, b"1\r\nx\r\n" * 5_000),
    "oddbyte": _endless(
        b"HTTP/1.1 200 OK\r\nX odd\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 5_000
    ),
    "extension": _endless(_CHUNKED + b"1;", b"x" * 50_000),
    "trailer": _endless(_CHUNKED + b"1\r\nx\r\n0\r\n", b"X-Trailer: " + b"x" * 900 + b"\r\n"),
    "garbage": _endless(b"", random.Random(1).randbytes(60_000)),
    "silent": _endless(b"", 5.0),
    "deep": _page(b"<span></x>" * 180_000),
    "deepish": _page(b"<span></x>" * 6_000),
    "wide": _page((b"<a " + b" ".join(b"a%d" % number for number in range(250_000)) + b">")[:1_900_000]),
    "fonts": _page(b"".join(b"<font color=%d>" % number for number in range(4_000)) + b"<p>x" * 100_000),
    "tables": _page(b"<table>" + b"<b></x>" * 80_000),
    "letters": _page(_odd_letters(), "text/html; charset=utf-16"),
    "slowcodec": _page(b"a" * 1_000_000 + b"-" + b"b" * 300_000, "text/html; charset=punycode"),
    "json": _page(b"[" * 1_900_000, "application/json"),
    "onward": _onward,
    "refreshing": _refreshing,
    "elsewhere": _elsewhere,
    "longplace": lambda _path: iter([answer(b"", status="302 Found", fields=f"Location: /{'%20../' * 10_000}\r\n")]),
    "cookies": lambda path: iter([answer(b"", status="302 Found", fields=f"Location: {path}x\r\n" + "Set-Cookie: a=b; path=/\r\n" * 450)]),
    "robots": _page(b"<p>A page like any other.</p>" * 10),
    "unshaken": _endless(b"", 5.0),
    "unnamed": _endless(b"", 5.0),
}
"""What each kind of server says. ``unshaken`` never answers a TLS handshake; the names of ``unnamed`` are never answered for."""

_ROBOTS = "User-agent: *\nCrawl-delay: 2\n" + "".join(f"Disallow: /{number}*a*b*c*d*e$\n" for number in range(20_000))
LARGE = 10
"""One in so many good pages is a large one."""


def links_of(kind: str, count: int) -> list[str]:
    """So many links of a kind, each to a host of its own."""
    scheme = "https" if kind == "unshaken" else "http"
    return [f"{scheme}://{kind}{number}.{DOMAIN}/" for number in range(count)]


def hostile_links(count: int) -> list[str]:
    """So many links, of every kind as many."""
    each = -(-count // len(SPEECHES))
    rows = zip(*(links_of(kind, each) for kind in SPEECHES), strict=True)
    return [link for row in rows for link in row][:count]


def good_links(count: int, *, hosts: int) -> list[str]:
    """So many links to pages of hosts that mean well."""
    return [f"http://good{number % hosts}.{GOOD_DOMAIN}/page-{number}.html" for number in range(count)]


def kind_of(host: str) -> str:
    """The kind that a host is of."""
    return host.partition(".")[0].rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the servers are."""

    http: int
    good: int
    silent: int
    """Takes connections and never says a word."""
    names: int
    """Takes questions about names and never answers."""

    def of(self, links: list[str]) -> dict[tuple[str, int], tuple[str, int]]:
        """Where the hosts of the links are found, but for those that are left to the name server."""
        found = {}
        for link in (*links, *(f"http://far{number}.{DOMAIN}/" for number in range(7))):
            host = link.split("/")[2]
            if kind_of(host) != "unnamed":
                found[host, 80] = ("127.0.0.1", self.good if kind_of(host) == "good" else self.http)
                found[host, 443] = ("127.0.0.1", self.silent if kind_of(host) == "unshaken" else 1)
        return found


def _said(host: str, path: str) -> Iterator[Piece]:
    kind = kind_of(host)
    if path == "/robots.txt":
        return iter([answer(_ROBOTS.encode() if kind == "robots" else b"", kind="text/plain")])
    if kind == "good":
        return _good(host, path)
    if kind == "far":
        return _elsewhere(path)
    return SPEECHES[kind](path)


def _good(host: str, path: str) -> Iterator[Piece]:
    number = path.removeprefix("/page-").removesuffix(".html")
    yield random.Random(host + path).lognormvariate(-1.7, 0.5)
    if not number.isdigit():
        yield answer(b"<title>Page not found</title><h1>Page not found</h1>", status="404 Not Found")
    elif int(number) % LARGE:
        yield answer(article(host, path).encode())
    else:
        yield answer((article(host, path) + "<p>And a long list.</p>" * 12_000).encode())


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError):
        while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            host = next(line[5:].strip() for line in head.split("\r\n") if line.lower().startswith("host:"))
            for piece in _said(host, head.split(" ", 2)[1]):
                if isinstance(piece, float):
                    await asyncio.sleep(piece)
                    if reader.at_eof():
                        break
                else:
                    writer.write(piece)
                    await writer.drain()
    writer.transport.abort()


async def _keep_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while await reader.read(65_536):
            pass
    writer.transport.abort()


async def _live(connection: Connection, packed: tuple[str, ...]) -> None:
    loop = asyncio.get_running_loop()
    http = await asyncio.start_server(_serve, "127.0.0.1", 0, backlog=4096)
    silent = await asyncio.start_server(_keep_silent, "127.0.0.1", 0, backlog=4096)
    names, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 0))
    for coding in packed:
        _zeros(coding)
    connection.send((http.sockets[0].getsockname()[1], silent.sockets[0].getsockname()[1], names.get_extra_info("sockname")[1]))
    await loop.run_in_executor(None, connection.recv)


def _run(connection: Connection, packed: tuple[str, ...]) -> None:
    with contextlib.suppress(EOFError):
        asyncio.run(_live(connection, packed))


@contextmanager
def _process(*packed: str) -> Iterator[tuple[int, int, int]]:
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_run, args=(theirs, packed), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()
        ours.close()


@contextmanager
def hostile_servers() -> Iterator[Places]:
    """The servers while the block lasts, those that mean well in a process of their own: what the others do is not to slow them."""
    with _process("gzip", "gzip, gzip", "br", "zstd", "members") as hostile, _process() as good:
        http, silent, names = hostile
        yield Places(http=http, good=good[0], silent=silent, names=names)
