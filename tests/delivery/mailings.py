"""People, and reports of a week about what is theirs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from audit.delivery.roster import Person
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.model.standing import State
from tests.renderers import reports

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Monday at seven in Berlin."""
AMINA = Person(ref="o1_7f3a", address="amina@example.org", name="Amina")
JOAO = Person(ref="o1_0a0a", address="joao@example.org", name="Joao", initiatives=frozenset({"ini_00001"}))


def night(report: Report, day: int, *, month: int = 11, status: RunStatus = RunStatus.COMPLETE) -> Report:
    at = datetime(2026, month, day, 2, tzinfo=UTC)
    run = replace(report.run, id=f"run_{at:%m%d}", started_at=at, status=status)
    return replace(report, date=at.date(), generated_at=at + timedelta(minutes=40), run=run)


def broken(*numbers: int, state: State = State.OPEN) -> Report:
    rows = [reports.initiative(number) for number in range(3)]
    lines = [reports.line(0, initiative=rows[number], url=f"https://x.example/{number}", state=state) for number in numbers]
    return reports.arranged(lines, rows)
