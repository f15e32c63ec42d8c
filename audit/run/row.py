"""A report as lists show it."""

from audit.model.report import Report
from audit.ports import ReportRow
from audit.stores.rows import totals


def row_of(report: Report) -> ReportRow:
    """The row of one report."""
    return ReportRow(
        report_id=report.id,
        run=report.run,
        generated_at=report.generated_at,
        totals=totals(report),
        health_percent=report.health.percent,
        clean=report.health.clean,
        broken=report.health.broken,
        unknown=report.health.unknown,
        coverage_percent=report.coverage.percent,
    )
