"""The real APScheduler: runs that are due, runs that were missed, runs that overlap."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from audit.clock import SystemClock
from audit.service.schedule import Schedule
from audit.service.scheduler import Job, Scheduler, schedule_of
from tests.service.conftest import HandClock


def soon(seconds: float) -> Schedule:
    """Due every so many seconds."""

    def following(moment: datetime) -> datetime:
        return datetime.fromtimestamp(-(-moment.timestamp() // seconds) * seconds, UTC)

    return Schedule(zone=ZoneInfo("UTC"), next_on_the_wall=lambda wall: wall, next_elapsed=following)


async def never() -> datetime | None:
    return None


async def test_a_run_begins_by_itself_when_it_is_due():
    begun = asyncio.Event()

    async def run(kind: str) -> None:
        assert kind == "scheduled"
        begun.set()

    scheduler = Scheduler(schedule=soon(1), clock=SystemClock(), run=run, last_run_at=never)
    await scheduler.start()
    try:
        await asyncio.wait_for(begun.wait(), 60)
    finally:
        await scheduler.stop()


async def test_a_long_run_is_not_doubled_by_the_next_one_that_is_due():
    under_way, most, begun = 0, 0, 0
    twice = asyncio.Event()

    async def run(kind: str) -> None:
        nonlocal under_way, most, begun
        under_way, begun = under_way + 1, begun + 1
        most = max(most, under_way)
        if begun == 2:
            twice.set()
        await asyncio.sleep(0.7)
        under_way -= 1

    scheduler = Scheduler(schedule=soon(0.25), clock=SystemClock(), run=run, last_run_at=never)
    await scheduler.start()
    try:
        await asyncio.wait_for(twice.wait(), 60)
    finally:
        await scheduler.stop()
    assert most == 1


@pytest.mark.parametrize(
    ("now", "last", "missed"),
    [
        ("2026-11-21T02:00", "2026-11-20T02:00", True),
        ("2026-11-21T09:00", "2026-11-20T02:00", True),
        ("2026-11-21T09:00", "2026-11-16T02:00", True),  # down for five nights: one run makes up for all
        ("2026-11-21T09:00", "2026-11-21T02:00", False),
        ("2026-11-21T09:00", "2026-11-21T07:30", False),  # started by hand since
        ("2026-11-21T15:00", "2026-11-20T02:00", False),  # the next one is near
        ("2026-11-21T01:00", "2026-11-20T02:00", False),
        ("2026-11-21T09:00", None, False),  # a new service has missed nothing
    ],
)
async def test_the_newest_missed_night_is_made_up_for_once(clock: HandClock, now: str, last: str | None, missed: bool):
    clock.at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    begun: list[str] = []
    any_has = asyncio.Event()

    async def last_run_at() -> datetime | None:
        return datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None

    async def run(kind: str) -> None:
        begun.append(kind)
        any_has.set()

    schedule = schedule_of("0 2 * * *", ZoneInfo("UTC"))
    assert schedule is not None
    scheduler = Scheduler(schedule=schedule, clock=clock, run=run, last_run_at=last_run_at)
    await scheduler.start()
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(any_has.wait(), 60 if missed else 0.2)
    finally:
        await scheduler.stop()
    assert begun == (["catch_up"] if missed else [])
    assert scheduler.next_at() == schedule.after(clock.at)
    assert scheduler.next_at() - clock.at <= timedelta(days=1)


async def test_a_job_that_ends_in_a_fault_of_ours_keeps_no_other_from_its_turn(caplog):
    done: list[str] = []

    async def broken(due: datetime) -> bool:
        raise RuntimeError(str(due))

    async def sound(due: datetime) -> bool:
        done.append("sound")
        return True

    clock = HandClock()
    due = schedule_of("* * * * *", ZoneInfo("UTC"))

    async def run(kind: str) -> None:
        raise AssertionError(kind)

    jobs = tuple(Job(name=work.__name__, schedule=due, work=work) for work in (broken, sound))
    scheduler = Scheduler(schedule=None, clock=clock, run=run, last_run_at=never, jobs=jobs)
    await scheduler.start()
    async with asyncio.timeout(60):
        while not done:
            await asyncio.sleep(0.01)
    await scheduler.stop()
    assert done == ["sound"]
    assert "job failed" in caplog.text
