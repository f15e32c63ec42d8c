"""The line of health over the reports, as a drawing; the table of reports is its data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_high

from audit.model.run import RunStatus
from audit.ports import ReportRow

WIDTH, HEIGHT = 640, 180
LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 12, 30
SPAN = timedelta(weeks=12)
"""So far back the drawing reaches."""

_ROOM = 100
"""What the name of a month takes of the width, on a phone."""


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
    """Points of each unbroken line: none leads across a change of rules, an incomplete report or nights without any."""
    seams: tuple[int, ...]
    """Where the rules changed, so that what is left and right of it cannot be compared."""
    grid: tuple[tuple[int, int], ...]
    """Height and percent of each horizontal line."""
    months: tuple[tuple[int, date], ...]
    """Where on the axis each month begins."""

    @property
    def first(self) -> ReportRow | None:
        """The oldest report that may be compared."""
        return next((dot.row for dot in self.dots if dot.solid), None)

    @property
    def last(self) -> ReportRow | None:
        """The newest report that may be compared."""
        return next((dot.row for dot in reversed(self.dots) if dot.solid), None)

    @property
    def hollow(self) -> bool:
        """Whether there is a report that may not be compared."""
        return not all(dot.solid for dot in self.dots)


def day_of(row: ReportRow) -> date:
    """The day that a report is named by."""
    return date.fromisoformat(row.report_id.partition(".")[0])


def trend(rows: Sequence[ReportRow]) -> Trend:
    """The drawing of the last weeks, for reports given newest first."""
    shown = _one_a_day(rows)
    shares = [row.health_percent for row in shown if _solid(row) and row.health_percent is not None]
    floor = (min(shares, default=0) - 5) // 10 * 10
    floor = floor if floor >= 50 else 0
    dots = _dots(shown, floor=floor)
    lines = (group for group in _unbroken(dots) if len(group) > 1)
    steps = range(floor, 101, 10 if floor else 25)
    return Trend(
        dots=dots,
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in group) for group in lines),
        seams=tuple((a.x + b.x) // 2 for a, b in pairwise(dots) if a.row.run.ruleset != b.row.run.ruleset),
        grid=tuple((_height(percent, floor=floor), percent) for percent in steps),
        months=tuple(_months(day_of(shown[0]), day_of(shown[-1]))) if shown else (),
    )


def _one_a_day(rows: Sequence[ReportRow]) -> list[ReportRow]:
    """The reports of the last weeks, oldest first: of several on one day the newest that may be compared, or else the newest."""
    chosen: dict[date, ReportRow] = {}
    for row in sorted(rows, key=lambda row: (_solid(row), row.generated_at)):
        chosen[day_of(row)] = row
    newest = max(chosen, default=date.min)
    return [row for day, row in sorted(chosen.items()) if newest - day < SPAN]


def _solid(row: ReportRow) -> bool:
    return row.run.status is RunStatus.COMPLETE and row.health_percent is not None


def _unbroken(dots: Sequence[Dot]) -> list[list[Dot]]:
    """The solid dots that one line joins."""
    gaps = [(day_of(b.row) - day_of(a.row)).days for a, b in pairwise(dots)]
    longest = 2 * median_high(gaps) if gaps else 0
    groups: list[list[Dot]] = [[]]
    for number, dot in enumerate(dots):
        before = dots[number - 1] if number else dot
        if not dot.solid or before.row.run.ruleset != dot.row.run.ruleset or (number and gaps[number - 1] > longest):
            groups.append([])
        if dot.solid:
            groups[-1].append(dot)
    return groups


def _dots(rows: Sequence[ReportRow], *, floor: int) -> tuple[Dot, ...]:
    if not rows:
        return ()
    dots: list[Dot] = []
    percent = next((row.health_percent for row in rows if row.health_percent is not None), 100)
    for row in rows:
        percent = percent if row.health_percent is None else row.health_percent
        x = _place(day_of(row), first=day_of(rows[0]), last=day_of(rows[-1]))
        dots.append(Dot(x=x, y=_height(percent, floor=floor), row=row, solid=_solid(row)))
    return tuple(dots)


def _months(first: date, last: date) -> Iterator[tuple[int, date]]:
    """The months that begin between two days, and the one of the first day where its name has room."""
    ahead = (first.replace(day=1) + timedelta(days=31 * number) for number in range(5))
    begins = [begin for begin in (one.replace(day=1) for one in ahead) if first < begin <= last]
    places = [(_place(begin, first=first, last=last), begin) for begin in begins]
    if not places or places[0][0] - LEFT > _ROOM:
        places.insert(0, (LEFT, first))
    yield from ((x, begin) for x, begin in places if x <= WIDTH - _ROOM)


def _place(day: date, *, first: date, last: date) -> int:
    return LEFT + (WIDTH - LEFT - _RIGHT) * (day - first).days // max((last - first).days, 1)


def _height(percent: int, *, floor: int) -> int:
    share = max(percent - floor, 0) / max(100 - floor, 1)
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share)
