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


async def test_a_browser_signed_in_with_a_token_for_changing_things_may_read_too(house):
    async with house(readers=Tokens.of([READER])) as h:
        assert (await h.get("/reports/", headers={"Authorization": login(TOKEN)}))[0] == 200
        page, _, _ = await h.get("/runs/new", headers={"Authorization": login(TOKEN), "Accept": "text/html"})
        assert page == 200


async def test_who_started_an_audit_is_told_to_those_whom_we_know_alone(house):
    async with house() as h:
        where = (await h.start()).headers["Location"]
        page = where.removeprefix("/api/v1")
        for headers, known in (({}, False), ({"Authorization": "Bearer wrong"}, False), ({"Authorization": f"Bearer {TOKEN}"}, True)):
            for path in (where, "/api/v1/runs", page):
                _, _, body = await h.get(path, headers=headers)
                assert (b"token-1" in body) is known, path
        h.audit.go.set()


async def test_asking_who_started_an_audit_is_no_way_to_try_tokens(house):
    async with house() as h:
        where = (await h.start()).headers["Location"]
        for _ in range(10):
            await h.get(where, headers={"Authorization": "Bearer wrong"})
        _, _, body = await h.get(where, headers={"Authorization": f"Bearer {TOKEN}"})
        assert b"token-1" not in body
        h.audit.go.set()
