"""``findings.csv``: the open findings for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import Line, Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.mended import mended

COLUMNS = (
    "finding_id",
    "urgency",
    "state",
    "title",
    "initiative",
    "initiative_id",
    "partner",
    "field",
    "file",
    "line",
    "link_text",
    "url",
    "verdict",
    "suggestion",
    "why",
    "what_to_do",
    "first_seen",
    "days_open",
    "rule",
    "severity",
    "certainty",
    "evidence",
    "places",
    "edit",
    "acknowledged",
    "acknowledged_until",
    "acknowledged_because",
)
"""Their order is part of the format: further columns come last."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRenderer:
    """The open findings as a table (RFC 4180), with the mark that makes spreadsheets read UTF-8."""

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "csv"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        partners = {row.id: row.partner for row in report.initiatives}
        text = io.StringIO(newline="")
        table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for line in report.lines:
            if line.label != "suspected":
                table.writerow(inert(cell) for cell in _cells(line, partner=partners.get(line.finding.entry_id, "")))
        yield Document(name=names.CSV, content=text.getvalue().encode("utf-8-sig"))


def _cells(line: Line, *, partner: str) -> tuple[str, ...]:
    finding, record = line.finding, line.record
    place, word = finding.occurrences[0], line.acknowledgement
    return (
        finding.id,
        line.label,
        record.state or "",
        line.message.title,
        line.initiative,
        finding.entry_id,
        partner,
        line.field_label,
        place.location.path,
        str(place.location.line),
        place.text,
        place.href or line.target_url,
        line.verdict,
        line.suggestion,
        line.message.why,
        line.message.do,
        record.first_seen.date().isoformat(),
        str(line.days_open),
        finding.rule,
        finding.severity,
        finding.certainty,
        line.evidence,
        str(len(finding.occurrences)),
        line.edit_url,
        word.kind if word else "",
        word.until.isoformat() if word else "",
        word.reason if word else "",
    )


def inert(cell: str) -> str:
    """A cell as spreadsheets take it for text.

    They read what starts with these characters as a formula, also after blanks and quotes (OWASP, "CSV injection"); control
    characters end a cell early in some of them.
    """
    text = "".join(" " if ord(character) < 32 and character not in "\t\r\n" else character for character in mended(cell))
    return "'" + text if text.lstrip(" \"'\u00a0").startswith(_FORMULA_STARTS) else text
