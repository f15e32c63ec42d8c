"""Pages that are read in a process of its own, and what becomes of those that cannot be."""

import asyncio
import contextlib
import os
import signal

import pytest

from audit.probing.received import Received, read_received
from audit.probing.turns import Turns
from audit.probing.worker import Worker

GOOD = b"<html lang=en><title>Kites</title><h1 id=a>Kites</h1><p>over the bay" + b"<br>" * 9_000
DEEP = b"<span></x>" * 60_000
"""An end tag that fits nothing is looked for among all open elements."""
WIDE = b"<a " + b" ".join(b"a%d" % number for number in range(60_000)) + b">"
"""Each attribute is compared with all before."""

LONG, SHORT = 120.0, 0.5
"""Seconds of work: enough for any honest page on any machine, and too few for the crafted ones on all of them."""


def received(body: bytes, host: str = "partner.org") -> Received:
    return Received(body=body, declared="text/html", url=f"https://{host}/x", host=host, content_type="text/html", fragments=("a", "b"))


async def process_of(worker: Worker) -> int:
    assert worker._process is not None
    return worker._process.pid


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
async def worker():
    made = Worker(seconds=LONG)
    yield made
    await made.close()


async def test_what_is_read_elsewhere_is_what_would_have_been_read_here(worker):
    page = await worker.read(received(GOOD))

    assert page == read_received(received(GOOD))
    assert (page.headings, page.anchors, page.refresh_seconds) == (("Kites",), ("a",), None)


@pytest.mark.parametrize("crafted", [DEEP, WIDE], ids=["deep", "wide"])
async def test_a_page_that_takes_too_long_costs_neither_the_next_one_nor_a_new_process(worker, crafted):
    assert await worker.read(received(GOOD)) is not None
    before = await process_of(worker)
    worker.seconds = SHORT
    assert await worker.read(received(crafted)) is None
    worker.seconds = LONG
    assert await worker.read(received(GOOD)) is not None
    assert await process_of(worker) == before


async def test_a_large_page_is_read_and_the_next_one_too(worker):
    large = b"<p>some words</p>" * 60_000

    pages = await asyncio.gather(*(worker.read(received(large)) for _ in range(3)))

    assert [page.length for page in pages if page] == [len(large)] * 3


async def test_after_some_crafted_pages_no_more_are_tried_of_that_host(worker):
    worker.seconds = SHORT
    found = [await worker.read(received(DEEP, "evil.org")) for _ in range(3)]
    worker.seconds = LONG
    await worker.close()

    assert found == [None] * 3
    assert await worker.read(received(GOOD, "evil.org")) is None
    assert worker._process is None
    assert await worker.read(received(GOOD)) is not None


async def test_a_process_that_is_gone_is_replaced(worker):
    await worker.read(received(GOOD))
    os.killpg(await process_of(worker), signal.SIGKILL)

    assert await worker.read(received(GOOD)) is None
    assert await worker.read(received(GOOD)) is not None


async def test_a_cancelled_reading_leaves_no_process_behind():
    worker = Worker(seconds=LONG)
    await worker.read(received(GOOD))
    group = await process_of(worker)
    task = asyncio.create_task(worker.read(received(DEEP)))
    await asyncio.sleep(0.2)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    async with asyncio.timeout(60):
        while is_there(group):
            await asyncio.sleep(0.02)
    await worker.close()


async def test_a_page_does_not_wait_for_ever_for_its_turn():
    worker = Worker(seconds=0.01)
    await worker._turns.take(0)

    assert await worker.read(received(GOOD)) is None

    worker._turns.give()
    await worker.close()


async def test_the_smallest_page_has_its_turn_first():
    turns, order = Turns(), list[int]()

    async def read(size: int) -> None:
        assert await turns.take(size)
        order.append(size)
        turns.give()

    assert await turns.take(1)
    waiting = [asyncio.create_task(read(size)) for size in (300, 100, 200)]
    await asyncio.sleep(0)
    turns.give()
    await asyncio.gather(*waiting)

    assert order == [100, 200, 300]


async def test_when_too_much_waits_the_largest_page_is_left_unread():
    turns = Turns(most=1_000)
    assert await turns.take(1)
    waiting = [asyncio.create_task(turns.take(size)) for size in (400, 500, 300)]
    await asyncio.sleep(0)
    turns.give()

    assert [await waiting[1], await waiting[2]] == [False, True]
    turns.give()
    assert await waiting[0]


async def test_a_turn_that_nobody_wants_any_more_is_handed_on():
    turns = Turns()
    assert await turns.take(1)
    first, second, third = (asyncio.create_task(turns.take(size)) for size in (10, 20, 30))
    await asyncio.sleep(0)
    second.cancel()
    turns.give()
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)

    assert await third
    turns.give()
    assert await turns.take(1)
