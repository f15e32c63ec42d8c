"""What happens when the system gives us little."""

import asyncio
import resource
from pathlib import Path

import pytest

from audit.clock import SystemClock
from audit.net import Timeouts, open_exchanger
from audit.ports import Request
from tests.net.kit import OK, FastClock, serving, settings


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.slow
async def test_with_few_open_files_everything_is_asked_all_the_same():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with serving(OK) as server:
        names = [f"h{number}.example.org" for number in range(60)]
        here = open_files()
        resource.setrlimit(resource.RLIMIT_NOFILE, (here + 100, hard))
        try:
            chosen = settings(*((name, 80, server.port) for name in names), keep_alive=0.05, retry_wait=0.1, timeouts=Timeouts())
            async with open_exchanger(chosen, SystemClock()) as exchanger:
                answers = await asyncio.gather(*(exchanger.exchange(Request(url=f"http://{name}/", max_bytes=100)) for name in names))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert [answer.status for answer in answers] == [200] * 60


async def test_afterwards_no_file_is_open_and_no_task_runs():
    async with serving(OK) as server:
        before, tasks = open_files(), asyncio.all_tasks()
        chosen = settings(*((f"h{number}.example.org", 80, server.port) for number in range(20)), robots=True)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            running = [
                asyncio.create_task(exchanger.exchange(Request(url=f"http://h{number}.example.org/", max_bytes=100)))
                for number in range(20)
            ]
            await asyncio.sleep(0.02)
            for task in running[::2]:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        ours = {task for task in asyncio.all_tasks() - tasks if "connected" not in repr(task)}

    assert ours == set()
    async with asyncio.timeout(60):  # what the server has closed is gone a moment later
        while open_files() > before:
            await asyncio.sleep(0.01)
