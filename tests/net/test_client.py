"""One exchange: what servers say, and what we tell of it."""

import gzip
import zlib

import brotli
import pytest

from audit.model.probe import Reason
from audit.net import open_exchanger
from audit.ports import Request
from tests.net.kit import OK, PAGE, FastClock, patient, refusing, serving, settings

URL = "http://site.example.org/page"


async def ask(talk, request=None, **more):
    async with serving(talk) as server:
        chosen = settings(("site.example.org", 80, server.port), **more)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            answer = await exchanger.exchange(request or Request(url=URL, max_bytes=100_000))
        return answer, server


async def test_an_answer_is_told_with_all_its_facts():
    answer, server = await ask(OK)

    assert (answer.status, answer.reason_phrase, answer.http_version) == (200, "OK", "1.1")
    assert answer.header("content-type") == "text/html"
    assert (answer.body, answer.body_complete, answer.bytes_received) == (PAGE, True, len(PAGE))
    assert answer.address == "127.0.0.1"
    assert answer.failure is None
    assert server.targets == ["/page"]


async def test_what_is_sent_is_exactly_the_address_and_looks_like_a_browser():
    _, server = await ask(OK, Request(url="http://site.example.org/%7euser/a[1]?f[]=x|y&q=%2f%41+b", headers=(("X-One", "1"),)))

    head = server.visits[0].head.decode()
    assert head.startswith("GET /%7euser/a[1]?f[]=x|y&q=%2f%41+b HTTP/1.1\r\n")
    assert "Host: site.example.org\r\n" in head
    for line in ("User-Agent: initiative-audit/0.1", "Accept: text/html", "Accept-Language: en", "Accept-Encoding: gzip", "X-One: 1"):
        assert f"\r\n{line}" in head
    assert "Cookie" not in head
    assert "Authorization" not in head


