"""Connections: a bounded number, each with a bounded time to say what it wants.

aiohttp keeps a connection whose request header never ends; the doorman closes it.
"""

import asyncio
import logging
from typing import Any, cast

from aiohttp import web

from audit.service.headers import protect
from audit.service.problems import ProblemFound, as_json, kind_of, new_request_id

log = logging.getLogger(__name__)

HEADER_SECONDS = 10.0
"""Until the first request's header must be complete."""
KEEPALIVE_SECONDS = 75.0
MOST_CONNECTIONS = 512


class Doorman:
    """Makes one conversation for every connection, and knows how many there are."""

    def __init__(self, server: web.Server, *, header_seconds: float = HEADER_SECONDS, most: int = MOST_CONNECTIONS) -> None:
        self._server = server
        self.header_seconds = header_seconds
        self.most = most
        self.inside: dict[Conversation, None] = {}
        """The connections, the oldest first."""

    def room(self) -> bool:
        """Whether one more may come in: when all places are taken, the oldest that is not being served has to leave."""
        if len(self.inside) >= self.most:
            waiting = next((each for each in self.inside if not each.busy), None)
            if waiting is None:
                return False
            waiting.leave()
        return True

    def __call__(self) -> "Conversation":
        """A conversation for a connection that is just being made."""
        return Conversation(self, self._server)


class Conversation(web.RequestHandler):
    """One connection. Its answer to a header that cannot be read carries the headers of every other answer."""

    __slots__ = ("_deadline", "_doorman", "busy")

    def __init__(self, doorman: Doorman, server: web.Server) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=KEEPALIVE_SECONDS,
            lingering_time=2.0,
            access_log=cast("Any", None),  # the application writes its own, without query strings
            auto_decompress=False,
        )
        self._doorman = doorman
        self._deadline: asyncio.TimerHandle | None = None
        self.busy = False
        """A request is being answered."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol.connection_made`."""
        super().connection_made(transport)
        if not self._doorman.room():
            self.leave()
            return
        self._doorman.inside[self] = None
        self._deadline = asyncio.get_running_loop().call_later(self._doorman.header_seconds, self.leave)

    def connection_lost(self, exc: BaseException | None) -> None:
        """See `asyncio.Protocol.connection_lost`."""
        self.header_arrived()
        self._doorman.inside.pop(self, None)
        super().connection_lost(exc)

    def header_arrived(self) -> None:
        """The request's header is complete: its own limits apply from here on."""
        self.busy = True
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def answered(self) -> None:
        """The request is answered; the connection may be kept for the next."""
        self.busy = False

    def leave(self) -> None:
        """Close the connection at once, whatever has been said on it."""
        self._doorman.inside.pop(self, None)
        if self.transport is not None:
            self.transport.abort()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """An answer without details to what is not HTTP, or to a fault that nobody caught.

        Raises:
            ConnectionError: an answer was begun already; the connection can only be closed.
        """
        self.header_arrived()
        request_id = new_request_id()
        # What the caller wrote stays out of the log: it may hold a token, or lines of its own.
        log.info("request not understood", extra={"request": request_id, "status": status, "why": type(exc).__name__})
        if status >= 500:
            log.error("request failed", exc_info=exc, extra={"request": request_id})
        if request.writer.output_size > 0:
            raise ConnectionError(message or "an answer was begun already")
        response = as_json(ProblemFound(kind_of(status).name), origin="", instance="", request_id=request_id)
        protect(response)
        response.force_close()
        return response
