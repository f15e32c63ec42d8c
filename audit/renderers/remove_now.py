"""``feeds/remove-now.atom``: what leads visitors into danger and has to go today, an entry for each place where it stands."""

from datetime import datetime

from audit.model.report import Line, Report
from audit.model.standing import Record
from audit.ports import Document
from audit.renderers import names
from audit.renderers.feed import Entry, Feed, tag
from audit.renderers.html.shown import shown
from audit.renderers.html.words import Words


def remove_now(report: Report, words: Words) -> Document:
    """The feed as one report has it: the same bytes until something is found, changes, or is gone.

    An entry leads to the page of its initiative. The address itself stands in none: many readers turn any they see into a link.
    """
    feed = Feed(
        name=names.REMOVE_NOW,
        id=tag(report.base_url, "remove-now"),
        title=words.t("page.feed.remove_now", site=shown(report.site_name)),
        site_name=shown(report.site_name),
        base_url=report.base_url,
    )
    return feed.document(_entry(line, report, words) for line in report.to_do if line.label == "remove")


def _entry(line: Line, report: Report, words: Words) -> Entry:
    return Entry(
        id=tag(report.base_url, f"remove-now/{line.finding.id}"),
        title=words.t("page.feed.remove_now_entry", initiative=shown(line.initiative), problem=shown(line.message.title)),
        updated=_changed(line.record),
        page=names.living_initiative(line.finding.entry_id),
        summary=shown(f"{line.message.why} {line.message.do}"),
    )


def _changed(record: Record) -> datetime:
    """When its state last became another: it was shown, became worse or surer, or came back."""
    moments = (record.shown_at or record.first_seen, record.changed_at, record.returned_at)
    return max(moment for moment in moments if moment)
