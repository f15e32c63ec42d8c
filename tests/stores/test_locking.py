"""Two processes, one database."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from audit.errors import SurroundingsError
from audit.stores import SqlStore
from tests.contracts.making import check, night, record, report, run

ROOT = Path(__file__).parents[2]

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM sent")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


@pytest.fixture
async def store(file):
    opened = SqlStore(f"sqlite:///{file}")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def holder(store, file):
    """Another process in the middle of writing; a line on its input lets it finish."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def let_go(process):
    process.stdin.write(b"\n")
    process.stdin.flush()


async def test_a_writer_waits_for_another_process_that_is_writing(store, holder):
    waiting = asyncio.create_task(store.save_checks("run_0000", [check()]))
    done, _ = await asyncio.wait([waiting], timeout=0.5)
    assert not done
    let_go(holder)
    await waiting
    assert len(await store.checks("run_0000")) == 1


async def test_a_reader_never_waits_for_a_writer(store, holder):
    assert holder.poll() is None  # it writes until it is told to end: who waited for it would wait in vain
    assert await store.runs() == ()
    assert (await store.memory(scope="all", ruleset="1", before=night(1))).baseline is None


async def test_a_writer_that_waits_in_vain_says_so(file, holder):
    impatient = SqlStore(f"sqlite:///{file}", patience=0.2)
    await impatient.open()
    with pytest.raises(SurroundingsError, match="locked"):
        await impatient.mark_sent("<x@audit.example.org>", at=night(0))
    await impatient.close()


async def test_two_writers_of_one_process_take_turns(store):
    await asyncio.gather(*(store.save_checks(f"run_{number:04}", [check(f"host-{one}") for one in range(50)]) for number in range(12)))
    assert [len(await store.checks(f"run_{number:04}")) for number in range(12)] == [50] * 12


async def test_a_reader_sees_a_whole_result_or_none(store, file):
    other = SqlStore(f"sqlite:///{file}")
    await other.open()
    writing = asyncio.create_task(
        store.finish(run(0), report(run(0)), records=[record(f"h{n}") for n in range(2000)], streaks=(), links=())
    )
    while not writing.done():
        memory = await other.memory(scope="all", ruleset="1", before=night(9))
        assert (memory.baseline is None, len(memory.records)) in ((True, 0), (False, 2000))
    await writing
    await other.close()


NIGHTS = """
import asyncio, sys
from audit.stores import SqlStore
from tests.contracts.making import check, record, report, run

async def nights():
    store = SqlStore(sys.argv[1])
    await store.open()
    for number in range(10_000):
        done = run(number)
        await store.begin(done)
        await store.save_checks(done.id, [check(f"h{one}") for one in range(300)])
        records = [record(f"h{one}", seen=number) for one in range(300)]
        await store.finish(done, report(done), records=records, streaks=(), links=())
        print(number, flush=True)

asyncio.run(nights())
"""


@pytest.mark.parametrize("moment", [0.01, 0.05, 0.11, 0.23])
async def test_a_kill_at_any_moment_leaves_whole_nights_and_nothing_between(file, moment):
    url = f"sqlite:///{file}"
    with subprocess.Popen([sys.executable, "-c", NIGHTS, url], stdout=subprocess.PIPE, cwd=ROOT) as process:
        process.stdout.readline()
        await asyncio.sleep(moment)
        process.kill()
        told = 1 + len(process.stdout.read().split())
    store = SqlStore(url)
    await store.open()
    assert store.notices == ()
    memory = await store.memory(scope="all", ruleset="1", before=night(20_000))
    finished = len(await store.reports())
    assert finished - told in (0, 1)
    assert {one.last_seen for one in memory.records.values()} == {night(finished - 1)}
    assert len(memory.records) == 300
    await store.close()
