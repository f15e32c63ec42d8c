"""The connections to the web: where they may lead, and how long they are kept."""

import asyncio
import socket
import ssl
from dataclasses import dataclass, field
from typing import cast

import aiohappyeyeballs

from audit.net import tls
from audit.net.attempt import Attempt
from audit.net.beat import Beat
from audit.net.guard import Guard
from audit.net.intake import Intake
from audit.net.resolve import Finder
from audit.net.straight import Straight
from audit.net.wire import Wire

_NEXT_ADDRESS = 0.25
"""Seconds until the next address of a name is tried beside one that is slow (RFC 8305, 5)."""

Place = tuple[str, str, int]
"""The scheme, the host and the port that a connection was made for."""


class Stream(asyncio.StreamReaderProtocol):
    """A connection to be read as a stream."""

    def __init__(self) -> None:
        self.reader = asyncio.StreamReader()
        self.transport: asyncio.Transport
        super().__init__(self.reader)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.BaseProtocol.connection_made`."""
        self.transport = cast("asyncio.Transport", transport)  # a stream's; the loops' own classes do not share a base
        super().connection_made(transport)

    def hang_up(self) -> None:
        """End the connection at once, if there is one."""
        if hasattr(self, "transport"):
            self.transport.abort()


@dataclass(slots=True, kw_only=True)
class Connections:
    """Opens connections that the guard allows, and keeps those that may be used again."""

    guard: Guard
    finder: Finder
    verifying: ssl.SSLContext
    unverified: ssl.SSLContext
    keep_alive: float
    """Seconds for which an idle connection is kept."""
    intake: Intake = field(default_factory=Intake)
    beat: Beat = field(default_factory=Beat)
    _idle: dict[Place, list[Wire]] = field(default_factory=dict)
    _sweep: asyncio.TimerHandle | None = None

    def kept(self, place: Place, *, now: float) -> Wire | None:
        """The connection to `place` that was used last; None when there is none."""
        idle = self._idle.get(place)
        oldest = now - self.keep_alive
        while idle:
            wire = idle.pop()
            if not wire.closed and wire.idle_since > oldest:
                return wire
            wire.abort()
        return None

    def keep(self, place: Place, wire: Wire, *, now: float) -> None:
        """Have a connection used again, if it may be."""
        if wire.closed:
            wire.abort()
            return
        wire.idle_since = now
        self._idle.setdefault(place, []).append(wire)
        if self._sweep is None:
            self._sweep = asyncio.get_running_loop().call_later(self.keep_alive, self._let_go)

    async def reach(self, attempt: Attempt) -> socket.socket:
        """A connected socket to where the attempt leads.

        Raises:
            NoAnswerError: the name has no address, or one that is forbidden.
            OSError: none of the addresses can be connected.
        """
        places = await self.finder.find(attempt.host, attempt.port)
        return await aiohappyeyeballs.start_connection(
            places, happy_eyeballs_delay=_NEXT_ADDRESS, socket_factory=self.guard.open_socket, loop=_loop()
        )

    async def connect(self, protocol: Wire | Stream, attempt: Attempt, *, secure: bool, verify: bool) -> None:
        """Give `protocol` a new connection, with TLS after its handshake. Raises what `reach` does, and `ssl.SSLError`."""
        reached = await self.reach(attempt)
        context = self.verifying if verify else self.unverified
        try:
            await asyncio.get_running_loop().create_connection(
                lambda: protocol,
                sock=reached,
                ssl=context if secure else None,
                server_hostname=attempt.host if secure else None,
            )
        except BaseException:
            # Who gives up as the handshake ends has a connection that nobody knows of. Left to itself the loop would end it in a polite
            # way, when its socket's number may be somebody else's already.
            protocol.hang_up()
            reached.close()  # the loop may not yet have taken it over
            raise

    async def open(self, attempt: Attempt, *, secure: bool, verify: bool) -> Wire:
        """A new connection, with TLS after its handshake. Raises what `reach` does, and `ssl.SSLError`."""
        wire = Wire(self.intake, self.beat)
        await self.connect(wire, attempt, secure=secure, verify=verify)
        attempt.connected(wire.peername())
        wire.peer = tls.peer(attempt.address, attempt.tls)
        return wire

    async def close(self) -> None:
        """Hang up on everybody."""
        if self._sweep is not None:
            self._sweep.cancel()
        for wires in self._idle.values():
            for wire in wires:
                wire.abort()
        self._idle.clear()
        await asyncio.sleep(0)  # sockets are closed in the loop's next round

    def _let_go(self) -> None:
        """Close what has been idle for too long, so that neither side keeps files open for nothing."""
        loop = asyncio.get_running_loop()
        oldest = loop.time() - self.keep_alive
        for place, wires in list(self._idle.items()):
            kept = [wire for wire in wires if not wire.closed and wire.idle_since > oldest]
            for wire in wires:
                if wire not in kept:
                    wire.abort()
            if kept:
                self._idle[place] = kept
            else:
                del self._idle[place]
        self._sweep = loop.call_later(self.keep_alive / 2, self._let_go) if self._idle else None


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that connects sockets: asyncio's own do so in the best way that their system has."""
    loop = asyncio.get_running_loop()
    return loop if isinstance(loop, asyncio.BaseEventLoop) else cast("asyncio.AbstractEventLoop", Straight())
