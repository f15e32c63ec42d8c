"""A report as lists show it."""

from collections import Counter

from audit.model.report import LABELS, Report
from audit.model.standing import State
from audit.ports import ReportRow


def row_of(report: Report) -> ReportRow:
    """The row of one report."""
    labels = Counter(line.label for line in report.lines)
    shown = [line for line in report.lines if line.label in LABELS]
    states = Counter(line.record.state for line in shown)
    ended = Counter(closed.state for closed in report.closed)
    return ReportRow(
        report_id=report.id,
        run=report.run,
        generated_at=report.generated_at,
        totals={
            **{label: labels[label] for label in (*LABELS, "suspected")},
            "new": states[State.NEW],
            "came_back": states[State.CAME_BACK],
            "changed": states[State.CHANGED],
            "fixed": ended[State.FIXED],
            "left": ended[State.LEFT],
            "open": len(shown),
            "initiatives": report.coverage.initiatives,
            "links": report.coverage.links,
        },
        health_percent=report.health.percent,
        clean=report.health.clean,
        broken=report.health.broken,
        unknown=report.health.unknown,
        coverage_percent=report.coverage.percent,
    )
