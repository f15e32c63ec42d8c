"""Reports as the store keeps them, for the commands that read them."""

from audit import wiring
from audit.config.shape import Config
from audit.errors import UsageError
from audit.model.report import Line, Report


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


def in_one_line(line: Line) -> str:
    """A finding as terminals list it: its id, its urgency, what is wrong, and where."""
    subject = line.target_url or line.field_label
    return printable(f"{line.finding.id}  {line.label:<7} {line.message.short:<42} {subject}   {line.initiative}")


def printable(text: str) -> str:
    """The text without what would drive a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
