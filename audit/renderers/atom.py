"""The feeds that go along with every report: ``reports.atom``, and one for each partner. Incomplete reports are entries of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from zoneinfo import ZoneInfo

from audit.model.run import RunStatus
from audit.ports import Document, ReportRow
from audit.renderers import names
from audit.renderers.feed import MOST_ENTRIES, Entry, Feed, tag
from audit.renderers.html.shown import shown
from audit.renderers.html.words import Words
from audit.wording import catalogue

_CHANGES = ("new", "came_back", "fixed")
"""What a partner is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed:
    """The newest reports as RFC 4287 has them."""

    base_url: str = ""
    """Where the reports are hosted; entries lead on by relative addresses when nowhere."""
    language: str = "en"

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> tuple[Document, ...]:
        """See `IndexRenderer.render_index`; a run without a report is no entry."""
        del generated_at, failed
        words = Words(wording=catalogue(self.language), zone=ZoneInfo(timezone))
        site_name = shown(site_name)
        feed = Feed(name=names.FEED, id=tag(self.base_url, "reports"), title=site_name, site_name=site_name, base_url=self.base_url)
        return (feed.document(_entry(row, words, base_url=self.base_url) for row in _newest(rows)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFeeds:
    """A feed for each partner: the reports that changed something in the partner's initiatives, and those that cannot say."""

    base_url: str = ""
    """See `AtomFeed.base_url`."""
    language: str = "en"

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> tuple[Document, ...]:
        """See `IndexRenderer.render_index`: a partner has a feed while any of the reports knows it."""
        del generated_at, failed
        words = Words(wording=catalogue(self.language), zone=ZoneInfo(timezone))
        telling: dict[str, list[ReportRow]] = {}
        for row in rows:
            for partner, changed in row.partners.items():
                known = telling.setdefault(partner, [])
                if _complete(row) and any(changed.get(word) for word in _CHANGES):
                    known.append(row)
        silent = [row for row in rows if not _complete(row)]
        return tuple(self._feed(partner, [*telling[partner], *silent], words, site_name=site_name) for partner in sorted(telling))

    def _feed(self, partner: str, rows: Iterable[ReportRow], words: Words, *, site_name: str) -> Document:
        name = names.partner_feed(partner)
        feed = Feed(
            name=name,
            id=tag(self.base_url, name.removesuffix(names.ATOM)),
            title=words.t("page.feed.partner", site=shown(site_name), partner=shown(partner)),
            site_name=shown(site_name),
            base_url=self.base_url,
        )
        about = name.removeprefix("feeds").removesuffix(names.ATOM)
        return feed.document(
            _entry(row, words, base_url=self.base_url, told=_told(row.partners.get(partner, {}), row, words), about=about)
            for row in _newest(rows)
        )


def _newest(rows: Iterable[ReportRow]) -> Iterable[ReportRow]:
    """The rows that a feed has room for: words for the others would be thrown away, thousands of times for hundreds of partners."""
    return nlargest(MOST_ENTRIES, rows, key=lambda row: (row.generated_at, row.report_id))


def _told(changed: Mapping[str, int], row: ReportRow, words: Words) -> tuple[str, str]:
    """A report in the eyes of one partner, as a title and a summary."""
    said = ", ".join(words.t(f"page.feed.{word}", count=changed[word]) for word in _CHANGES if changed.get(word))
    title = words.t("page.feed.partner_entry", report=words.report_day(row.report_id), changes=said)
    return title, words.t("page.feed.there", changes=said)


def _entry(row: ReportRow, words: Words, *, base_url: str, told: tuple[str, str] | None = None, about: str = "") -> Entry:
    """A report as an entry, with a title and a summary of its own where it is `told` from one side; an incomplete one says so."""
    title, summary = (told or (_title(row, words), _summary(row, words))) if _complete(row) else _incomplete(row, words)
    return Entry(
        id=tag(base_url, f"report/{row.report_id}{about}", year=row.generated_at.year),
        title=title,
        updated=row.generated_at,
        page=f"{row.report_id}/{names.OVERVIEW}",
        summary=summary,
    )


def _complete(row: ReportRow) -> bool:
    return row.run.status is RunStatus.COMPLETE


def _incomplete(row: ReportRow, words: Words) -> tuple[str, str]:
    status = words.t(f"status.{row.run.status}")
    return f"{words.report_day(row.report_id)}: {status}", shown(row.run.why or status)


def _title(row: ReportRow, words: Words) -> str:
    return words.t(
        "page.feed.title", new=row.totals.get("new", 0), fixed=row.totals.get("fixed", 0), report=words.report_day(row.report_id)
    )


def _summary(row: ReportRow, words: Words) -> str:
    said = words.t("page.index.findings", **{word: row.totals.get(word, 0) for word in ("open", "new", "fixed")})
    if row.health_percent is None:
        return said
    counted = row.clean + row.broken + row.unknown
    return f"{words.t('page.note.health', percent=row.health_percent, clean=row.clean, counted=counted)} {said}"
