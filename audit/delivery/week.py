"""The nights since the last mailing, arranged for the weekly mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from audit.delivery.counting import label_when_open
from audit.delivery.items import FRESH
from audit.model.report import Closed, Line, Report
from audit.model.run import RunStatus
from audit.model.standing import State

WEEK = 7
MONTH = 31
"""Days; the longest month."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """The complete reports of the days before a mailing, the oldest first; there is at least one.

    What all its mails need is worked out once: a hundred lists are made of the same week.
    """

    sent: date
    """The day for which the mailing is."""
    reports: tuple[Report, ...]
    days: int = WEEK
    """`MONTH` for those who want their list once a month."""

    @classmethod
    def until(cls, at: datetime, reports: Sequence[Report], *, sent: date, days: int = WEEK) -> "Week | None":
        """The days that end at `at`, for the mailing of the day `sent`; None when no report of theirs can be trusted.

        By the moment and not by the day, so that a report made after one mailing belongs to the next, and to no other.
        """
        since = at - timedelta(days=days)
        kept = [one for one in reports if one.run.status is RunStatus.COMPLETE and since < one.generated_at <= at]
        if not kept:
            return None
        return cls(sent=sent, reports=tuple(sorted(kept, key=lambda one: (one.generated_at, one.date, one.revision))), days=days)

    @property
    def number(self) -> str:
        """The ISO week of the mailing, such as ``2026-W47``."""
        return number_of(self.sent)

    @property
    def monthly(self) -> bool:
        """Whether it is for those who want their list once a month."""
        return self.days > WEEK

    @property
    def first(self) -> date:
        """The first of the days."""
        return self.sent - timedelta(days=self.days)

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.sent - timedelta(days=1)

    @property
    def newest(self) -> Report:
        """The report that says how things stand."""
        return self.reports[-1]

    @property
    def nights(self) -> int:
        """On how many of the days there is a complete report."""
        return len({one.date for one in self.reports})

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Everything open at the end that editors are shown, in the order of reading."""
        return tuple(line for line in self.newest.lines if line.label != "suspected")

    @cached_property
    def fresh(self) -> Mapping[str, State]:
        """What became new, came back or changed on one of the nights and is open at the end, by finding id; new outweighs the rest."""
        found: dict[str, State] = {}
        for line in (line for report in self.reports for line in report.lines if line.record.state in FRESH):
            identity, state = line.finding.id, line.record.state
            if state and identity in self._still and found.get(identity) is not State.NEW:
                found[identity] = state
        return found

    def fixed(self, label: str | None = None) -> tuple[Closed, ...]:
        """What was fixed on one of the nights and is not open at the end, once each."""
        return tuple(closed for closed in self._fixed if label in (None, label_when_open(closed)))

    def to_do_of(self, ref: str) -> Sequence[Line]:
        """What one owner has to do, without what is only suspected and what waits by agreement."""
        return [line for line in self._lines_by_owner.get(ref, ()) if not line.waiting]

    def waiting_of(self, ref: str) -> Sequence[Line]:
        """What waits by agreement in one owner's initiatives."""
        return [line for line in self._lines_by_owner.get(ref, ()) if line.waiting]

    def fixed_of(self, ref: str) -> Sequence[Closed]:
        """What was fixed in the initiatives that were one owner's on any of the nights."""
        return [closed for closed in self._fixed if ref in self._owners.get(closed.record.finding.entry_id, ())]

    @cached_property
    def _still(self) -> frozenset[str]:
        return frozenset(line.finding.id for line in self.lines)

    @cached_property
    def _fixed(self) -> tuple[Closed, ...]:
        over = (closed for report in self.reports for closed in report.closed if closed.state is State.FIXED)
        found = {closed.record.id: closed for closed in over}
        return tuple(closed for identity, closed in found.items() if identity not in self._still)

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[str]]:
        """Whose each initiative was on any of the nights."""
        found: dict[str, set[str]] = {}
        for row in (row for report in self.reports for row in report.initiatives):
            found.setdefault(row.id, set()).add(row.owner_ref)
        return {identity: frozenset(refs) for identity, refs in found.items()}

    @cached_property
    def _lines_by_owner(self) -> Mapping[str, Sequence[Line]]:
        owners = {row.id: row.owner_ref for row in self.newest.initiatives}
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.finding.entry_id in owners:
                found.setdefault(owners[line.finding.entry_id], []).append(line)
        return found


def number_of(day: date) -> str:
    """The ISO week of a day, such as ``2026-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
