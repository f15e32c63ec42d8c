"""The newest report at hand: what is open now, looked up by its id without reading the store for every page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from audit.model.acknowledgement import Acknowledgement
from audit.model.report import LABELS, Line, Report
from audit.model.run import RunStatus
from audit.ports import ReportRow
from audit.run.agreeing import Words
from audit.service.problems import ProblemFound

_ROWS = 50
"""So many reports are looked through for a complete one."""


class OpenFindings(Words, Protocol):
    """The part of `ports.Store` that knows what is open, and what people have said of it."""

    async def report(self, report_id: str) -> Report | None:
        """See `ports.Store.report`."""
        ...


class NothingKept:
    """An `OpenFindings` that keeps nothing: without a store nobody can say anything."""

    async def report(self, report_id: str) -> Report | None:
        """There is none."""
        del report_id
        return None

    async def acknowledgements(self) -> Sequence[Acknowledgement]:
        """Nothing has been said."""
        return ()

    async def keep_acknowledgements(self, words: Sequence[Acknowledgement]) -> None:
        """Nothing can be."""
        del words
        raise ProblemFound("unavailable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A report with its findings by id."""

    report: Report | None = None
    lines: Mapping[str, Line] = field(default_factory=dict)
    """What readers are shown, by the finding's id."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The id of the report that each of them stands in."""

    @classmethod
    def of(cls, report: Report | None) -> "Open":
        """The report, looked up."""
        lines = {line.finding.id: line for line in report.lines if line.label in LABELS} if report else {}
        return cls(report=report, lines=lines, pages=dict.fromkeys(lines, report.id) if report else {})

    def over(self, whole: "Open") -> "Open":
        """With what the newest complete report has open, but for what is closed since.

        A night that could not be trusted leaves out what it could not judge: that is no word on whether it was fixed.
        """
        closed = {one.record.id for one in self.report.closed} if self.report else set()
        left = {identity: line for identity, line in whole.lines.items() if identity not in closed}
        pages = {identity: whole.pages[identity] for identity in left}
        return Open(report=self.report, lines={**left, **self.lines}, pages={**pages, **self.pages})


@dataclass(slots=True, kw_only=True)
class Newest:
    """Keeps the newest report, and the newest complete one, until there is a newer."""

    rows: Callable[[int], Awaitable[Sequence[ReportRow]]]
    read: Callable[[str], Awaitable[Report | None]]
    _kept: dict[bool, tuple[str, Open]] = field(default_factory=dict)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self, *, complete: bool = False) -> Open:
        """What is open by the newest report, and by the newest complete one where that could not judge; with `complete`, by that alone."""
        if complete:
            return await self._looked_up(complete=True)
        newest = await self._looked_up(complete=False)
        if newest.report is None or newest.report.run.status is RunStatus.COMPLETE:
            return newest
        return newest.over(await self._looked_up(complete=True))

    async def _looked_up(self, *, complete: bool) -> Open:
        rows = await self.rows(_ROWS if complete else 1)
        row = next((row for row in rows if not complete or row.run.status is RunStatus.COMPLETE), None)
        if row is None:
            return Open()
        async with self._one_at_a_time:
            kept = self._kept.get(complete)
            if kept is None or kept[0] != row.run.id:
                other = self._kept.get(not complete)
                found = other[1] if other and other[0] == row.run.id else Open.of(await self.read(row.report_id))
                kept = self._kept[complete] = (row.run.id, found)
            return kept[1]
