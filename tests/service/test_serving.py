"""The service as a whole: starting, watching the clock, and its connections."""

import asyncio
import logging
from zoneinfo import ZoneInfo

import pytest

from audit.clock import SystemClock
from audit.errors import SurroundingsError
from audit.service.app import make_app
from audit.service.desk import AuditDesk
from audit.service.scheduler import Scheduler
from audit.service.serving import Service, running
from audit.service.tokens import Tokens
from tests.service.conftest import SteppedAudit
from tests.service.test_scheduler import never, soon

ASKED = b"GET %b HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer CANARY\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


async def none(*_):
    return []


def service(tmp_path, *, scheduled: bool = False, **options) -> tuple[Service, SteppedAudit]:
    audit, clock = SteppedAudit(), SystemClock()
    desk = AuditDesk(audit=audit, clock=clock)

    async def run(kind: str) -> None:
        ticket, _ = desk.start(kind, "schedule")
        await desk.over(ticket.id)

    scheduler = Scheduler(schedule=soon(0.5), clock=clock, run=run, last_run_at=never, hourly=none) if scheduled else None
    app = make_app(desk=desk, clock=clock, reports=tmp_path, rows=none, run=none, tokens=Tokens(), zone=ZoneInfo("UTC"))
    return Service(**{"app": app, "desk": desk, "scheduler": scheduler, "port": 0, **options}), audit


async def test_the_service_audits_by_its_schedule_and_saves_on_the_way_out(tmp_path):
    made, audit = service(tmp_path, scheduled=True)
    async with running(made):
        async with asyncio.timeout(60):
            while not audit.began:
                await asyncio.sleep(0.02)
    assert [kind for _, kind in audit.began] == ["scheduled"]
    assert audit.saved == [audit.began[0][0]]


async def test_a_port_that_is_taken_is_named_and_nothing_is_left_behind(tmp_path):
    first, _ = service(tmp_path)
    async with running(first) as address:
        port = int(address.rpartition(":")[2])
        second, _ = service(tmp_path, port=port)
        with pytest.raises(SurroundingsError, match=str(port)):
            async with running(second):
                pass


async def test_an_address_of_version_6_is_written_as_one(tmp_path):
    made, _ = service(tmp_path, host="::1")
    async with running(made) as address:
        assert address.startswith("http://[::1]:")


async def said(reader: asyncio.StreamReader) -> bytes:
    """What comes until the other side closes, politely or not."""
    try:
        return await asyncio.wait_for(reader.read(), 60)
    except ConnectionError:
        return b""


async def test_however_many_connections_say_nothing_a_request_is_answered(tmp_path):
    made, _ = service(tmp_path, most_connections=20)
    async with running(made) as address:
        port = int(address.rpartition(":")[2])
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        for _, writer in opened:
            writer.write(b"GET / HTTP/1.1\r\nHost: loc")
        kept = []
        for _ in range(30):
            kept.append(await asyncio.open_connection("127.0.0.1", port))
            reader, writer = kept[-1]
            writer.write((ASKED % b"/healthz").replace(b"Connection: close\r\n", b""))
            assert b"200 OK" in await asyncio.wait_for(reader.readline(), 60)
        assert await said(opened[0][0]) == b"", "the oldest silent one had to leave"
        for _, writer in [*opened, *kept]:
            writer.close()


async def test_when_everyone_inside_is_being_served_the_newest_has_to_leave(tmp_path):
    going, asked = asyncio.Event(), asyncio.Semaphore(0)

    async def slow(_: int):
        asked.release()
        await going.wait()
        return []

    audit, clock = SteppedAudit(), SystemClock()
    desk = AuditDesk(audit=audit, clock=clock)
    app = make_app(desk=desk, clock=clock, reports=tmp_path, rows=slow, run=none, tokens=Tokens(), zone=ZoneInfo("UTC"))
    async with running(Service(app=app, desk=desk, scheduler=None, port=0, most_connections=3)) as address:
        port = int(address.rpartition(":")[2])
        served = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        for _, writer in served:
            writer.write(ASKED % b"/readyz")
        for _ in served:
            await asked.acquire()
        reader, late = await asyncio.open_connection("127.0.0.1", port)
        assert await said(reader) == b""
        going.set()
        for reader, _ in served:
            assert b"200 OK" in await said(reader)
        for _, writer in [*served, (reader, late)]:
            writer.close()


async def test_what_a_caller_writes_does_not_stand_in_the_log(tmp_path, caplog):
    made, _ = service(tmp_path)
    caplog.set_level(logging.DEBUG)
    async with running(made) as address:
        port = int(address.rpartition(":")[2])
        for request in (
            ASKED % b"/reports/?token=CANARY",
            (ASKED % b"/api/v1/runs").replace(b"GET", b"POST"),
            b"CANARY\x00\x1b[2J /x HTTP/1.1\r\nAuthorization: Bearer CANARY\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            await said(reader)
            writer.close()
    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "CANARY" not in told
    assert "request" in told
