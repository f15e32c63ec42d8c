"""A report as lists show it."""

from collections.abc import Sequence
from datetime import date, timedelta

from audit.history import like_for_like
from audit.model.details import Since
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.ports import ReportRow, Store
from audit.stores.rows import by_partner, totals

WEEKS = timedelta(days=28)
"""How far back the list of reports looks for whether things get better."""

_SOON = timedelta(days=6)
"""What is younger says nothing about weeks."""


def row_of(report: Report, *, since: Since | None = None) -> ReportRow:
    """The row of one report."""
    return ReportRow(
        report_id=report.id,
        run=report.run,
        generated_at=report.generated_at,
        totals=totals(report),
        health_percent=report.health.told_percent,
        clean=report.health.clean,
        broken=report.health.broken,
        unknown=report.health.unknown,
        coverage_percent=report.coverage.percent,
        since=since,
        partners=by_partner(report),
    )


async def moved_since(store: Store, report: Report, rows: Sequence[ReportRow], *, min_coverage: float) -> Since | None:
    """How things moved since the oldest report of the last weeks that can be compared; None without one."""
    known = [row for row in rows if _may_be_compared(row, report, min_coverage)]
    earlier = await store.report(known[-1].report_id) if known and report.health.comparable else None
    if earlier is None:
        return None
    now, before = ({row.id: row.health for row in one.initiatives} for one in (report, earlier))
    same, points = like_for_like(now, before)
    if points is None:
        return None
    return Since(
        day=_day(known[-1]),
        initiatives=same,
        change_points=points,
        median_days=earlier.health.median_days_open,
        days_until_fixed=earlier.health.days_until_fixed,
    )


def _may_be_compared(row: ReportRow, report: Report, min_coverage: float) -> bool:
    same = row.run.scope == report.run.scope and row.run.ruleset == report.run.ruleset
    sound = row.run.status is RunStatus.COMPLETE and row.coverage_percent >= min_coverage
    return same and sound and _SOON <= report.generated_at - row.generated_at <= WEEKS + _SOON / 12


def _day(row: ReportRow) -> date:
    return date.fromisoformat(row.report_id.partition(".")[0])
