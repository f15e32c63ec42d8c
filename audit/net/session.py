"""The connections of the HTTP client: where they may lead, how long they are kept, how much of a head they take."""

import asyncio
import functools
import socket
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import BadHttpMessage

from audit.net.attempt import current
from audit.net.guard import Guard
from audit.net.resolve import Finder
from audit.net.settings import NetSettings

_FIELD = 65_536
_FIELDS = 512
_HEAD = 262_144
"""Bytes before the content, interim answers included, as browsers allow. Servers exist that never stop."""


def open_session(settings: NetSettings, *, guard: Guard, finder: Finder, keep: bool) -> aiohttp.ClientSession:
    """A session whose every socket the guard has seen."""
    connector = aiohttp.TCPConnector(
        resolver=_Resolver(finder),
        use_dns_cache=False,  # the finder remembers, and its answers are vetted every time
        limit=0,  # the pace limits, and counts no waiting as slowness
        socket_factory=guard.open_socket,
        force_close=not keep,
        keepalive_timeout=settings.keep_alive if keep else None,
    )
    # No public switch limits the head as a whole, and none stops silent second requests, which no pace would see.
    factory: functools.partial[Any] = functools.partial(_Wary, loop=asyncio.get_running_loop())
    connector._factory = factory  # noqa: SLF001 - see above
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None, sock_read=None),
        auto_decompress=False,
        trust_env=False,
        requote_redirect_url=False,
        max_line_size=_FIELD,
        max_field_size=_FIELD,
        max_headers=_FIELDS,
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
    )
    session._retry_connection = False  # noqa: SLF001 - see above
    return session


class _Resolver(AbstractResolver):
    """Gives aiohttp the addresses that the guard has vetted."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """See `AbstractResolver.resolve`."""
        return [
            ResolveResult(hostname=host, host=info[4][0], port=info[4][1], family=info[0], proto=info[2], flags=0)
            for info in await self._finder.find(host, port)
            if family in {socket.AF_UNSPEC, info[0]}
        ]

    async def close(self) -> None:
        """See `AbstractResolver.close`."""


class _Wary(ResponseHandler):
    """Reads answers, and hangs up on a head without end."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._room = _HEAD

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.BaseProtocol.connection_made`; with TLS, the handshake is done."""
        super().connection_made(transport)
        attempt = current.get()
        if attempt is not None:
            attempt.connected(transport.get_extra_info("peername"))

    def set_response_params(self, **params: Any) -> None:
        """See `ResponseHandler.set_response_params`, which is called for each request."""
        self._room = _HEAD
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol.data_received`."""
        if self._payload is None or self._payload.is_eof():  # no content yet: this is head
            self._room -= len(data)
            if self._room < 0:
                self.abort()
                self.set_exception(BadHttpMessage("the head of the answer has no end"))
                return
        super().data_received(data)
