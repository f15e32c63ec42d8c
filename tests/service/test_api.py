"""Asking for runs and reports over real sockets."""

import asyncio
import json

import pytest

from audit.service.tokens import Tokens
from tests.service.conftest import TOKEN, row_of


async def test_a_post_with_a_token_starts_an_audit_and_tells_where_it_is(house):
    async with house() as h:
        answer = await h.start()
        body = await answer.json()
        assert answer.status == 202
        assert answer.headers["Location"] == f"/api/v1/runs/{body['id']}"
        assert (body["status"], body["joined"], body["kind"]) == ("running", False, "on_demand")
        again = await (await h.start()).json()
        assert (again["id"], again["joined"]) == (body["id"], True)
        h.audit.go.set()
        await h.desk.over(body["id"])
        status, _, content = await h.get(answer.headers["Location"])
        done = json.loads(content)
        assert status == 200
        assert (done["status"], done["report"], done["links"]["html"]) == ("complete", "/api/v1/reports/2026-11-21", "/reports/2026-11-21/")
        assert done["progress"]["total"] == 10


async def test_a_thousand_requests_at_once_are_one_run(house):
    async with house() as h:
        answers = await asyncio.gather(*(h.start() for _ in range(1000)))
        assert {answer.status for answer in answers} == {202}
        assert len({answer.headers["Location"] for answer in answers}) == 1
        assert len(h.audit.began) == 1
        h.audit.go.set()


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", f"bearer{TOKEN}", "Bearer " + "x" * 7000, "Bearer ünï"]
)
async def test_without_a_fitting_token_nothing_starts(house, header):
    async with house() as h:
        headers = {} if header is None else {"Authorization": header}
        answer = await h.ask("POST", "/api/v1/runs", headers=headers)
        assert answer.status == 401
        assert answer.content_type == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert h.audit.began == []


async def test_a_token_in_the_address_is_no_token(house):
    async with house() as h:
        answer = await h.ask("POST", f"/api/v1/runs?token={TOKEN}&access_token={TOKEN}")
        assert answer.status == 401


async def test_where_no_token_is_configured_the_api_says_so(house):
    async with house(tokens=Tokens.of(["", "  "])) as h:
        answer = await h.start()
        assert answer.status == 403
        assert "AUDIT_TOKEN" in (await answer.json())["detail"]


async def test_many_wrong_tokens_close_the_door_for_a_while(house):
    async with house() as h:
        statuses = [(await h.start(token=f"guess-{n}")).status for n in range(12)]
        assert statuses == [401] * 10 + [429] * 2
        assert int((await h.start()).headers["Retry-After"]) > 0
        h.clock.move(61)
        assert (await h.start()).status == 202
        h.audit.go.set()


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        ("{}", "application/json", 202),
        ("", "application/x-www-form-urlencoded", 202),
        ('{"scope": {"type": "collection"}}', "application/json", 202),
        ("{}", "text/plain", 415),
        ("scope=all", "application/x-www-form-urlencoded", 415),
        ("{", "application/json", 400),
        ("NaN", "application/json", 400),
        ('{"scope": {}, "scope": {}}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("[" * 15000, "application/json", 400),
        ("[]", "application/json", 422),
        ('{"scope": {"type": "planet"}}', "application/json", 422),
        ('{"notify": 1}', "application/json", 422),
        (" " * 17000, "application/json", 413),
    ],
)
async def test_bodies_are_small_plain_json_with_known_fields(house, content, content_type, status):
    async with house() as h:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": content_type}
        answer = await h.ask("POST", "/api/v1/runs", data=content, headers=headers)
        assert answer.status == status
        assert len(h.audit.began) == (1 if status == 202 else 0)
        if status == 422:
            assert (await answer.json())["errors"]
        h.audit.go.set()


async def test_a_compressed_body_is_not_unpacked(house):
    async with house() as h:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Content-Encoding": "gzip"}
        assert (await h.ask("POST", "/api/v1/runs", data=b"\x1f\x8b", headers=headers)).status == 415


