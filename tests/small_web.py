"""A small real web on loopback for whole runs: the path says what it does, and the test may change its mind between nights."""

import hashlib
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

from audit import wiring

_PORTS = range(20_000, 32_000)
_NEXT = count(os.getpid() * 61)


@dataclass
class SmallWeb:
    """Some hosts on one loopback port."""

    port: int
    names: tuple[str, ...]
    dead: set[str] = field(default_factory=set)
    """Paths that answer 404 although they look healthy."""
    pages: dict[str, str] = field(default_factory=dict)
    """What paths show in place of the page that each has by itself."""
    moved: dict[str, str] = field(default_factory=dict)
    """Where paths send their visitors, for good."""
    silent: bool = False
    """Nobody is answered."""
    down: set[str] = field(default_factory=set)
    """Names at which nobody listens."""
    slow: float = 0.0
    tags: bool = False
    """Pages carry an ETag, and are not sent again to whoever names it."""
    sent: int = 0
    """Bytes of bodies."""
    requests: Counter[str] = field(default_factory=Counter)

    def world(self, *, canaries: tuple[str, ...] = ()) -> wiring.World:
        ports = {name: 1 if name in self.down else self.port for name in self.names}
        return wiring.World(
            hosts={(name, 80): ("127.0.0.1", port) for name, port in ports.items()}, names=frozenset(self.names), canaries=canaries
        )


@contextmanager
def small_web(*names: str) -> Iterator[SmallWeb]:
    web = SmallWeb(port=0, names=names or ("partner.example",))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.requests[self.path] += 1
            if web.silent:
                self.close_connection = True
                return
            if self.path in web.moved:
                self.send_response(301)
                self.send_header("Location", web.moved[self.path])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            status = 404 if self.path in web.dead or self.path.startswith(("/gone", "/robots.txt")) else 200
            body = (
                web.pages.get(self.path, "").encode() or page(self.path)
                if status == 200
                else b"<!doctype html><title>Nothing here</title><p>There is no such page."
            )
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if web.tags and status == 200 and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.send_header("ETag", tag)
                self.end_headers()
                return
            time.sleep(web.slow)
            self.send_response(status)
            if web.tags:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                web.sent += len(body)
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 - the server's own name

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

    with Server(("127.0.0.1", 0), Handler) as server:
        web.port = server.socket.getsockname()[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield web
        finally:
            server.shutdown()
            thread.join()


def page(path: str) -> bytes:
    """A page of prose that no other path has."""
    digest = hashlib.sha256(path.encode()).hexdigest()
    words = " ".join(digest[at : at + 5] for at in range(0, 60, 5))
    prose = (words + " and more. ") * (400 if path.startswith("/long") else 12)
    return f"<!doctype html><html lang=en><title>About {path}</title><h1>About {words}</h1><p>{prose}</p></html>".encode()


def free_port() -> int:
    """A port for a server that somebody starts later, which meanwhile nobody else is given.

    None of those that the system hands out for connections, of which any may be in use a moment later; and each process of the
    tests begins elsewhere among the others.
    """
    for number in _NEXT:
        port = _PORTS[number % len(_PORTS)]
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("", port))
            return port
    raise AssertionError("the numbers never end")
