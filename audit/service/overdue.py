"""Noticing that the nightly job has stopped: silence must not look like a good night."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from audit.clock import Clock
from audit.ports import ReportRow
from audit.service.desk import AuditDesk
from audit.service.schedule import Schedule
from audit.service.ticket import TicketState

GRACE = timedelta(hours=2)
"""A daily report is overdue 26 hours after the time of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A report that should be there and is not."""

    due: datetime
    """When its run should have begun."""
    last: datetime
    """When the newest report was made."""
    report_id: str
    """The newest report, which still stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightWatch:
    """Knows whether the newest report is as new as the schedule promises."""

    schedule: Schedule | None
    desk: AuditDesk
    clock: Clock
    newest: Callable[[], Awaitable[ReportRow | None]]

    async def overdue(self) -> Overdue | None:
        """The missing report; None while all is well, while its run is in progress, and before the first report.

        A run that only waits, for its turn or for the lock of another process, excuses nothing: what is before it may never end.
        """
        run = self.desk.unfinished()
        if self.schedule is None or (run and run.state is TicketState.RUNNING and run.stage.name):
            return None
        due = self.schedule.latest(self.clock.now() - GRACE)
        row = await self.newest()
        if due is None or row is None or row.generated_at >= due:
            return None
        return Overdue(due=due, last=row.generated_at, report_id=row.report_id)
