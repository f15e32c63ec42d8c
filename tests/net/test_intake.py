"""Large answers: let in few at a time, a piece in each turn, and never for more than they are worth."""

import asyncio
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from audit.net import open_exchanger
from audit.net.intake import LARGE, Intake
from audit.net.long_rules import LongRules
from audit.ports import Request
from tests.net.kit import PATIENT, FastClock, patient, serving, settings

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def packed(content):
    raw = gzip.compress(content)
    return HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(raw), raw)


async def ask(talk, *, times=1, timeouts=PATIENT, **more):
    async with serving(talk) as server:
        chosen = settings(("site.example.org", 80, server.port), per_host_max=64, timeouts=timeouts)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            request = Request(url="http://site.example.org/", max_bytes=2_000_000, **more)
            return await asyncio.gather(*(exchanger.exchange(request) for _ in range(times)))


async def test_a_large_body_comes_whole_piece_by_piece():
    body = bytes(range(256)) * 6_000
    (answer,) = await ask(HEAD + b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    assert (answer.body, answer.body_complete) == (body, True)


@pytest.mark.parametrize("size", [70_000, 140_000, 250_000, 1_500_000])
async def test_after_a_large_body_the_connection_is_good_for_more(size):
    body = b"x" * size
    async with serving(HEAD + b"Content-Length: %d\r\n\r\n%s" % (size, body)) as server:
        async with open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
            request = Request(url="http://site.example.org/", max_bytes=2_000_000)
            answers = [await exchanger.exchange(request) for _ in range(5)]

        assert [answer.body for answer in answers] == [body] * 5
        assert server.connections == 1


async def test_many_large_bodies_come_whole_although_few_have_a_place():
    body = b"x" * (LARGE * 2)
    answers = await ask(HEAD + b"Content-Length: %d\r\n\r\n%s" % (len(body), body), times=40)

    assert [answer.body_complete for answer in answers] == [True] * 40


async def test_a_body_that_ends_with_the_connection_comes_whole():
    body = b"y" * 500_000

    async def talk(visit):
        await visit.say(HEAD + b"Connection: close\r\n\r\n" + body)
        visit.writer.close()

    (answer,) = await ask(talk)
    assert len(answer.body) == len(body)
    assert answer.body_complete


async def test_what_comes_after_a_large_body_is_nobodys_answer():
    body = b"x" * 100_000
    both = HEAD + b"Content-Length: %d\r\n\r\n%s" % (len(body), body) + b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" * 3_000
    async with serving(both) as server:
        async with open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
            request = Request(url="http://site.example.org/", max_bytes=2_000_000)
            answers = [await exchanger.exchange(request) for _ in range(3)]

        assert [(answer.status, answer.body) for answer in answers] == [(200, body)] * 3


async def test_a_field_that_is_folded_over_and_over_costs_little():
    folded = b"HTTP/1.1 200 OK\r\nX-Folded: y" + b"\r\n x" * 60_000 + b"\r\nContent-Type: text/html\r\n\r\n<p>A page."
    begun = time.thread_time()
    (answer,) = await ask(folded, timeouts=patient(body=0.5))

    assert answer.status == 200
    assert time.thread_time() - begun < 0.5


async def test_a_large_body_that_breaks_off_is_what_came_of_it():
    async def talk(visit):
        await visit.say(HEAD + b"Content-Length: 900000\r\n\r\n" + b"z" * 400_000)
        visit.writer.close()

    (answer,) = await ask(talk)
    assert (answer.status, answer.body_complete) == (200, False)
    assert 65_536 <= len(answer.body) <= 400_000


@pytest.mark.parametrize("frame", [b"1\r\nx\r\n", b"1;" + b"a" * 200 + b"\r\nx\r\n"], ids=["one byte a chunk", "long extensions"])
async def test_frames_that_outweigh_their_content_are_not_listened_to(frame):
    sent = []

    async def talk(visit):
        await visit.say(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while not visit.writer.transport.is_closing():
            sent.append(len(frame) * 500)
            await visit.say(frame * 500)
            await asyncio.sleep(0)

    async with asyncio.timeout(30):  # half of what a body may take by itself
        (answer,) = await ask(talk)

    assert (answer.status, answer.body_complete) == (200, False)
    assert len(answer.body) < 200_000


async def test_what_a_small_bomb_unfolds_into_is_cut_and_a_large_honest_page_is_not():
    page = b"<p>words</p>" * 60_000
    (bomb,) = await ask(
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(raw := gzip.compress(bytes(20_000_000))), raw)
    )
    (honest,) = await ask(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(raw := gzip.compress(page)), raw))

    assert (len(bomb.body), bomb.body_complete) == (2_000_000, False)
    assert (honest.body, honest.body_complete) == (page, True)


async def test_of_those_who_want_a_turn_one_has_it_in_each_round():
    intake, rounds, busy = Intake(), 0, list[int]()

    async def count():
        nonlocal rounds
        while True:
            rounds += 1
            await asyncio.sleep(0)

    async def work():
        await intake.turn()
        busy.append(rounds)

    counting = asyncio.create_task(count())
    await asyncio.gather(*(work() for _ in range(5)))
    counting.cancel()

    assert len(set(busy)) == 5


_PATHS = st.sampled_from(
    ["/", "/a", "/a/", "/a/b", "/ab", "/a%62", "/b?x=1", "/B", "/a/b?x=1&y", "/ä", "/a b", "*", "/*/b", "/a$", "/*x", "a", ""]
)
_LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["Disallow", "allow", "DISALLOW", " Allow "]), _PATHS),
    st.builds("User-agent: {}".format, st.sampled_from(["*", "initiative-audit", "other"])),
    st.sampled_from(["", "# nothing", "Crawl-delay: 3", "Sitemap: http://a.example.org/"]),
)


@given(
    st.lists(_LINES, max_size=14),
    st.sampled_from(["/", "/a", "/a/b", "/ab", "/b?x=1", "/a/b?x=1&y", "/%C3%A4", "/a%20b", "/a%62", "/B", "/xx", "/a/b/c"]),
)
def test_long_rules_say_what_the_same_rules_say_at_once(lines, path):
    text, url = "\n".join(lines), "https://a.example.org" + path
    long, plain = LongRules(body=text.encode()), Protego.parse(text)

    assert long.can_fetch(url, "initiative-audit") == plain.can_fetch(url, "initiative-audit")
    assert long.crawl_delay("initiative-audit") == plain.crawl_delay("initiative-audit")
