"""Connecting sockets to addresses that need no looking up."""

import asyncio
import os
import socket
from errno import EINPROGRESS
from typing import Any


class Straight:
    """The running loop, as far as somebody who connects sockets needs one.

    uvloop has one of its threads look up every address that a socket is to be connected to, be it an IP address already: to wake
    that thread and to hear from it takes twice as long as the connecting (uvloop 0.22, ``Loop.sock_connect``).
    """

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        """See `asyncio.loop.sock_connect`; the address is an IP address with its port."""
        error = sock.connect_ex(address)
        if error == EINPROGRESS:
            loop = asyncio.get_running_loop()
            connected: asyncio.Future[None] = loop.create_future()
            loop.add_writer(sock, _end, connected)
            try:
                await connected
            finally:
                loop.remove_writer(sock)
            error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, os.strerror(error))


def _end(connected: "asyncio.Future[None]") -> None:
    if not connected.done():
        connected.set_result(None)
