"""One connection to a server that speaks HTTP/1.1: one request at a time, and its answer as it comes in.

The grammar is llhttp's, through httptools; what it refuses is asked again by `lenient`. A client library between the parser
and the evidence would build, for each of a night's many thousand answers, a dozen objects that nobody here looks at.
"""

import asyncio
import contextlib
from typing import cast

import httptools

from audit.net import headers
from audit.net.answers import Answer
from audit.net.attempt import Attempt
from audit.net.beat import Beat
from audit.net.intake import PIECE, Intake
from audit.net.tls import Peer
from audit.ports import Request

_FIELDS = 512
_HEAD = 262_144
"""Bytes before the content, interim answers included, as browsers allow. Servers exist that never stop."""
_SWITCHING = 101
_SMALL = 65_536
"""A body that nobody wants is read to its end up to this size: cheaper than another handshake."""

_FOLDED = 16_384
"""Bytes of a head from which on it is looked at for folded fields."""
_AROUND = 16_384
"""Bytes that may come around the content, as frames of chunks and trailers, besides as many as there is content."""


class GrammarError(Exception):
    """What came is no answer that the grammar of HTTP/1.1 allows."""


class Wire(asyncio.Protocol):
    """A connection, from its handshake until it is closed."""

    def __init__(self, intake: Intake, beat: Beat) -> None:
        self._intake = intake
        self._beat = beat
        self.peer = Peer()
        self.idle_since = 0.0
        self.closed = False
        self._transport: asyncio.Transport
        self._parser: httptools.HttpResponseParser
        self._done: asyncio.Future[None] | None = None
        self._request: Request
        self._attempt: Attempt
        self._answer: Answer
        self._fields: list[tuple[bytes, bytes]] = []
        self._phrase = b""
        self._room = 0
        self._piece = 0
        self._over = False
        self._cap = 0
        self._headed = False
        self._whole = False
        self._begun = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.BaseProtocol.connection_made`."""
        self._transport = cast("asyncio.Transport", transport)  # a stream's; the loops' own classes do not share a base

    def peername(self) -> tuple[str, int] | tuple[str, int, int, int] | None:
        """The address at the other end."""
        found: tuple[str, int] | tuple[str, int, int, int] | None = self._transport.get_extra_info("peername")
        return found

    async def ask(self, head: bytes, request: Request, attempt: Attempt, answer: Answer) -> None:
        """Send a request whose head is `head`, and fill `answer`; the connection may be used again if it is not `closed` then.

        Raises:
            GrammarError: the answer does not keep to the grammar.
            OSError, EOFError: the connection ended before there was an answer.
        """
        self._request, self._attempt, self._answer = request, attempt, answer
        self._headed = self._whole = self._begun = self._over = False
        self._room, self._piece = _HEAD, 0
        self._fields, self._phrase = [], b""
        parser = self._parser = httptools.HttpResponseParser(self)
        # What browsers forgive too: line breaks of one character, blanks after a chunk's size, control characters in fields.
        parser.set_dangerous_leniencies(lenient_headers=True, lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True)
        done = self._done = asyncio.get_running_loop().create_future()
        try:
            self._transport.write(head)
            await done
            if not self._over:
                await self._read_on()
        except BaseException:
            self.abort()  # whoever asked has gone, even if the answer is whole: nobody else knows of this connection
            raise
        finally:
            self._done = None
            if not self._whole:
                self.abort()
            # The parser knows its wire, and the wire the answer: nobody would notice for long that this circle is rubbish.
            del self._parser, self._answer

    async def _read_on(self) -> None:
        """The further pieces of a body, each in its turn."""
        async with self._intake.body() as share:
            while not self._is_over():
                await share.more(len(self._answer.body))
                self._piece = 0
                done = self._done = asyncio.get_running_loop().create_future()
                if not self.closed:
                    self._transport.resume_reading()
                if not self._is_over():  # as it is when the rest has come while others had their turn
                    await done

    def _is_over(self) -> bool:
        return self._over or self.closed

    def abort(self) -> None:
        """Hang up."""
        self.closed = True
        self._transport.abort()

    def hang_up(self) -> None:
        """The same, if there is a connection at all by now."""
        if hasattr(self, "_transport"):
            self.abort()

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol.data_received`."""
        if self._done is None or self._over:  # nobody has asked: such a connection is no good
            self.abort()
            return
        self._room -= len(data)
        if self._headed:
            self._piece += len(data)
        else:
            self._begun = True
            if self._room < 0:
                self._fail(GrammarError("the head of the answer has no end"))
                return
        if not self._headed and len(data) > _FOLDED and data.count(b"\n ", 0, data.find(b"\r\n\r\n")) > _FIELDS:
            self._fail(GrammarError("a field is folded over and over"))  # which the parser would take long for
            return
        if len(data) <= PIECE:
            self._feed(data)
        else:
            self._feed_in_pieces(data)
        if self._piece > PIECE and not self._over:
            self._pause()

    def _feed_in_pieces(self, data: bytes) -> None:
        for begin in range(0, len(data), PIECE):
            if self._over:
                self.closed = True  # there is more than was asked for
                return
            self._feed(data[begin : begin + PIECE])

    def _feed(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._whole = True
            self.closed = True
        except httptools.HttpParserError as error:
            self._broken(error)
            return
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.BaseProtocol.connection_lost`."""
        self.closed = True
        done = self._done
        if done is None or done.done() or self._over:
            return
        if not self._headed and self._begun and exc is None:
            self._end_head()
        if self._headed:
            # Without a length, the end of the connection is the end of the content.
            self._answer.complete = exc is None and not self._answer.header("content-length") and not self._is_chunked()
            self._finish()
        else:
            self._fail(exc or EOFError("closed without an answer"))

    def on_message_begin(self) -> None:
        """See httptools: the first byte of an answer, be it the real one."""
        if self._whole:  # more than was asked for
            self.closed = True
            return
        self._fields, self._phrase = [], b""

    def on_status(self, phrase: bytes) -> None:
        """See httptools."""
        self._phrase += phrase

    def on_header(self, name: bytes, value: bytes) -> None:
        """See httptools."""
        if self._headed:
            return  # a trailer
        if len(self._fields) >= _FIELDS:
            raise GrammarError("too many header fields")
        self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        """See httptools."""
        status = self._parser.get_status_code()
        if self._whole or (status < 200 and status != _SWITCHING):
            return  # an interim answer
        answer = self._answer
        answer.headers = headers.read(self._fields)
        answer.reason_phrase = self._phrase.decode("utf-8", "replace")
        answer.http_version = self._parser.get_http_version()
        answer.status = status
        answer.ms = self._attempt.elapsed()
        self._cap = answer.cap(self._request, small=_SMALL)
        self._room = _AROUND
        self._headed = True

    def on_body(self, content: bytes) -> None:
        """See httptools."""
        if self._headed and not self._whole and len(self._answer.body) <= self._cap:
            self._answer.body += content

    def on_message_complete(self) -> None:
        """See httptools."""
        if self._headed and not self._whole:
            self._whole = True
            if not self._parser.should_keep_alive():
                self.closed = True

    def _look(self) -> None:
        """After some bytes have been read: is this enough?"""
        if not self._headed:
            return
        answer = self._answer
        if self._whole:
            answer.complete = len(answer.body) <= self._cap
            self._finish()
        elif len(answer.body) > self._cap or not self._cap or self._room + 2 * len(answer.body) < 0:
            self._finish()
        elif self._attempt.phase != "body":  # what is here already keeps nobody waiting
            self._attempt.enter("body")

    def _broken(self, error: httptools.HttpParserError) -> None:
        """The grammar was left: behind some content that is its end, before any there is no answer.

        Bytes beyond the announced length are content whose length was told wrong, which browsers show on a last connection.
        """
        if self._headed and self._answer.body and not self._whole:
            self._finish()
        else:
            self._answer.status = None
            cause = error.__context__ if isinstance(error, httptools.HttpParserCallbackError) else error
            self._fail(GrammarError(str(cause)))

    def _end_head(self) -> None:
        """Browsers take a head that ends with the connection as a whole one."""
        with contextlib.suppress(httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._parser.feed_data(b"\r\n\r\n")
        self._answer.body.clear()

    def _is_chunked(self) -> bool:
        return "chunked" in self._answer.header("transfer-encoding").lower()

    def _pause(self) -> None:
        self._transport.pause_reading()
        if self._attempt.phase != "body":
            self._attempt.enter("body")
        if self._done is not None and not self._done.done():
            self._done.set_result(None)

    def _finish(self) -> None:
        self._over = True
        del self._answer.body[self._cap :]
        if self._done is not None and not self._done.done():
            self._done.set_result(None)
            self._beat.came()

    def _fail(self, error: Exception) -> None:
        self._over = True
        if self._done is not None and not self._done.done():
            self._done.set_exception(error)
