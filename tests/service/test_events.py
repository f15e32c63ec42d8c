"""Following a run over a real socket: nothing missed, nothing twice, and an end."""

import asyncio
import json

from audit.service import events
from tests.service.conftest import TOKEN


def parsed(stream: bytes) -> list[dict]:
    found = []
    for block in stream.decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "data" in fields:
            found.append({"id": int(fields["id"]), "event": fields["event"], **json.loads(fields["data"])})
    return found


async def test_a_reader_sees_the_state_at_once_and_the_end(house):
    async with house() as h:
        run_id = (await (await h.start()).json())["id"]
        async with h.session.get(f"{h.address}/api/v1/runs/{run_id}/events") as stream:
            assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
            assert stream.headers["Cache-Control"] == "no-cache, no-transform"
            assert stream.headers["X-Accel-Buffering"] == "no"
            await stream.content.readuntil(b"event: progress")
            h.audit.go.set()
            rest = await stream.content.read()
        assert b"event: finished" in rest
        assert b'"report": "/api/v1/reports/2026-11-21"' in rest


async def test_a_reader_who_comes_back_misses_nothing_and_sees_nothing_twice(house):
    async with house() as h:
        run_id = (await (await h.start()).json())["id"]
        path = f"/api/v1/runs/{run_id}/events"
        async with h.session.get(h.address + path) as stream:
            first = parsed(b"retry: 1\n\n" + await stream.content.readuntil(b"}\n\n"))
        h.audit.go.set()
        await h.desk.over(run_id)
        status, _, content = await h.get(path, headers={"Last-Event-ID": str(first[-1]["id"])})
        again = parsed(content)
        assert status == 200
        assert [event["event"] for event in again] == ["finished"]
        assert again[0]["id"] > first[-1]["id"]
        assert (await h.get(path, headers={"Last-Event-ID": str(again[-1]["id"])}))[0] == 204


async def test_a_run_that_is_over_or_unknown_needs_no_following(house):
    async with house() as h:
        h.audit.go.set()
        run_id = (await (await h.start()).json())["id"]
        await h.desk.over(run_id)
        assert (await h.get(f"/api/v1/runs/{run_id}/events"))[0] == 204
        assert (await h.get("/api/v1/runs/run_unknown/events"))[0] == 404


async def test_a_reader_who_leaves_is_forgotten_and_too_many_are_turned_away(house):
    async with house() as h:
        run_id = (await (await h.start()).json())["id"]
        streams = [await h.session.get(f"{h.address}/api/v1/runs/{run_id}/events") for _ in range(events.MOST_READERS)]
        assert (await h.get(f"/api/v1/runs/{run_id}/events"))[0] == 503
        assert (await h.get("/healthz"))[0] == 200
        for stream in streams:
            stream.close()
        h.audit.go.set()
        await h.desk.over(run_id)


async def test_stopping_the_service_ends_every_stream(house):
    async with house() as h:
        run_id = (await (await h.start()).json())["id"]
        async with h.session.get(f"{h.address}/api/v1/runs/{run_id}/events") as stream:
            await stream.content.readuntil(b"event: progress")
            await h.desk.close()
            rest = await asyncio.wait_for(stream.content.read(), 60)
        assert b'"status": "cancelled"' in rest


async def test_a_run_can_be_stopped_by_whoever_has_a_token(house):
    async with house() as h:
        run_id = (await (await h.start()).json())["id"]
        path = f"/api/v1/runs/{run_id}"
        assert (await h.ask("DELETE", path)).status == 401
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert (await h.ask("DELETE", path, headers=bearer)).status == 202
        await h.desk.over(run_id)
        assert h.audit.saved == [run_id]
        assert json.loads((await h.get(path))[2])["status"] == "cancelled"
        assert (await h.ask("DELETE", path, headers=bearer)).status == 409
        assert (await h.ask("DELETE", "/api/v1/runs/run_unknown", headers=bearer)).status == 404
        again = await h.start()
        assert (again.status, (await again.json())["joined"]) == (202, False)


async def test_a_request_sent_twice_with_a_key_is_one_run(house):
    async with house() as h:
        h.audit.go.set()

        async def ask(key: str, body: str = "{}") -> tuple[int, dict]:
            headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": key, "Content-Type": "application/json"}
            answer = await h.ask("POST", "/api/v1/runs", data=body, headers=headers)
            return answer.status, await answer.json()

        _, first = await ask("k1")
        await h.desk.over(first["id"])
        assert (await ask("k1"))[1]["id"] == first["id"]
        assert (await ask("k1", '{"scope": {"type": "collection"}}'))[1]["id"] == first["id"], "the same request, spelled out"
        _, second = await ask("k2")
        await h.desk.over(second["id"])
        assert second["id"] != first["id"]
        h.clock.move(25 * 3600)
        assert (await ask("k1"))[1]["id"] not in (first["id"], second["id"])
        assert (await ask("k" * 201))[0] == 400
