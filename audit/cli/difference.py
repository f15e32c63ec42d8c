"""What differs between any two reports, whichever they were compared with when they were made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from audit.model.report import LABELS, Line, Report
from audit.model.standing import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The findings of two reports, held against each other. Suspicions are left out, as editors never see them."""

    new: tuple[Line, ...]
    """Open in the later one alone, and never before, as it has them."""
    came_back: tuple[Line, ...]
    """Open in the later one alone, and already open at some time before the earlier one."""
    fixed: tuple[Line, ...]
    """Open in the earlier one alone, although the later one looked at them, as the earlier one has them."""
    left: tuple[Line, ...]
    """Gone with their initiatives, which are no longer published."""
    still: tuple[Line, ...]
    """Open in both, as the later one has them."""
    unknown: tuple[Line, ...]
    """Open in the earlier one, and the later one could not look at them."""

    @classmethod
    def of(cls, earlier: Report, later: Report) -> Self:
        """What became of the findings of `earlier` by the time of `later`."""
        before = {line.finding.id: line for line in earlier.lines if line.label in LABELS}
        after = {line.finding.id: line for line in later.lines if line.label in LABELS}
        doubted = {line.finding.id for line in later.lines} - after.keys()
        unseen = doubted | {closed.record.id for closed in later.closed if closed.state is State.NOT_RECHECKED}
        published = {row.id for row in later.initiatives}
        gone = [line for identity, line in before.items() if identity not in after]
        unknown = tuple(line for line in gone if line.finding.id in unseen)
        over = [line for line in gone if line.finding.id not in unseen]
        opened = [line for identity, line in after.items() if identity not in before]
        returned = {line.finding.id for line in opened if _came_back(line, since=earlier.run.started_at)}
        return cls(
            new=tuple(line for line in opened if line.finding.id not in returned),
            came_back=tuple(line for line in opened if line.finding.id in returned),
            fixed=tuple(line for line in over if line.finding.entry_id in published),
            left=tuple(line for line in over if line.finding.entry_id not in published),
            still=tuple(line for identity, line in after.items() if identity in before),
            unknown=unknown,
        )

    def parts(self) -> dict[str, tuple[Line, ...]]:
        """The findings by what became of them."""
        return {
            "new": self.new,
            "came_back": self.came_back,
            "fixed": self.fixed,
            "left": self.left,
            "not_rechecked": self.unknown,
            "open": self.still,
        }


def _came_back(line: Line, *, since: datetime) -> bool:
    """Whether a finding that was over at the time of the earlier report had been open before it."""
    record = line.record
    return record.returned_at is not None and record.returned_at > since and record.first_seen < since
