"""A process apart that reads pages, and what it takes to be stopped at any page without being started anew for the next.

It forks a reader that takes one order after the other. A reader that uses up a page's budget is stopped by the system, one that
the page breaks is gone anyway; either way its parent says so and forks another one, which is ready at once.

An order is a line of JSON, followed by as many bytes of body as the line says; an answer is a line of JSON: the order's number
and the page's facts, or ``null`` for a page of which the reader died.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from typing import BinaryIO

from audit.probing.received import Received, read_received

_MEMORY = 250_000_000
"""Bytes of address space."""
_LARGE = 500_000
"""Bytes of a page after which a reader is let go, since what it took for that page it would keep."""
_LATER = 10
"""How much later than the asking of the web the reading of such pages has its turn on a busy machine."""
_DONE, _FRESH = 0, 1
"""How a reader ends: there are no more orders; another one shall go on."""


def serve() -> None:
    """Read pages until there are no more orders."""
    with contextlib.suppress(OSError, ValueError):
        os.nice(_LATER)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        reader = os.fork()
        if reader == 0:
            os._exit(_read_on(sys.stdin.buffer, sys.stdout.buffer))
        _, status = os.waitpid(reader, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status) == _DONE:
                return
        else:
            os.write(sys.stdout.fileno(), b"null\n")


def _read_on(orders: BinaryIO, answers: BinaryIO) -> int:
    while line := orders.readline():
        told = json.loads(line)
        body = orders.read(told["length"])
        # In seconds that this process works: on a busy machine a page does not look worse than it is.
        signal.setitimer(signal.ITIMER_PROF, told["seconds"])
        facts = _facts(told, body)
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(json.dumps([told["number"], facts]).encode() + b"\n")
        answers.flush()
        if len(body) > _LARGE:
            return _FRESH
    return _DONE


def _facts(told: dict[str, str], body: bytes) -> dict[str, object] | None:
    received = Received(
        body=body,
        declared=told["declared"],
        url=told["url"],
        host=told["host"],
        content_type=told["content_type"],
        fragments=tuple(told["fragments"]),
    )
    try:
        return asdict(read_received(received))
    except Exception:  # noqa: BLE001 - whatever a page does to the parser, it is that page's alone
        return None


if __name__ == "__main__":
    serve()
