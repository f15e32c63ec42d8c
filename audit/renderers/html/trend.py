"""The line of health over the reports, as a drawing; the table of reports is its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from audit.model.run import RunStatus
from audit.ports import ReportRow

WIDTH, HEIGHT = 640, 180
LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 12, 30
MOST = 84
"""Twelve weeks of nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One report on the drawing."""

    x: int
    y: int
    row: ReportRow
    solid: bool
    """A report that may be compared; an incomplete one is hollow, and no line leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A drawing of `WIDTH` by `HEIGHT`."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """Points of each unbroken line: none leads across a change of rules."""
    seams: tuple[int, ...]
    """Where the rules changed, so that what is left and right of it cannot be compared."""
    grid: tuple[tuple[int, int], ...]
    """Height and percent of each horizontal line."""

    @property
    def first(self) -> ReportRow | None:
        """The oldest report that may be compared."""
        return next((dot.row for dot in self.dots if dot.solid), None)

    @property
    def last(self) -> ReportRow | None:
        """The newest report that may be compared."""
        return next((dot.row for dot in reversed(self.dots) if dot.solid), None)


def day_of(row: ReportRow) -> date:
    """The day that a report is named by."""
    return date.fromisoformat(row.report_id.partition(".")[0])


def trend(rows: Sequence[ReportRow]) -> Trend:
    """The drawing for reports given newest first."""
    shown = sorted(rows, key=lambda row: row.generated_at)[-MOST:]
    shares = [row.health_percent for row in shown if _solid(row) and row.health_percent is not None]
    floor = (min(shares, default=0) - 5) // 10 * 10
    floor = floor if floor >= 50 else 0
    dots = _dots(shown, floor=floor)
    solid = [dot for dot in dots if dot.solid]
    lines = (list(group) for _, group in groupby(solid, key=lambda dot: dot.row.run.ruleset))
    seams = tuple((a.x + b.x) // 2 for a, b in pairwise(dots) if a.row.run.ruleset != b.row.run.ruleset)
    steps = range(floor, 101, 10 if floor else 25)
    return Trend(
        dots=dots,
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in group) for group in lines if len(group) > 1),
        seams=seams,
        grid=tuple((_height(percent, floor=floor), percent) for percent in steps),
    )


def _solid(row: ReportRow) -> bool:
    return row.run.status is RunStatus.COMPLETE and row.health_percent is not None


def _dots(rows: Sequence[ReportRow], *, floor: int) -> tuple[Dot, ...]:
    if not rows:
        return ()
    first, last = day_of(rows[0]), day_of(rows[-1])
    days = max((last - first).days, 1)
    dots: list[Dot] = []
    percent = next((row.health_percent for row in rows if row.health_percent is not None), 100)
    for row in rows:
        percent = percent if row.health_percent is None else row.health_percent
        x = LEFT + (WIDTH - LEFT - _RIGHT) * (day_of(row) - first).days // days
        dots.append(Dot(x=x, y=_height(percent, floor=floor), row=row, solid=_solid(row)))
    return tuple(dots)


def _height(percent: int, *, floor: int) -> int:
    share = max(percent - floor, 0) / max(100 - floor, 1)
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share)
