"""Reports in which something waits by agreement."""

from dataclasses import replace
from datetime import date

from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.report import LABELS, Line, Report
from tests.renderers import reports


def waiting(report: Report, *, until: date = date(2026, 11, 24), every: bool = False) -> Report:
    """The report with a word about its first finding to fix, or about everything."""
    chosen = [line for line in report.lines if line.label in LABELS and (every or line.label == "fix")]
    chosen = chosen if every else chosen[:1]
    words = {line.finding.id: word_on(line, until) for line in chosen}
    lines = tuple(
        replace(line, record=replace(line.record, acknowledgement=words[line.finding.id])) if line.finding.id in words else line
        for line in report.lines
    )
    return replace(report, lines=lines, acknowledgements=tuple(words.values()))


def word_on(line: Line, until: date) -> Acknowledgement:
    return Acknowledgement(
        kind=AckKind.WAITING,
        scope=AckScope.FINDING,
        subject=line.finding.id,
        family=line.finding.family,
        rule=line.finding.rule,
        severity=line.finding.severity,
        certainty=line.finding.certainty,
        reason="The partner promised a new page.",
        by="Amina K.",
        created_at=reports.NIGHT,
        until=until,
    )
