"""``reports.csv``: the list of reports for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from audit.ports import Document, ReportRow
from audit.renderers import names
from audit.renderers.csv import inert

_FACTS = ("report", "run", "status", "made", "nothing_broken_percent", "clean", "broken", "not_known", "checked_percent")
_COUNTS = (
    "new",
    "came_back",
    "changed",
    "fixed",
    "open",
    "remove",
    "fix",
    "check",
    "tidy",
    "initiatives",
    "links",
    "joined",
    "gone",
    "gone_broken",
    "median_days_open",
    "days_until_fixed",
)
COLUMNS = (*_FACTS, *_COUNTS, "why")
"""Their order is part of the format: further columns come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvIndex:
    """All reports as a table (RFC 4180), with the mark that makes spreadsheets read UTF-8."""

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> tuple[Document, ...]:
        """See `IndexRenderer.render_index`; a run without a report is no row."""
        del site_name, timezone, generated_at, failed
        text = io.StringIO(newline="")
        table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for row in sorted(rows, key=lambda row: (row.generated_at, row.report_id), reverse=True):
            table.writerow(inert(cell) for cell in _cells(row))
        return (Document(name=names.REPORTS_CSV, content=text.getvalue().encode("utf-8-sig")),)


def _cells(row: ReportRow) -> tuple[str, ...]:
    made = f"{row.generated_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    share = "" if row.health_percent is None else str(row.health_percent)
    facts = (row.report_id, row.run.id, row.run.status.value, made, share, str(row.clean), str(row.broken), str(row.unknown))
    counts = (str(row.totals.get(word, "")) for word in _COUNTS)
    return (*facts, f"{row.coverage_percent:.2f}", *counts, row.run.why)
