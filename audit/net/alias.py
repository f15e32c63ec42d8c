"""Where the alias of a missing name leads. The resolver keeps no answer that ends in "no such name", so this asks itself (RFC 1035)."""

import asyncio
import secrets
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

_HEADER = struct.Struct("!6H")
_RECORD = struct.Struct("!2HIH")
_RECURSE = 0x0100
_RESPONSE = 0x8000
_A, _CNAME, _IN = 1, 5, 1
_POINTER = 0xC0
_LONGEST_NAME, _LONGEST_LABEL = 255, 64
_MOST_RECORDS = 64
_PORT = 53


async def alias_of(name: str, *, servers: Sequence[str], seconds: float) -> str:
    """The name at the end of the aliases of `name`, which is what does not exist; empty when it has none or nobody tells.

    Args:
        name: a host name in its ASCII form, known to be missing.
        servers: ``address`` or ``address:port``, an IPv6 address with a port in brackets.
        seconds: for each server.
    """
    for server in servers:
        with suppress(OSError, ValueError, TimeoutError):
            async with asyncio.timeout(seconds):
                return last_alias(await _ask(name, server), name)
    return ""


def last_alias(answer: bytes, name: str) -> str:
    """The end of the chain of aliases that an answer about `name` tells of, in lower case; empty when it tells of none.

    Raises:
        ValueError: the answer cannot be read.
    """
    aliases = dict(_aliases(answer))
    end = start = name.lower().rstrip(".")
    for _ in range(len(aliases)):
        end = aliases.get(end, end)
    return end if end != start else ""


async def _ask(name: str, server: str) -> bytes:
    loop = asyncio.get_running_loop()
    told: asyncio.Future[bytes] = loop.create_future()
    number = secrets.randbelow(1 << 16)
    where = urlsplit(f"//{server}" if server.startswith("[") or server.count(":") < 2 else f"//[{server}]")
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _Exchange(number=number, told=told), remote_addr=(where.hostname or "", where.port or _PORT)
    )
    try:
        transport.sendto(_question(name, number))
        return await told
    finally:
        transport.close()


@dataclass(slots=True, kw_only=True)
class _Exchange(asyncio.DatagramProtocol):
    """Waits for the answer with the question's number. The socket is connected: nobody else is heard."""

    number: int
    told: asyncio.Future[bytes]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """See `asyncio.DatagramProtocol`."""
        del addr
        head = _HEADER.unpack_from(data) if len(data) >= _HEADER.size else (-1, 0)
        if head[0] == self.number and head[1] & _RESPONSE and not self.told.done():
            self.told.set_result(data)

    def error_received(self, exc: Exception) -> None:
        """See `asyncio.DatagramProtocol`."""
        if not self.told.done():
            self.told.set_exception(exc)


def _question(name: str, number: int) -> bytes:
    labels = name.rstrip(".").encode("ascii").split(b".")
    if any(not 0 < len(label) < _LONGEST_LABEL for label in labels):
        raise ValueError("no name that a name server could know")
    asked = b"".join(bytes((len(label),)) + label for label in labels)
    return _HEADER.pack(number, _RECURSE, 1, 0, 0, 0) + asked + b"\0" + struct.pack("!2H", _A, _IN)


def _aliases(answer: bytes) -> Iterator[tuple[str, str]]:
    """Every alias of an answer, with where it leads."""
    try:
        _, _, questions, records, _, _ = _HEADER.unpack_from(answer)
        at = _HEADER.size
        for _ in range(min(questions, _MOST_RECORDS)):
            at = _name(answer, at)[1] + 4
        for _ in range(min(records, _MOST_RECORDS)):
            owner, at = _name(answer, at)
            kind, _, _, length = _RECORD.unpack_from(answer, at)
            at += _RECORD.size
            if kind == _CNAME:
                yield owner, _name(answer, at)[0]
            at += length
    except (struct.error, IndexError) as error:
        raise ValueError("not an answer of a name server") from error


def _name(answer: bytes, at: int) -> tuple[str, int]:
    """The name that stands at an offset, and the offset behind it (RFC 1035, 4.1.4: the rest of a name may be a pointer to another)."""
    labels: list[str] = []
    behind: int | None = None
    for _ in range(_LONGEST_NAME):
        length = answer[at]
        if length >= _POINTER:
            behind = at + 2 if behind is None else behind
            at = (length & ~_POINTER) << 8 | answer[at + 1]
        elif length:
            labels.append(answer[at + 1 : at + 1 + length].decode("ascii").lower())
            at += 1 + length
        else:
            return ".".join(labels)[:_LONGEST_NAME], at + 1 if behind is None else behind
    raise ValueError("a name without an end")
