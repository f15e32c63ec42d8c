"""The readers' door, and whose word is taken on who is calling."""

import base64

import pytest

from audit.service.tokens import Tokens
from tests.service.conftest import TOKEN

READER = "reader-token-of-good-length"


def login(password: str) -> str:
    return "Basic " + base64.b64encode(f"amina:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (login(READER), 200),
        (f"Bearer {READER}", 200),
        (f"Bearer {TOKEN}", 200),
        (login("wrong"), 401),
        ("Basic !!!", 401),
        ("Basic " + base64.b64encode(b"\xff\xfe").decode(), 401),
        ("Bearer wrong", 401),
        ("", 401),
    ],
)
async def test_where_readers_have_tokens_nobody_else_reads(house, authorization, status):
    async with house(readers=Tokens.of([READER])) as h:
        headers = {"Authorization": authorization} if authorization else {}
        for path in ("/reports/", "/reports/2026-11-21/report.json", "/api/v1/reports", "/metrics"):
            found, answered, _ = await h.get(path, headers=headers)
            assert found == status
            assert ("Basic" in answered.get("WWW-Authenticate", "")) is (status == 401)
        assert (await h.get("/healthz"))[0] == 200
        assert (await h.get("/readyz"))[0] == 200


async def test_a_reader_may_not_start_audits(house):
    async with house(readers=Tokens.of([READER])) as h:
        assert (await h.start(token=READER)).status == 401
        assert (await h.start(token=TOKEN)).status == 202
        h.audit.go.set()


async def guesses(h, forwarded: str, count: int = 12) -> list[int]:
    headers = {"Authorization": "Bearer wrong", "X-Forwarded-For": forwarded}
    return [(await h.ask("POST", "/api/v1/runs", headers=headers)).status for _ in range(count)]


async def test_a_caller_cannot_hide_behind_a_header(house):
    async with house() as h:
        for number in range(3):
            statuses = await guesses(h, f"192.0.2.{number}", 4)
        assert statuses == [401, 401, 429, 429]


async def test_behind_our_own_proxy_one_caller_does_not_lock_out_the_others(house):
    async with house(proxies=frozenset({"127.0.0.1"})) as h:
        assert (await guesses(h, "203.0.113.5, 192.0.2.1"))[-1] == 429
        assert (await guesses(h, "192.0.2.1"))[-1] == 429, "what stands left of the proxy's own word is not believed"
        assert (await guesses(h, "192.0.2.2", 1)) == [401]
        assert (await guesses(h, "nonsense", 1)) == [401]
