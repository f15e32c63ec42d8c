"""Reports as the store keeps them, for the commands that read them."""

from audit import wiring
from audit.config.shape import Config
from audit.errors import UsageError
from audit.model.report import Line, Report
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.run.agreeing import line_about
from audit.stores import SqlStore


async def open_line(store: SqlStore, what: str) -> tuple[Report, Line]:
    """The open finding that a person means by its id or its target's, and the newest report that knows it.

    A night that could not be trusted leaves out what it could not judge, so reports are read back to the newest complete one.

    Raises:
        UsageError: it is over, or no report has it.
    """
    for row in await store.reports():
        report = await store.report(row.report_id)
        if report is None:
            continue
        if line := line_about(report.lines, what):
            return report, line
        over = next((one for one in report.closed if what in {one.record.id, one.record.finding.target_id}), None)
        if over is not None and over.state is not State.NOT_RECHECKED:
            raise UsageError(f"{what} is not open any more: {over.state.value} by report {report.id}.")
        if report.run.status is RunStatus.COMPLETE:
            break
    raise UsageError(f"No report has a finding or a target {what} open.", remedy="`audit findings` lists what is open.")


async def report_of(config: Config, report_id: str | None) -> Report | None:
    """The report of that name, or the newest without one; None when there is none."""
    if report_id is None:
        return await wiring.newest_report(config)
    store = wiring.store_of(config)
    try:
        await store.open()
        return await store.report(report_id)
    finally:
        await store.close()


def needed(config: Config, report_id: str | None = None) -> Report:
    """The report of that name, or the newest.

    Raises:
        UsageError: there is none.
    """
    found = wiring.run_loop(report_of(config, report_id))
    if found is None:
        raise UsageError(
            f"There is no report {report_id}." if report_id else "There is no report yet.",
            remedy="`audit report list` shows what there is.",
        )
    return found


def initiatives_of(config: Config, partners: tuple[str, ...]) -> frozenset[str]:
    """The initiatives of some partners, as the newest report has them.

    Raises:
        UsageError: there is no report, or a partner has none in it.
    """
    rows, wanted = needed(config).initiatives, {name.casefold() for name in partners}
    if unknown := [name for name in partners if name.casefold() not in {row.partner.casefold() for row in rows}]:
        raise UsageError(f"No initiative of the newest report has the partner {unknown[0]}.", remedy="Write it as the initiatives do.")
    return frozenset(row.id for row in rows if row.partner.casefold() in wanted)


def in_one_line(line: Line) -> str:
    """A finding as terminals list it: its id, its urgency, what is wrong, and where."""
    subject = line.target_url or line.field_label
    return printable(f"{line.finding.id}  {line.label:<7} {line.message.short:<42} {subject}   {line.initiative}")


def printable(text: str) -> str:
    """The text without what would drive a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
