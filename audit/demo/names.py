"""A name server for the demo that knows no name, so that nobody outside is ever asked."""

import asyncio
from typing import Self, cast

_HEADER = 12
"""Bytes of a DNS message's header (RFC 1035, 4.1.1)."""
_NXDOMAIN = b"\x81\x83"
"""The flags of a response: recursion desired and available, and no such name."""
_AFTER_NAME = 5
"""Bytes from the end of a question's name: the closing zero, the type, the class."""


class NoNames(asyncio.DatagramProtocol):
    """Answers every question with "no such name" (RFC 1035: response code 3)."""

    def __init__(self) -> None:
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def listening(cls) -> Self:
        """A server on a free port of the loopback interface."""
        _, server = await asyncio.get_running_loop().create_datagram_endpoint(cls, local_addr=("127.0.0.1", 0))
        return server

    @property
    def address(self) -> str:
        """Where it listens, as ``address:port``; empty when it does not."""
        if self._transport is None:
            return ""
        host, port = self._transport.get_extra_info("sockname")[:2]
        return f"{host}:{port}"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.DatagramProtocol`."""
        # asyncio hands datagram protocols this kind; other event loops do not always say so in their types.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question: its own words, with the flags changed."""
        end = data.find(b"\0", _HEADER)
        if self._transport is None or end < 0:
            return
        # One question, no answers, no authorities, no additional records.
        self._transport.sendto(data[:2] + _NXDOMAIN + data[4:6] + bytes(6) + data[_HEADER : end + _AFTER_NAME], addr)

    def close(self) -> None:
        """Stop listening."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
