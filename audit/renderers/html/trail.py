"""The way back up from a page, and the words of its title."""

from audit.model.report import Report
from audit.renderers import names
from audit.renderers.html.words import Words

Step = tuple[str, str]
"""A page's name, and its address; empty for the page itself."""


def above(name: str) -> str:
    """What leads from a document to the report's folder."""
    return "../" * name.count("/")


def steps(report: Report, words: Words, *, up: str, title: str = "") -> tuple[Step, ...]:
    """The pages above a page, and itself; `up` leads to the report's folder."""
    day = words.report_day(report.id)
    all_reports = (words.t("page.nav.all"), f"{up}../index.html")
    if not title:
        return (all_reports, (day, ""))
    return (all_reports, (day, f"{up}{names.OVERVIEW}"), (title, ""))
