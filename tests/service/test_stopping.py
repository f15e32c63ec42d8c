"""Stopping a real process: what was done is saved, streams end, and a second signal is obeyed at once."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.service.conftest import TOKEN

LONG = 120
"""Seconds after which nothing comes any more."""

PROGRAM = """
import asyncio, sys
from pathlib import Path
from zoneinfo import ZoneInfo
from audit.clock import SystemClock
from audit.model.run import RunStatus
from audit.service.app import make_app
from audit.service.desk import AuditDesk
from audit.service.serving import Service, until_told
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens

async def audit(run_id, kind, progress):
    progress.stage("probe", total=10)
    progress.advance(done=3)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        if "stubborn" in sys.argv:
            await asyncio.sleep(3600)
        print("saved", flush=True)
        return Outcome(report_id=None, status=RunStatus.PARTIAL, why="stopped")

async def none(*_):
    return []

async def main():
    clock = SystemClock()
    desk = AuditDesk(audit=audit, clock=clock)
    app = make_app(desk=desk, clock=clock, reports=Path("."), rows=none, run=none, tokens=Tokens.of([sys.argv[1]]), zone=ZoneInfo("UTC"))
    started = asyncio.get_running_loop().create_future()
    task = asyncio.ensure_future(until_told(Service(app=app, desk=desk, scheduler=None, port=0), started=started))
    print(await started, flush=True)
    await task
    print("stopped", flush=True)

asyncio.run(main())
"""


@asynccontextmanager
async def process(tmp_path, *words: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-X",
        "dev",
        "-c",
        PROGRAM,
        TOKEN,
        *words,
        stdout=pipe,
        stderr=pipe,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    try:
        assert running.stdout is not None
        yield running, (await asyncio.wait_for(running.stdout.readline(), LONG)).decode().strip()
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_saves_the_run_ends_streams_and_leaves_in_order(tmp_path, number):
    async with process(tmp_path) as (running, address), aiohttp.ClientSession() as session:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        async with session.post(f"{address}/api/v1/runs", headers=bearer) as answer:
            run = await answer.json()
        async with session.get(f"{address}{run['links']['self']}/events") as stream:
            await stream.content.readuntil(b"event: progress")
            running.send_signal(number)
            assert b"partial" in await asyncio.wait_for(stream.content.read(), LONG)
        out, errors = await asyncio.wait_for(running.communicate(), LONG)
        assert running.returncode == 0
        assert out.decode().split() == ["saved", "stopped"]
        for word in (b"Traceback", b"never awaited", b"was destroyed", b"ResourceWarning"):
            assert word not in errors


async def test_a_second_signal_is_obeyed_at_once(tmp_path):
    async with process(tmp_path, "stubborn") as (running, address), aiohttp.ClientSession() as session:
        async with session.post(f"{address}/api/v1/runs", headers={"Authorization": f"Bearer {TOKEN}"}) as answer:
            assert answer.status == 202
        running.send_signal(signal.SIGTERM)
        async with asyncio.timeout(LONG):
            while (await session.get(f"{address}/readyz")).status != 503:
                await asyncio.sleep(0.02)
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), LONG) == -signal.SIGTERM
