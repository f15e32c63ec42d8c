"""Headers that keep readers safe, and requests that no browser sends."""

import asyncio
import base64
import hashlib

import pytest

from tests.service.raw import off_loop

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


async def test_every_answer_carries_the_headers_that_keep_readers_safe(house):
    async with house() as h:
        paths = [
            "/",
            "/reports/",
            "/reports/2026-11-21/report.json",
            "/reports/none",
            "/api/v1/runs/none",
            "/healthz",
            "/readyz",
            "/nowhere",
        ]
        for path in paths:
            _, headers, _ = await h.get(path)
            for name, value in SAFE.items():
                assert headers[name] == value, (path, name)
            assert "noindex" in headers["X-Robots-Tag"]
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert "unsafe-inline" not in headers["Content-Security-Policy"]
            assert headers["Server"] == "audit"
            assert not any(name.startswith("Access-Control") for name in headers)


async def test_even_an_answer_to_what_is_not_http_carries_them(house):
    async with house() as h:
        answer = await off_loop(h.address, "/\x01", extra="Bad Header: x\r\n")
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400"))
        for name, value in SAFE.items():
            assert f"{name}: {value}".encode() in answer
        assert b"Bad Header" not in answer


async def test_a_page_may_use_its_own_style_sheet_and_no_other(house):
    async with house() as h:
        policy = (await h.get("/reports/2026-11-21/"))[1]["Content-Security-Policy"]
        digest = base64.b64encode(hashlib.sha256(b"p{color:red}").digest()).decode()
        assert f"style-src 'self' 'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8484", b"200"),
        ("localhost", b"200"),
        ("[::1]:80", b"200"),
        ("audit.example.org", b"200"),
        ("AUDIT.example.org:443", b"200"),
        ("evil.example", b"421"),
        ("audit.example.org.evil.example", b"421"),
        ("localhost.evil.example", b"421"),
        ("[::1]evil.example", b"421"),
        ("[::1]:80:80", b"421"),
        ("127.0.0.1@evil.example", b"421"),
        ("evil.example:127.0.0.1", b"421"),
        ("127.0.0.1:8484:evil.example", b"421"),
        ("localhost.", b"200"),
        ("", b"421"),
    ],
)
async def test_requests_for_other_hosts_are_refused(house, host, status):
    async with house(url="https://audit.example.org/reports") as h:
        answer = await off_loop(h.address, "/reports/", host=host)
        assert answer.split(b" ", 2)[1] == status


@pytest.mark.parametrize(
    "extra",
    [
        "Host: evil.example\r\n",
        "Host: localhost\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: +3\r\n",
        "X-Folded: a\r\n b\r\n",
        "Bad Name: x\r\n",
        "X-Long: " + "a" * 20_000 + "\r\n",
    ],
)
async def test_requests_that_two_readers_could_understand_differently_are_refused(house, extra):
    async with house() as h:
        answer = await off_loop(h.address, "/reports/", extra=extra)
        assert answer.split(b" ", 2)[1] in (b"400", b"421", b"431")
        assert b"X-Content-Type-Options: nosniff" in answer


@pytest.mark.parametrize("target", ["http://evil.example/reports/", "*", "reports/", "//reports/"])
async def test_odd_request_targets_lead_nowhere_else(house, target):
    async with house() as h:
        answer = await off_loop(h.address, target)
        assert b"evil" not in answer.partition(b"\r\n\r\n")[0]
        assert not answer.startswith(b"HTTP/1.1 5")


async def test_half_sent_requests_are_closed_and_others_served_meanwhile(house):
    async with house(header_seconds=0.3) as h:
        name, _, port = h.address.removeprefix("http://").rpartition(":")
        slow = [await asyncio.open_connection(name, int(port)) for _ in range(100)]
        for _, writer in slow:
            writer.write(b"GET / HTTP/1.1\r\nHost: loc")
        assert (await h.get("/healthz"))[0] == 200
        ends = await asyncio.wait_for(asyncio.gather(*(reader.read() for reader, _ in slow), return_exceptions=True), 5)
        assert all(end == b"" or isinstance(end, ConnectionError) for end in ends)
        for _, writer in slow:
            writer.close()
