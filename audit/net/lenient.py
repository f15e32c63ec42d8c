"""A second reader of HTTP/1 answers, as forgiving as browsers: for servers whose grammar the first one refuses."""

import asyncio
import re
from dataclasses import dataclass

from audit.model.probe import Failure, Reason
from audit.net import headers
from audit.net.answers import Answer
from audit.net.attempt import Attempt
from audit.net.connections import Connections, Stream
from audit.net.intake import PIECE, Share
from audit.net.noanswer import NoAnswerError
from audit.ports import Request

_MOST_HEAD = 262_144
_MOST_LINES, _MOST_FIELDS = 2_000, 512
"""Of a head that are read, and of those that are kept."""
_MOST_INTERIM = 20
"""Answers of the 1xx kind before the real one."""
_MOST_CHUNKS = 20_000
"""Of one body; honest ones are of some kilobytes each."""
_SURPLUS = 0.3
"""Seconds to wait for content beyond the announced length."""
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")
"""The line before a chunk, and the end of the line of the chunk before."""
_STATUS = re.compile(rb"\s*HTTP/(\d+(?:\.\d+)?)\s+(\d{3})(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LenientClient:
    """Asks once on a connection of its own."""

    connections: Connections

    async def ask(self, head: bytes, request: Request, attempt: Attempt, answer: Answer, *, secure: bool) -> None:
        """Send a request whose head is `head`, and fill `answer`. What fails is raised as the transport raises it."""
        stream = Stream()
        try:
            await self.connections.connect(stream, attempt, secure=secure, verify=request.verify)
            attempt.connected(stream.transport.get_extra_info("peername"))
            stream.transport.write(head)
            await self._read_head(stream.reader, answer)
            answer.ms = attempt.elapsed()
            attempt.enter("body")
            async with self.connections.intake.body() as share:
                await _read_body(stream.reader, answer, share, cap=answer.cap(request, small=0))
        finally:
            stream.hang_up()

    async def _read_head(self, reader: asyncio.StreamReader, answer: Answer) -> None:
        for _ in range(_MOST_INTERIM):
            lines = await _lines(reader)
            match = _STATUS.match(lines[0])
            if match is None:
                raise NoAnswerError(_not_http(lines[0]))
            status = int(match[2])
            if status >= 200 or status == 101:
                answer.http_version = match[1].decode()
                answer.reason_phrase = (match[3] or b"").decode("utf-8", "replace").strip()
                answer.headers = headers.read(_fields(lines[1:]))
                answer.status = status
                return
        raise NoAnswerError(Failure(reason=Reason.PROTOCOL, code="endless-interim", detail="only interim answers"))


async def _lines(reader: asyncio.StreamReader) -> list[bytes]:
    """The lines of a head, however they end; at least one."""
    lines: list[bytes] = []
    size = 0
    while size <= _MOST_HEAD and len(lines) <= _MOST_LINES:
        try:
            line = await reader.readline()
        except ValueError:  # longer than the reader's buffer
            break
        size += len(line)
        bare = line.rstrip(b"\r\n")
        if not line or (not bare and lines):
            break
        if bare:
            lines.append(bare)
    if not lines:
        raise EOFError("closed without an answer")
    return lines


def _fields(lines: list[bytes]) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, list[bytes]]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in b" \t" and found:
            found[-1][1].append(line.strip())
        elif colon and name.strip():
            found.append((name.strip(), [value.strip()]))
    return [(name, b" ".join(parts)) for name, parts in found[:_MOST_FIELDS]]


def _not_http(first: bytes) -> Failure:
    # Bytes 3 and 4 of an HTTP/2 frame of settings or farewell: the server speaks nothing older (RFC 9113, 4.1).
    if len(first) >= 4 and first[:1] == b"\0" and first[3:4] in {b"\x04", b"\x07"}:
        return Failure(reason=Reason.PROTOCOL, code="http2-only", detail="the server speaks HTTP/2 only")
    return Failure(reason=Reason.PROTOCOL, code="not-http", detail=f"not HTTP: {first[:40]!r}")


async def _read_body(reader: asyncio.StreamReader, answer: Answer, share: Share, *, cap: int) -> None:
    if not cap:
        return
    length = answer.header("content-length")
    wanted = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
    while len(answer.body) <= cap:
        enough = wanted is not None and len(answer.body) >= wanted
        try:
            async with asyncio.timeout(_SURPLUS if enough else None):
                chunk = await reader.read(65_536)
        except TimeoutError:
            chunk = b""
        if not chunk:
            answer.complete = True
            break
        answer.body += chunk
        if len(answer.body) > PIECE:
            await share.more(len(answer.body))
    if "chunked" in answer.header("transfer-encoding").lower():
        answer.body[:] = _dechunked(bytes(answer.body))
    del answer.body[cap:]


def _dechunked(raw: bytes) -> bytes:
    """The content of chunks, whatever ends their lines; the bytes as they are when they do not look like chunks."""
    found = bytearray()
    at = 0
    for _ in range(_MOST_CHUNKS):
        match = _CHUNK.match(raw, at)
        if match is None:
            break
        size = int(match[1], 16)
        found += raw[match.end() : match.end() + size]
        at = match.end() + size
        if size == 0:
            return bytes(found)
    return bytes(found) if at else raw
