"""Sockets are connected without a detour, on the event loop that runs use."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from audit.net.straight import Straight
from audit.wiring.loop import run_loop
from tests.commands import ROOT


def ours():
    made = socket.socket()
    made.setblocking(False)
    return made


def listening(backlog=5):
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen(backlog)
    return made


THREADS = """
import os, socket
from audit.net.straight import Straight
from audit.wiring.loop import run_loop

server, sock = socket.create_server(("127.0.0.1", 0)), socket.socket()
sock.setblocking(False)
run_loop(Straight().sock_connect(sock, server.getsockname()))
sock.send(b"hello")
print(server.accept()[0].recv(5).decode(), len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists() and not os.environ.get("CI"), reason="needs /proc, which CI has")
def test_a_socket_is_connected_and_no_thread_is_made_for_it():
    told = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    assert told.stdout.split() == ["hello", "1"]


def test_a_port_where_nobody_listens_is_told_as_the_system_tells_it():
    with listening() as server:
        free = server.getsockname()
    with ours() as sock, pytest.raises(ConnectionRefusedError):
        run_loop(Straight().sock_connect(sock, free))


def test_an_address_that_leads_nowhere_is_told_at_once():
    with ours() as sock, pytest.raises(OSError, match=r"\[Errno \d+\] [A-Z]"):
        run_loop(Straight().sock_connect(sock, ("255.255.255.255", 80)))


def test_whoever_gives_up_leaves_nothing_behind():
    """The socket's number may be somebody else's a moment later."""
    with listening(backlog=0) as full:
        crowd = [ours() for _ in range(4)]
        for one in crowd:
            one.connect_ex(full.getsockname())  # from now on the server takes nobody any more

        async def given_up():
            with ours() as sock:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await Straight().sock_connect(sock, full.getsockname())
                assert not asyncio.get_running_loop().remove_writer(sock)

        run_loop(given_up())
        for one in crowd:
            one.close()
