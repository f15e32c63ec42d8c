"""One connection, and the odd things that servers say on it."""

import asyncio
from dataclasses import dataclass

import pytest

from audit.model.probe import Reason
from audit.net import open_exchanger
from audit.net.answers import Answer
from audit.net.attempt import Attempt
from audit.net.beat import Beat
from audit.net.deadlines import Deadlines
from audit.net.intake import Intake
from audit.net.settings import Timeouts
from audit.net.wire import Wire
from audit.ports import Request
from tests.net.kit import OK, PAGE, FastClock, serving, settings
from tests.net.test_client import URL, ask


async def asked_twice(talk, *, meanwhile=None):
    """Two answers of one server, the second asked for after something has happened, and on which connections they came."""
    async with serving(talk) as server, open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
        answers = []
        for _ in range(2):
            answers.append(await exchanger.exchange(Request(url=URL, max_bytes=100_000)))
            if meanwhile:
                await meanwhile.wait()
            for _ in range(10):  # what has come by now is looked at before anything else is sent
                await asyncio.sleep(0)
    return answers, [visit.connection for visit in server.visits]


async def test_a_connection_on_which_somebody_speaks_unasked_is_not_used_again():
    spoken = asyncio.Event()

    async def talk(visit):
        await visit.say(OK)
        await asyncio.sleep(0.02)
        await visit.say(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
        spoken.set()

    answers, connections = await asked_twice(talk, meanwhile=spoken)

    assert [answer.status for answer in answers] == [200, 200]
    assert connections == [1, 2]


async def test_more_than_was_announced_is_no_second_answer():
    async def talk(visit):
        await visit.say(OK + b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")

    answers, connections = await asked_twice(talk)

    assert [(answer.status, answer.body) for answer in answers] == [(200, PAGE)] * 2
    assert connections == [1, 2]


async def test_content_beyond_its_announced_length_is_read_after_all():
    answer, server = await ask(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 17\r\n\r\n" + PAGE + b"the rest")

    assert (answer.status, answer.body) == (200, PAGE + b"the rest")
    assert server.connections == 2


async def test_a_server_that_closes_after_each_answer_is_asked_on_a_new_connection():
    answers, connections = await asked_twice(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))

    assert [answer.body_complete for answer in answers] == [True, True]
    assert connections == [1, 2]


async def test_trailers_are_no_header_fields():
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\nX-Late: 1\r\n\r\n" % (len(PAGE), PAGE)
    answers, connections = await asked_twice(chunked)

    assert [(answer.body, answer.header("x-late")) for answer in answers] == [(PAGE, "")] * 2
    assert connections == [1, 1]


async def test_a_change_of_protocol_is_an_answer_without_content():
    answer, _ = await ask(b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nframes")

    assert (answer.status, answer.body) == (101, b"")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nServer: x", b"HTTP/1.1 200 OK\r\n"], ids=["in a field", "after the status"])
async def test_a_head_that_ends_with_the_connection_is_an_answer(head):
    async def talk(visit):
        await visit.say(head)
        visit.writer.close()

    answer, _ = await ask(talk, retries=0)

    assert (answer.status, answer.body) == (200, b"")


async def test_a_status_line_that_breaks_off_is_none():
    async def talk(visit):
        await visit.say(b"HTTP/1.")
        visit.writer.close()

    answer, _ = await ask(talk, retries=0)

    assert answer.failure.reason in {Reason.CONNECTION_LOST, Reason.PROTOCOL}


async def test_a_large_body_comes_in_whole_piece_by_piece():
    body = b"<p>" + b"word " * 400_000
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer, server = await ask(head + body, Request(url=URL, max_bytes=3_000_000))

    assert (answer.body, answer.body_complete, answer.bytes_received) == (body, True, len(body))
    assert server.connections == 1


async def test_frames_around_no_content_come_to_an_end():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
        while True:
            await visit.say(b"1;%s\r\nx\r\n" % (b"e" * 4_000))

    answer, _ = await ask(talk, Request(url=URL, max_bytes=3_000_000))

    assert (answer.status, answer.body_complete) == (200, False)
    assert answer.bytes_received < 1_000


async def test_a_reset_in_the_middle_of_the_content_leaves_an_answer():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>so far")
        await asyncio.sleep(0.02)
        visit.reset()

    answer, _ = await ask(talk, retries=0)

    assert (answer.status, answer.body, answer.body_complete) == (200, b"<p>so far", False)


async def test_idle_connections_are_let_go_of():
    async with serving(OK) as server:
        chosen = settings(("site.example.org", 80, server.port), keep_alive=0.05)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            await exchanger.exchange(Request(url=URL, max_bytes=100))
            async with asyncio.timeout(60):
                while not server.visits[0].reader.at_eof():
                    await asyncio.sleep(0.01)
            await exchanger.exchange(Request(url=URL, max_bytes=100))

    assert [visit.connection for visit in server.visits] == [1, 2]


@dataclass(slots=True, kw_only=True)
class GivenUp(Beat):
    """Whoever waits for an answer gives up at the very moment at which it has come in."""

    asking: asyncio.Task[None] | None = None

    def came(self) -> None:
        self.asking.cancel()


async def test_who_gives_up_when_a_whole_answer_has_just_come_in_leaves_no_connection_behind():
    loop, beat, answer = asyncio.get_running_loop(), GivenUp(), Answer()
    async with serving(OK) as server, asyncio.timeout(60):
        _, wire = await loop.create_connection(lambda: Wire(Intake(), beat), "127.0.0.1", server.port)
        attempt = Attempt(
            host="x",
            port=server.port,
            budgets=Timeouts(),
            deadline=Deadlines().until(loop.time() + 60),
            time=loop.time,
            ends_at=loop.time() + 60,
        )
        beat.asking = asyncio.create_task(wire.ask(b"GET / HTTP/1.1\r\n\r\n", Request(url=URL, max_bytes=100), attempt, answer))
        with pytest.raises(asyncio.CancelledError):
            await beat.asking

        assert answer.complete
        while not server.visits[0].reader.at_eof():  # until the time is up, where nobody hangs up
            await asyncio.sleep(0.01)
