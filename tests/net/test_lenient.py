"""Grammar that browsers forgive."""

import pytest

from audit.model.probe import Reason
from audit.ports import Request
from tests.net.kit import PAGE
from tests.net.test_client import URL, ask

CLOSE = b"Connection: close\r\n\r\n" + PAGE
ODD = {
    "blank before the colon": b"HTTP/1.1 200 OK\r\nX-Odd : v\r\n" + CLOSE,
    "no colon": b"HTTP/1.1 200 OK\r\ngarbageline\r\n" + CLOSE,
    "HTTP/2 in text": b"HTTP/2 200 OK\r\n" + CLOSE,
    "two equal lengths": b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n" % (len(PAGE), len(PAGE)) + CLOSE,
    "length and chunks": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
    % (len(PAGE), PAGE),
    "length too small": b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n" + CLOSE,
    "chunk lines end in LF": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\n%s\n0\n\n" % (len(PAGE), PAGE),
    "no reason, bare LF": b"HTTP/1.1 200\nServer: x\n" + CLOSE,
    "empty length": b"HTTP/1.1 200 OK\r\nContent-Length: \r\n" + CLOSE,
    "control character": b"HTTP/1.1 200 OK\r\nX-A: a\x01b\r\n" + CLOSE,
    "folded field": b"HTTP/1.1 200 OK\r\nX-A: a\r\n b\r\n" + CLOSE,
    "folded at the start": b"HTTP/1.1 200 OK\r\n b\r\n: v\r\n" + CLOSE,
}


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
async def test_an_answer_that_browsers_read_is_read(raw):
    async def talk(visit):
        await visit.say(raw)
        visit.writer.close()

    answer, _ = await ask(talk, retries=0)

    assert answer.status == 200, answer.failure
    assert answer.body.startswith(PAGE[:20])


async def test_a_body_after_the_answer_to_head_is_no_error():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n" % len(PAGE) + CLOSE)
        visit.writer.close()

    answer, _ = await ask(talk, Request(url=URL, method="HEAD"))

    assert answer.status == 200


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "not-http"),
        (b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64\n\n", "http2-only"),
        (b"HTTP/1.1 102 Processing\r\n\r\n" * 30 + b"garbage\r\n\r\n", "endless-interim"),
    ],
)
async def test_what_is_no_answer_is_a_protocol_error_and_never_a_status(raw, code):
    async def talk(visit):
        await visit.say(raw)
        visit.writer.close()

    answer, server = await ask(talk, Request(url=URL, max_bytes=100, lenient=True), retries=0)

    assert answer.status is None
    assert answer.failure is not None
    assert (answer.failure.reason, answer.failure.code) == (Reason.PROTOCOL, code)
    assert len(server.visits) == 1


async def test_a_head_without_end_is_left():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\n")
        while True:
            await visit.say(b"X-A: " + b"a" * 70_000 + b"\r\n")

    answer, _ = await ask(talk, Request(url=URL, max_bytes=100, lenient=True), retries=0)

    assert answer.status == 200


async def test_no_line_break_of_ours_reaches_the_wire():
    answer, server = await ask(b"", Request(url=URL, headers=(("X-A", "a\r\nX-B: c"),), lenient=True), retries=0)

    assert answer.failure is not None
    assert answer.failure.reason is Reason.INTERNAL
    assert server.visits == []


async def test_the_forgiving_reader_knows_silence():
    async def talk(visit):
        visit.writer.close()

    answer, _ = await ask(talk, Request(url=URL, lenient=True), retries=0)

    assert answer.failure is not None
    assert answer.failure.reason is Reason.CONNECTION_LOST
