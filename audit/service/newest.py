"""The newest report at hand: what is open now, looked up by its id without reading the store for every page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from audit.model.acknowledgement import Acknowledgement
from audit.model.report import LABELS, InitiativeRow, Line, Report
from audit.model.run import RunStatus
from audit.model.standing import Check, Record
from audit.ports import ReportRow
from audit.renderers.names import initiative_page, living_initiative
from audit.run.agreeing import Words
from audit.service.problems import ProblemFound

_MOST_OLDER = 2
_ROWS = 50
"""So many reports are looked through for a complete one."""


class OpenFindings(Words, Protocol):
    """The part of `ports.Store` that knows what is open, and what people have said of it."""

    async def report(self, report_id: str) -> Report | None:
        """See `ports.Store.report`."""
        ...

    async def record(self, finding_id: str) -> Record | None:
        """See `ports.Store.record`."""
        ...

    async def history(self, target_id: str, *, limit: int = 100) -> Sequence[Check]:
        """See `ports.Store.history`."""
        ...


class NothingKept:
    """An `OpenFindings` that keeps nothing: without a store nobody can say anything."""

    async def report(self, report_id: str) -> Report | None:
        """There is none."""
        del report_id
        return None

    async def record(self, finding_id: str) -> Record | None:
        """There is none."""
        del finding_id
        return None

    async def history(self, target_id: str, *, limit: int = 100) -> Sequence[Check]:
        """Nobody has looked."""
        del target_id, limit
        return ()

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
    initiatives: Mapping[str, str] = field(default_factory=dict)
    """The ids of the initiatives, by the names of their pages in the report's folder and beside it."""
    rows: Mapping[str, InitiativeRow] = field(default_factory=dict)
    """The initiatives by their ids."""

    @classmethod
    def of(cls, report: Report | None) -> "Open":
        """The report, looked up."""
        lines = {line.finding.id: line for line in report.lines if line.label in LABELS} if report else {}
        rows = report.initiatives if report else ()
        named = {name: row.id for row in rows for name in (initiative_page(row.id), living_initiative(row.id))}
        pages = dict.fromkeys(lines, report.id) if report else {}
        return cls(report=report, lines=lines, pages=pages, initiatives=named, rows={row.id: row for row in rows})

    def over(self, whole: "Open") -> "Open":
        """With what the newest complete report has open, but for what is closed since.

        A night that could not be trusted leaves out what it could not judge: that is no word on whether it was fixed.
        """
        closed = {one.record.id for one in self.report.closed} if self.report else set()
        left = {identity: line for identity, line in whole.lines.items() if identity not in closed}
        pages = {identity: whole.pages[identity] for identity in left}
        return Open(
            report=self.report,
            lines={**left, **self.lines},
            pages={**pages, **self.pages},
            initiatives={**whole.initiatives, **self.initiatives},
            rows={**whole.rows, **self.rows},
        )


@dataclass(slots=True, kw_only=True)
class Newest:
    """Keeps the newest report, and the newest complete one, until there is a newer."""

    rows: Callable[[int], Awaitable[Sequence[ReportRow]]]
    read: Callable[[str], Awaitable[Report | None]]
    _kept: dict[bool, tuple[str, Open]] = field(default_factory=dict)
    _older: dict[str, Open] = field(default_factory=dict)
    """Reports that somebody pages through, by their runs."""
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self, *, complete: bool = False) -> Open:
        """What is open by the newest report, and by the newest complete one where that could not judge; with `complete`, by that alone."""
        if complete:
            return await self._looked_up(complete=True)
        newest = await self._looked_up(complete=False)
        if newest.report is None or newest.report.run.status is RunStatus.COMPLETE:
            return newest
        return newest.over(await self._looked_up(complete=True))

    async def at(self, report_id: str) -> Open | None:
        """What was open by a report that may have been followed by others meanwhile; None when it is not there any more."""
        rows = [row for row in await self.rows(_ROWS) if _is_not_after(row.report_id, report_id)]
        if not rows or rows[0].report_id != report_id:
            return None
        found = await self._kept_or_read(rows[0])
        whole = next((row for row in rows if row.run.status is RunStatus.COMPLETE), None)
        if whole is None or whole is rows[0]:
            return found
        return found.over(await self._kept_or_read(whole))

    async def _kept_or_read(self, row: ReportRow) -> Open:
        async with self._one_at_a_time:
            for run_id, found in (*self._kept.values(), *self._older.items()):
                if run_id == row.run.id:
                    return found
            found = await asyncio.to_thread(Open.of, await self.read(row.report_id))
            self._keep_for_pagers(row.run.id, found)
            return found

    def _keep_for_pagers(self, run_id: str, found: Open) -> None:
        """Keep an older report for whoever pages through it, in place of one that was kept before the others."""
        self._older[run_id] = found
        while len(self._older) > _MOST_OLDER:
            del self._older[next(iter(self._older))]

    async def _looked_up(self, *, complete: bool) -> Open:
        rows = await self.rows(_ROWS if complete else 1)
        row = next((row for row in rows if not complete or row.run.status is RunStatus.COMPLETE), None)
        if row is None:
            return Open()
        async with self._one_at_a_time:
            kept = self._kept.get(complete)
            if kept is None or kept[0] != row.run.id:
                other = self._kept.get(not complete)
                found = other[1] if other and other[0] == row.run.id else await asyncio.to_thread(Open.of, await self.read(row.report_id))
                if kept:
                    self._keep_for_pagers(*kept)
                kept = self._kept[complete] = (row.run.id, found)
            return kept[1]


def _is_not_after(report_id: str, other: str) -> bool:
    """Whether a report was made no later than another; the second of a day comes after the first."""

    def age(name: str) -> tuple[str, int]:
        day, _, revision = name.partition(".")
        return day, int(revision) if revision.isascii() and revision.isdigit() else 1

    return age(report_id) <= age(other)
