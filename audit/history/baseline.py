"""Which earlier report a run is held against."""

from collections.abc import Iterable

from audit.model.run import RunStatus
from audit.ports import ReportRow


def major(ruleset: str) -> str:
    """The part of a ruleset's version within which reports can be compared: ``3`` of ``3.1``."""
    return ruleset.split(".", 1)[0]


def choose_baseline(newest_first: Iterable[ReportRow], *, scope: str, ruleset: str) -> tuple[ReportRow | None, tuple[tuple[str, str], ...]]:
    """The newest complete report of the same scope and the same major ruleset, and the newer ones passed over with the reason."""
    passed_over: list[tuple[str, str]] = []
    for row in newest_first:
        reason = _unfit(row, scope=scope, ruleset=ruleset)
        if not reason:
            return row, tuple(passed_over)
        passed_over.append((row.report_id, reason))
    return None, tuple(passed_over)


def _unfit(row: ReportRow, *, scope: str, ruleset: str) -> str:
    if row.run.scope != scope:
        return "other_scope"
    if row.run.status is not RunStatus.COMPLETE:
        return row.run.status.value
    return "" if major(row.run.ruleset) == major(ruleset) else "other_rules"
