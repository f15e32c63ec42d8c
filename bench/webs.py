"""A small, quick web on loopback: every host and path answers with a page of its own."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class PageServer(asyncio.Protocol):
    """HTTP/1.1 with kept connections, just enough for a link checker."""

    requests = 0

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer and self._transport is not None:
            head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
            PageServer.requests += 1
            method, path = head.split(b" ", 2)[:2]
            self._transport.write(_answer(method, path))


def _answer(method: bytes, path: bytes) -> bytes:
    if path == b"/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
    name = hashlib.sha256(path).hexdigest()
    words = " ".join(name[at : at + 4] for at in range(0, 60, 4))
    body = f"<!doctype html><html lang=en><title>Page {path.decode()}</title><h1>{words}</h1><p>{(words + ' ') * 20}</p></html>".encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head if method == b"HEAD" else head + body


@asynccontextmanager
async def page_web() -> AsyncIterator[int]:
    """The web while the block lasts; gives its port."""
    server = await asyncio.get_running_loop().create_server(PageServer, "127.0.0.1", 0, backlog=1024)
    async with server:
        yield int(server.sockets[0].getsockname()[1])
