"""From bodies to facts, and what is read elsewhere."""

import asyncio
import time

import pytest

from audit.model.probe import Exchange, Page
from audit.probing.page import Order
from audit.probing.reading import is_suspicious, page_of
from audit.probing.worker import Worker
from tests.web.prose import article

DEEP = "<div>" * 60_000


def exchange(body: bytes, content_type: str = "text/html") -> Exchange:
    return Exchange(
        method="GET",
        url="https://partner.org/x",
        at=0.0,
        status=200,
        headers=(("Content-Type", content_type),),
        body=body,
        body_complete=True,
    )


async def nowhere(_order: Order) -> Page | None:
    return None


async def facts(body: bytes, content_type: str = "text/html") -> Page:
    return await page_of(exchange(body, content_type), fragments=(), aside=nowhere)


@pytest.mark.parametrize(
    ("markup", "suspicious"),
    [
        (article("partner.org", "/x"), False),
        ("<p>" + "<br>" * 2_000, False),
        (DEEP, True),
        ("<a " * 30_000, True),
        ("<a " + "b=1 " * 10_000 + ">", True),
        ("<script>" + "x" * 100_000 + "</script>", False),
        ("x" * 700_000, True),
    ],
)
def test_markup_that_may_be_slow_to_parse_is_noticed(markup: str, suspicious: bool) -> None:
    assert is_suspicious(markup) is suspicious


async def test_a_page_that_cannot_be_read_in_time_is_not_analysed() -> None:
    page = await facts(DEEP.encode())
    assert (page.analysed, page.length) == (False, len(DEEP))


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"<html><title>x</title>", "", "text/html"),
        (b"<html><title>x</title>", "text/html; charset=utf-8", "text/html"),
        (b"<html><title>x</title>", "Text/HTML", "text/html"),
        (b"<html><title>x</title>", "nonsense", "text/html"),
        (b"<html><title>x</title>", "text/plain", "text/plain"),
        (b"%PDF-1.5 x", "text/html", "application/pdf"),
        (bytes(range(256)), "text/html", "application/octet-stream"),
        (b"PK\x03\x04", "application/zip", "application/zip"),
        (b"", "text/html", "text/html"),
    ],
)
async def test_the_kind_of_content_is_found_out(body: bytes, content_type: str, kind: str) -> None:
    assert (await facts(body, content_type)).content_type == kind


@pytest.mark.parametrize(
    ("body", "signals"),
    [
        ('{"status":404,"error":"Not Found"}', {"body-status-not-found", "text-not-found", "thin"}),
        ('{"status":200,"error":null}', {"thin"}),
        ('{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}', set()),
        ("[404]", set()),
        ("{broken", set()),
        ("[" * 60_000, set()),
    ],
)
async def test_a_status_inside_json_is_noticed(body: str, signals: set[str]) -> None:
    assert set((await facts(body.encode(), "application/json")).signals) == signals


async def test_a_process_of_its_own_reads_what_is_suspicious() -> None:
    worker = Worker(seconds=3.0)
    try:
        order = Order(
            markup="<h1 id=a>Kites</h1>" + "<br>" * 9_000,
            url="https://partner.org/x",
            host="partner.org",
            content_type="text/html",
            length=9,
            fragments=("a",),
        )
        page = await worker.read(order)
        assert page is not None
        assert (page.headings, page.anchors) == (("Kites",), ("a",))
        assert await worker.read(order) == page
    finally:
        await worker.close()


async def test_a_process_that_takes_too_long_is_stopped_and_the_next_page_is_read() -> None:
    worker = Worker(seconds=0.4)
    good = Order(markup="<h1>Kites</h1>", url="https://partner.org/x", host="partner.org", content_type="text/html", length=9)
    slow = Order(markup="<div>" * 200_000, url="https://partner.org/x", host="partner.org", content_type="text/html", length=9)
    try:
        assert await worker.read(good) is not None
        begun = time.monotonic()
        assert await worker.read(slow) is None
        assert time.monotonic() - begun < 3
        assert await worker.read(good) is not None
    finally:
        await worker.close()


async def test_a_cancelled_reading_leaves_no_process_behind() -> None:
    worker = Worker(seconds=5.0)
    slow = Order(markup="<div>" * 200_000, url="https://partner.org/x", host="partner.org", content_type="text/html", length=9)
    task = asyncio.create_task(worker.read(slow))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert worker._process is None
    await worker.close()


async def test_a_page_does_not_wait_for_ever_for_its_turn() -> None:
    worker = Worker(seconds=0.01)
    order = Order(markup="<h1>Kites</h1>", url="https://partner.org/x", host="partner.org", content_type="text/html", length=9)
    async with worker._turn:
        assert await worker.read(order) is None
    await worker.close()
