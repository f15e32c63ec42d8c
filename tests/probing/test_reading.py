"""From bodies to facts, and what is read elsewhere."""

import pytest

from audit.model.probe import Exchange, Page
from audit.probing.reading import Known, page_of, read_aside
from audit.probing.received import Received, is_intricate
from tests.web.prose import article

DEEP = "<div>" * 60_000


def exchange(body: bytes, content_type: str = "text/html", *, url: str = "https://partner.org/x") -> Exchange:
    return Exchange(
        method="GET",
        url=url,
        at=0.0,
        status=200,
        headers=(("Content-Type", content_type),),
        body=body,
        body_complete=True,
    )


async def nowhere(_received: Received) -> Page | None:
    return None


async def facts(body: bytes, content_type: str = "text/html") -> Page:
    page = page_of(exchange(body, content_type), fragments=(), known=Known())
    return page if isinstance(page, Page) else await read_aside(page, nowhere)


@pytest.mark.parametrize(
    ("markup", "intricate"),
    [
        (article("partner.org", "/x"), False),
        ("<p>" + "<br>" * 1_000, False),
        (DEEP, True),
        ("<span></x>" * 2_000, True),
        ("<a " * 3_000, True),
        ("<a " + "b=1 " * 1_000 + ">", True),
        ("<script>" + "x" * 50_000 + "</script>", False),
        ("x" * 50_000, False),
    ],
)
def test_markup_that_may_be_slow_to_parse_is_noticed(markup: str, intricate: bool) -> None:
    assert is_intricate(markup) is intricate


@pytest.mark.parametrize("body", [b"<p>" + b"x" * 70_000, DEEP.encode()])
async def test_a_large_or_intricate_page_is_read_elsewhere(body: bytes) -> None:
    asked: list[Received] = []

    async def elsewhere(received: Received) -> Page | None:
        asked.append(received)
        return Page(title="read elsewhere")

    received = page_of(exchange(body, "text/html; charset=utf-8"), fragments=("a",), known=Known())
    assert isinstance(received, Received)
    page = await read_aside(received, elsewhere)
    assert page.title == "read elsewhere"
    assert [(received.body, received.host, received.fragments) for received in asked] == [(body, "partner.org", ("a",))]


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
        ('{"meta":{"page":1},"title":"Poverty does not exist for them"}', {"text-not-found", "thin"}),
        ('{"response":{"took":3},"error":null,"message":"A town that does not exist"}', {"text-not-found", "thin"}),
        ('{"meta":{"status":"error"},"message":"It does not exist"}', {"body-status-not-found", "text-not-found", "thin"}),
        ('{"error":{"message":"It does not exist"}}', {"body-status-not-found", "text-not-found", "thin"}),
        ('{"detail":"Not found."}', {"body-status-not-found", "text-not-found", "thin"}),
        ('{"message":"Not Found","documentation_url":"https://partner.org"}', {"body-status-not-found", "text-not-found", "thin"}),
        ('{"message":"Not Found","author":"Ann"}', {"text-not-found", "thin"}),
        ('{"message":"Not Found","data":{"id":4}}', {"text-not-found", "thin"}),
        ('{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}', set()),
        ("[404]", set()),
        ("{broken", set()),
        ("[" * 60_000, set()),
    ],
)
async def test_a_status_inside_json_is_noticed(body: str, signals: set[str]) -> None:
    assert set((await facts(body.encode(), "application/json")).signals) == signals


@pytest.mark.parametrize(
    ("body", "signals"),
    [
        (b"404 page not found\n", {"only-not-found", "text-not-found"}),
        (b"ok", set()),
        (b"Internal server error", set()),
        (b"Not found: a poem on a cat that went away", set()),
        (b"Not found" + b" " * 200, set()),
        (b"", set()),
        (b"\x00\x01\x02not found", set()),
    ],
)
async def test_a_line_of_text_may_be_an_excuse(body: bytes, signals: set[str]) -> None:
    assert set((await facts(body, "text/plain")).signals) == signals


PLAIN = b"<html><title>Wells</title><h1>Wells</h1><p>Nothing is here.</p><a href=/more>More</a>"


@pytest.mark.parametrize("url", ["https://partner.org/y", "http://partner.org/x"])
def test_a_page_shown_again_at_the_same_host_is_read_once(url: str) -> None:
    known = Known()
    first, again = (page_of(exchange(PLAIN, url=one), fragments=(), known=known) for one in ("https://partner.org/x", url))

    assert again is first


@pytest.mark.parametrize(
    ("body", "content_type", "url", "fragments"),
    [
        (PLAIN + b".", "text/html", "https://partner.org/x", ()),
        (PLAIN, "text/html; charset=utf-16", "https://partner.org/x", ()),
        (PLAIN, "text/html", "https://other.org/x", ()),
        (PLAIN, "text/html", "https://partner.org/x", ("a",)),
    ],
    ids=["other words", "other letters", "another host", "a place to look for"],
)
def test_whatever_differs_is_read_anew(body: bytes, content_type: str, url: str, fragments: tuple[str, ...]) -> None:
    known = Known()
    first = page_of(exchange(PLAIN), fragments=(), known=known)
    other = page_of(exchange(body, content_type, url=url), fragments=fragments, known=known)

    assert other is not first
    assert other == page_of(exchange(body, content_type, url=url), fragments=fragments, known=Known())


@pytest.mark.parametrize(
    "head",
    [
        b"<link rel=canonical href=b>",
        b"<meta http-equiv=refresh content='3; url=b'>",
        b"<meta http-equiv=refresh content='3; url=/a/x'>",
        b"<script>location.replace('b')</script>",
    ],
)
def test_what_a_page_says_of_its_own_address_is_read_at_each(head: bytes) -> None:
    known, body = Known(), b"<html><head>" + head + b"</head><p>words"
    pages = [page_of(exchange(body, url=f"https://partner.org/{folder}/x"), fragments=(), known=known) for folder in "ab"]

    assert pages == [page_of(exchange(body, url=f"https://partner.org/{folder}/x"), fragments=(), known=Known()) for folder in "ab"]
    assert pages[0] != pages[1]


def test_few_pages_are_remembered() -> None:
    known = Known(limit=2)
    pages = [page_of(exchange(PLAIN, url=f"https://{host}.org/"), fragments=(), known=known) for host in "abc"]

    again = [page_of(exchange(PLAIN, url=f"https://{host}.org/"), fragments=(), known=known) for host in "cba"]
    assert (again[0] is pages[2], again[1] is pages[1], again[2] is pages[0]) == (True, True, False)


def test_no_header_of_any_length_is_remembered() -> None:
    known, declared = Known(), "text/html; x=" + "y" * 10_000
    first, again = (page_of(exchange(PLAIN, declared), fragments=(), known=known) for _ in range(2))

    assert again == first
    assert again is not first