async def test_an_endless_body_is_cut_off(house):
    async def drip():
        for _ in range(100):
            yield b" " * 1024

    async with house() as h:
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        assert (await h.ask("POST", "/api/v1/runs", data=drip(), headers=headers)).status == 413


async def test_only_post_starts_anything(house):
    async with house() as h:
        headers = {"Authorization": f"Bearer {TOKEN}", "X-HTTP-Method-Override": "POST"}
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"):
            for path in ("/api/v1/runs", "/api/v1/runs/run_x", "/api/v1/reports", "/", "/reports/", "/healthz"):
                await h.ask(method, path, headers=headers)
        assert h.audit.began == []


async def test_a_run_that_only_the_store_knows_is_found(house):
    async with house(rows=[row_of("2026-11-20")]) as h:
        status, _, content = await h.get("/api/v1/runs/run_2026-11-20")
        assert (status, json.loads(content)["status"]) == (200, "complete")
        assert (await h.get("/api/v1/runs/run_nope"))[0] == 404


async def test_reports_are_listed_in_pages_that_do_not_move(house):
    rows = [row_of(f"2026-11-{day:02}") for day in range(20, 0, -1)]
    async with house(rows=rows) as h:
        _, headers, content = await h.get("/api/v1/reports?limit=8")
        seen = [item["id"] for item in json.loads(content)["items"]]
        h.rows.insert(0, row_of("2026-11-21"))
        while 'rel="next"' in headers.get("Link", ""):
            _, headers, content = await h.get(headers["Link"].split(">")[0][1:])
            seen += [item["id"] for item in json.loads(content)["items"]]
        assert seen == [row.report_id for row in rows]
        assert json.loads(content)["next_cursor"] is None


@pytest.mark.parametrize("query", ["?limit=0", "?limit=501", "?limit=x", "?cursor=../x", "?colour=blue"])
async def test_a_parameter_that_is_not_understood_is_refused(house, query):
    async with house() as h:
        assert (await h.get("/api/v1/reports" + query))[0] == 400


async def test_a_dated_report_may_be_kept_and_the_latest_may_not(house):
    async with house(rows=[row_of("2026-11-21"), row_of("2026-11-20")]) as h:
        _, headers, content = await h.get("/api/v1/reports/latest")
        assert json.loads(content)["id"] == "2026-11-21"
        assert (headers["Content-Location"], headers["Cache-Control"]) == ("/api/v1/reports/2026-11-21", "private, no-cache")
        status, headers, _ = await h.get("/api/v1/reports/2026-11-20", headers={"If-None-Match": '"other"'})
        assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
        assert (await h.get("/api/v1/reports/2026-11-20", headers={"If-None-Match": headers["ETag"]}))[0] == 304
        assert (await h.get("/api/v1/reports/1999-01-01"))[0] == 404


async def test_starting_many_runs_in_a_row_is_slowed_down(house):
    async with house() as h:
        h.audit.go.set()
        for _ in range(20):
            answer = await h.start()
            assert answer.status == 202
            await h.desk.over((await answer.json())["id"])
        answer = await h.start()
        assert answer.status == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 601


async def test_a_fault_of_ours_shows_nothing_of_our_insides(house):
    async with house() as h:
        h.rows.append("not a row")
        status, headers, content = await h.get("/api/v1/reports")
        assert status == 500
        problem = json.loads(content)
        assert problem["request_id"].startswith("req_")
        assert b"Traceback" not in content
        assert b"/service/" not in content
        assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_problem_has_a_page_behind_its_type(house):
    async with house(url="https://audit.example.org/reports") as h:
        problem = json.loads((await h.get("/api/v1/nothing"))[2])
        assert problem["type"] == "https://audit.example.org/problems/not-found"
        assert (await h.get("/problems/not-found"))[0] == 200
        assert (await h.get("/problems/no-such"))[0] == 404
