"""The one door to APScheduler: cron expressions become schedules, and schedules start runs."""

import logging
from collections.abc import Awaitable, Callable
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


@dataclass(slots=True, kw_only=True)
class Scheduler:
    """Starts a run whenever one is due, and makes up for the newest missed one."""

    schedule: Schedule
    clock: Clock
    run: Callable[[str], Awaitable[object]]
    """Starts a run of the given kind, or joins the one in progress, and waits for its end."""
    last_run_at: Callable[[], Awaitable[datetime | None]]
    """When the newest run with a report began; None when there has never been one."""
    window: timedelta = CATCH_UP_WINDOW
    hourly: Callable[[], Awaitable[object]] | None = None
    """Looks after the night once an hour, to tell people when its report is missing."""
    _scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone=UTC))

    async def start(self) -> None:
        """Begin to watch the clock; a run that was missed while nobody watched begins at once."""
        if await self.missed():
            self._scheduler.add_job(self._begin, args=("catch_up",), id="catch_up", misfire_grace_time=None)
        # Late is better than never, many missed ones are one, and a long run is never doubled.
        self._scheduler.add_job(
            self._begin,
            args=("scheduled",),
            trigger=_Due(self.schedule),
            id="scheduled",
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        if self.hourly is not None:
            self._scheduler.add_job(self._look, trigger=IntervalTrigger(hours=1), id="hourly", misfire_grace_time=None, coalesce=True)
        self._scheduler.start()
        log.info("schedule watched", extra={"next": str(self.next_at())})

    def next_at(self) -> datetime | None:
        """When the next run is due."""
        return self.schedule.after(self.clock.now())

    async def missed(self) -> datetime | None:
        """The due time that passed without a run and is still worth making up for."""
        now = self.clock.now()
        due = self.schedule.latest(now)
        last = await self.last_run_at()
        if due is None or last is None or last >= due or now - due > self.window:
            return None
        return due

    async def _begin(self, kind: str) -> None:
        await self.run(kind)

    async def _look(self) -> None:
        if self.hourly is not None:
            await self.hourly()

    async def stop(self) -> None:
        """Start nothing more; runs in progress belong to the desk."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
