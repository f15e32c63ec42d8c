"""Seven nights arranged for the weekly mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.delivery.counting import label_when_open
from audit.delivery.items import FRESH
from audit.model.report import Closed, Line, Report
from audit.model.run import RunStatus
from audit.model.standing import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The complete reports of the seven days before a mailing, the oldest first; there is at least one."""

    sent: date
    """The day of the mailing."""
    reports: tuple[Report, ...]

    @classmethod
    def before(cls, sent: date, reports: Sequence[Report]) -> "Week | None":
        """The week that ends the day before `sent`; None when no report of it can be trusted."""
        kept = [one for one in reports if one.run.status is RunStatus.COMPLETE and sent - timedelta(days=7) <= one.date <= sent]
        return cls(sent=sent, reports=tuple(sorted(kept, key=lambda one: (one.date, one.revision)))) if kept else None

    @property
    def number(self) -> str:
        """The ISO week of the mailing, such as ``2026-W47``."""
        year, week, _ = self.sent.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def first(self) -> date:
        """The first of the seven days."""
        return self.sent - timedelta(days=7)

    @property
    def last(self) -> date:
        """The last of the seven days."""
        return self.sent - timedelta(days=1)

    @property
    def newest(self) -> Report:
        """The report that says how things stand."""
        return self.reports[-1]

    @property
    def nights(self) -> int:
        """On how many of the days there is a complete report."""
        return len({one.date for one in self.reports})

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything open at the week's end that editors are shown, in the order of reading."""
        return tuple(line for line in self.newest.lines if line.label != "suspected")

    def fresh(self) -> Mapping[str, State]:
        """What became new, came back or changed on one of the nights and is open at the end, by finding id; new outweighs the rest."""
        found: dict[str, State] = {}
        still = {line.finding.id for line in self.lines}
        for line in (line for report in self.reports for line in report.lines if line.finding.id in still):
            if line.record.state in FRESH and found.get(line.finding.id) is not State.NEW:
                found[line.finding.id] = line.record.state
        return found

    def fixed(self, label: str | None = None) -> tuple[Closed, ...]:
        """What was fixed on one of the nights and is not open at the end, once each."""
        still = {line.finding.id for line in self.lines}
        found = {
            closed.record.id: closed
            for report in self.reports
            for closed in report.closed
            if closed.state is State.FIXED and label in (None, label_when_open(closed))
        }
        return tuple(closed for identity, closed in found.items() if identity not in still)