async def test_a_cookie_is_sent_only_when_the_caller_hands_it_in():
    async def talk(visit):
        await visit.say(OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b\r\n\r\n", 1))

    async with serving(talk) as server, open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
        await exchanger.exchange(Request(url=URL, max_bytes=100))
        await exchanger.exchange(Request(url=URL, max_bytes=100))
        await exchanger.exchange(Request(url=URL, max_bytes=100, headers=(("Cookie", "c=d"),)))

    assert [b"Cookie: " in visit.head for visit in server.visits] == [False, False, True]


async def test_proxies_of_the_environment_are_left_alone(monkeypatch):
    async with serving(OK) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        answer, server = await ask(OK)

    assert answer.status == 200
    assert (len(server.visits), len(proxy.visits)) == (1, 0)


async def test_a_connection_is_used_again():
    async with serving(OK) as server, open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
        for _ in range(3):
            assert (await exchanger.exchange(Request(url=URL, max_bytes=100))).address == "127.0.0.1"
        assert (await exchanger.exchange(Request(url=URL, max_bytes=100, fresh=True))).status == 200

    assert [visit.connection for visit in server.visits] == [1, 1, 1, 2]


async def test_a_small_body_that_nobody_wants_keeps_the_connection():
    async with serving(OK) as server, open_exchanger(settings(("site.example.org", 80, server.port)), FastClock()) as exchanger:
        first = await exchanger.exchange(Request(url=URL))
        await exchanger.exchange(Request(url=URL))

    assert first.body == b""
    assert server.connections == 1


async def test_a_kept_connection_that_was_just_closed_proves_nothing():
    async def talk(visit):
        await visit.say(OK)
        if visit.number == 1:
            await visit.reader.readuntil(b"\r\n\r\n")  # the second request meets a connection that closes
            visit.writer.close()

    async with (
        serving(talk) as server,
        open_exchanger(settings(("site.example.org", 80, server.port), retries=0), FastClock()) as exchanger,
    ):
        await exchanger.exchange(Request(url=URL, max_bytes=100))
        second = await exchanger.exchange(Request(url=URL, max_bytes=100))

    assert second.status == 200
    assert server.connections == 2


@pytest.mark.parametrize(
    ("encoding", "raw"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0)),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("br", brotli.compress(PAGE)),
        ("utf-8", PAGE),
        ("gzip", PAGE),
        ("br", PAGE),
        ("identity", PAGE),
    ],
    ids=["gzip", "x-gzip", "twice", "zlib", "raw-deflate", "br", "unknown", "not-gzip", "not-br", "identity"],
)
async def test_a_body_is_decoded_as_announced_and_as_it_is(encoding, raw):
    answer, _ = await ask(b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s" % (encoding.encode(), len(raw), raw))

    assert answer.body == PAGE
    assert answer.bytes_received == len(raw)


@pytest.mark.parametrize(
    "bomb",
    [("gzip", gzip.compress(b"\0" * 50_000_000, mtime=0)), ("br", brotli.compress(b"\0" * 50_000_000, quality=5))],
    ids=["gzip", "br"],
)
async def test_a_bomb_is_decoded_no_further_than_the_cap(bomb):
    encoding, raw = bomb
    answer, _ = await ask(b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s" % (encoding.encode(), len(raw), raw))

    assert answer.status == 200
    assert len(answer.body) == 100_000
    assert not answer.body_complete


async def test_an_endless_body_is_left_at_the_cap():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            await visit.say(b"x" * 10_000)

    answer, _ = await ask(talk)

    assert (answer.status, len(answer.body), answer.body_complete) == (200, 100_000, False)


async def test_of_a_video_only_the_beginning_is_fetched():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 99999999\r\n\r\n")
        while True:
            await visit.say(b"x" * 10_000)

    answer, _ = await ask(talk, Request(url=URL, max_bytes=100_000, max_other_bytes=5_000))

    assert (answer.status, answer.bytes_received) == (200, 5_000)


async def test_a_dripping_body_costs_no_more_than_its_budget():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50000\r\n\r\n<p>")
        await visit.reader.read()

    answer, _ = await ask(talk, timeouts=patient(body=0.5))

    assert (answer.status, answer.body, answer.body_complete, answer.failure) == (200, b"<p>", False, None)


@pytest.mark.parametrize("cut", [b"Content-Length: 99999\r\n\r\n" + PAGE, b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n"])
async def test_a_body_that_breaks_off_is_an_answer(cut):
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\n" + cut)
        visit.writer.close()

    answer, _ = await ask(talk)

    assert answer.status == 200
    assert answer.body.startswith(b"<")
    assert not answer.body_complete


async def test_headers_that_drip_end_with_their_budget():
    async def talk(visit):
        await visit.say(b"HTTP/1.1 200 OK\r\nX-A: ")
        await visit.reader.read()

    answer, server = await ask(talk, retries=0, timeouts=patient(answer=0.5))

    assert answer.failure is not None
    assert answer.failure.reason is Reason.ANSWER_TIMEOUT
    assert len(server.visits) == 1


async def test_interim_answers_are_passed_over():
    answer, _ = await ask(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + OK)

    assert answer.status == 200


@pytest.mark.parametrize(
    "fields", [b"Content-Security-Policy: " + b"a" * 40_000, b"\r\n".join(b"Set-Cookie: c%d=1" % n for n in range(300))]
)
async def test_long_and_many_header_fields_are_read(fields):
    answer, _ = await ask(OK.replace(b"\r\n\r\n", b"\r\n" + fields + b"\r\n\r\n", 1))

    assert answer.status == 200


async def test_an_odd_status_is_told_as_it_is():
    answer, _ = await ask(b"HTTP/1.1 999 Request denied \xf0\x9f\x98\x80\r\nContent-Length: 0\r\n\r\n")

    assert answer.status == 999


async def test_the_bytes_of_a_location_survive():
    answer, _ = await ask(
        b"HTTP/1.1 302 Found\r\nLocation: /caf\xe9?a=%2F%41\r\nX-A: caf\xe9\r\nX-B: caf\xc3\xa9\r\nContent-Length: 0\r\n\r\n"
    )

    assert answer.header("location") == "/caf%E9?a=%2F%41"
    assert answer.header("x-a") == answer.header("x-b") == "caf\u00e9"


async def test_redirects_are_not_followed_here():
    answer, server = await ask(b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nURI: /c\r\nContent-Length: 0\r\n\r\n")

    assert answer.status == 301
    assert len(server.visits) == 1


async def test_a_closed_connection_is_asked_again_as_often_as_allowed_and_no_more():
    async def talk(visit):
        visit.writer.close()

    answer, server = await ask(talk, retries=2)

    assert answer.failure is not None
    assert answer.failure.reason is Reason.CONNECTION_LOST
    assert len(server.visits) == 3


async def test_a_reset_that_passes_is_forgotten():
    async def talk(visit):
        if visit.number == 1:
            visit.reset()
        else:
            await visit.say(OK)

    answer, _ = await ask(talk)

    assert answer.status == 200


async def test_a_closed_port_is_refused():
    with refusing() as port:
        async with open_exchanger(settings(("site.example.org", 80, port)), FastClock()) as exchanger:
            answer = await exchanger.exchange(Request(url=URL))

    assert answer.failure is not None
    assert answer.failure.reason is Reason.CONNECT_REFUSED


async def test_the_callers_own_budget_ends_the_exchange():
    async def talk(visit):
        await visit.reader.read()

    answer, _ = await ask(talk, Request(url=URL, timeout=0.2), retries=0)

    assert answer.failure is not None
    assert answer.failure.reason is Reason.ANSWER_TIMEOUT
    assert answer.ms < 30_000  # half of what an answer may take by itself


@pytest.mark.parametrize(
    "endless",
    [b"HTTP/1.1 102 Processing\r\n\r\n" * 1000, b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 60_000 + b"\r\n"],
    ids=["interim", "fields"],
)
async def test_a_head_without_end_is_hung_up_on(endless):
    sent = []

    async def talk(visit):
        while True:
            sent.append(len(endless))
            await visit.say(endless)

    answer, server = await ask(talk, Request(url=URL, max_bytes=100), retries=0)

    assert len(server.visits) == 2  # the second one with the forgiving reader
    assert sum(sent) < 30_000_000
    assert answer.status == 200 or answer.failure.code == "endless-interim"
