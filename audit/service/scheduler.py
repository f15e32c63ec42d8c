"""The one door to APScheduler: cron expressions become schedules, and schedules start runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from audit.clock import Clock
from audit.config.cron import parse_cron
from audit.service.schedule import NextTime, Schedule

log = logging.getLogger(__name__)

_LOOK_BACK = timedelta(days=2)
"""After a jump of the clock, missed runs are counted from here: all of them are made up for by one."""

CATCH_UP_WINDOW = timedelta(hours=12)
"""How long after its time a missed run is still worth making up for; later, the next one is near enough."""

FAREWELL = 12.0
"""Seconds that a job under way is given when the service stops: a mail is not handed over by halves."""


def schedule_of(cron: str, zone: ZoneInfo) -> Schedule | None:
    """The schedule of a cron expression; None when it is empty, for never.

    Raises:
        ValueError: what is wrong with the expression.
    """
    if not cron.strip():
        return None
    fields = parse_cron(cron)
    elapsed = _next_time(fields, zone) if fields["hour"] == "*" else None
    return Schedule(zone=zone, next_on_the_wall=_on_the_wall(_next_time(fields, UTC)), next_elapsed=elapsed)


def _next_time(fields: dict[str, str], zone: tzinfo) -> NextTime:
    """Cron's reading of the fields: a restricted day of the month and a restricted day of the week mean either (crontab(5))."""
    both = "*" not in (fields["day"], fields["day_of_week"])
    choices = [fields | {"day": "*"}, fields | {"day_of_week": "*"}] if both else [fields]
    trigger = OrTrigger([CronTrigger(**choice, second="0", timezone=zone) for choice in choices])
    return lambda moment: trigger.get_next_fire_time(None, moment)


def _on_the_wall(next_time: NextTime) -> NextTime:
    """Times without a zone, reckoned in UTC, which knows no changes of the clocks."""

    def following(wall: datetime) -> datetime | None:
        found = next_time(wall.replace(tzinfo=UTC))
        return found.replace(tzinfo=None) if found else None

    return following


class _Due(BaseTrigger):  # type: ignore[misc]  # the library ships no types
    """A schedule in APScheduler's words."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first due instant from `now` on, or after the one before; of long-missed ones only the newest matter."""
        if previous_fire_time is None:
            return self._schedule.first(now)
        return self._schedule.after(max(previous_fire_time, now - _LOOK_BACK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is due at times of its own, and may be begun again without harm: it knows what it has done."""

    name: str
    schedule: Schedule
    work: Callable[[datetime], Awaitable[bool]]
    """Does what is due since the given moment; False when it could not be done yet."""


@dataclass(slots=True, kw_only=True)
class Scheduler:
    """Starts a run whenever one is due, and makes up for the newest missed one; does further jobs at their times."""

    schedule: Schedule | None
    """When runs are due; None for never."""
    clock: Clock
    run: Callable[[str], Awaitable[object]]
    """Starts a run of the given kind, or joins the one in progress, and waits for its end."""
    last_run_at: Callable[[], Awaitable[datetime | None]]
    """When the newest run with a report began; None when there has never been one."""
    window: timedelta = CATCH_UP_WINDOW
    hourly: Callable[[], Awaitable[object]] | None = None
    """Looks after the night once an hour, to tell people when its report is missing."""
    jobs: tuple[Job, ...] = ()
    look_again: timedelta = timedelta(hours=1)
    """How often what could not be done at its time is tried again."""
    _done: dict[str, datetime] = field(default_factory=dict)
    """Of each job, the newest due time that is dealt with."""
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone=UTC))

    async def start(self) -> None:
        """Begin to watch the clock; what was missed while nobody watched begins at once."""
        if self.schedule:
            if await self.missed():
                self._scheduler.add_job(self._begin, args=("catch_up",), id="catch_up", misfire_grace_time=None)
            self._add(self._begin, "scheduled", trigger=_Due(self.schedule), args=("scheduled",))
        for job in self.jobs:
            self._add(self._do, job.name, trigger=_Due(job.schedule), args=(job,))
        self._add(self._look, "look", trigger=IntervalTrigger(seconds=self.look_again.total_seconds()))
        if self.jobs:
            self._scheduler.add_job(self._do_all, id="at the start", misfire_grace_time=None)
        self._scheduler.start()
        log.info("schedule watched", extra={"next": str(self.next_at())})

    def _add(self, work: Callable[..., Awaitable[None]], name: str, *, trigger: BaseTrigger, args: tuple[object, ...] = ()) -> None:
        # Late is better than never, many missed ones are one, and a long one is never doubled.
        self._scheduler.add_job(work, args=args, trigger=trigger, id=name, misfire_grace_time=None, coalesce=True, max_instances=1)

    def next_at(self) -> datetime | None:
        """When the next run is due."""
        return self.schedule.after(self.clock.now()) if self.schedule else None

    async def missed(self) -> datetime | None:
        """The due time that passed without a run and is still worth making up for."""
        now = self.clock.now()
        due = self.schedule.latest(now) if self.schedule else None
        last = await self.last_run_at()
        if due is None or last is None or last >= due or now - due > self.window:
            return None
        return due

    async def _begin(self, kind: str) -> None:
        await self.run(kind)

    async def _look(self) -> None:
        if self.hourly is not None:
            await self.hourly()
        await self._do_all()

    async def _do_all(self) -> None:
        for job in self.jobs:
            await self._do(job)

    async def _do(self, job: Job) -> None:
        """Do a job whose time has come, unless it is dealt with already or too long ago."""
        async with self._one_at_a_time:
            now = self.clock.now()
            due = job.schedule.latest(now)
            if due is None or now - due > self.window or self._done.get(job.name) == due:
                return
            try:
                if await job.work(due):
                    self._done[job.name] = due
            except Exception:
                # The jobs after it have their turn, and it has another one with `look_again`.
                log.exception("job failed", extra={"job": job.name})

    async def stop(self) -> None:
        """Start nothing more; runs in progress belong to the desk. A job under way finishes the one thing that it is at."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL), self._one_at_a_time:
                pass
