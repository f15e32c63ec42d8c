"""``reports.atom``: a feed with one entry for each report, incomplete ones too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace
from zoneinfo import ZoneInfo

from audit.model.run import RunStatus
from audit.ports import Document, ReportRow
from audit.renderers import names
from audit.renderers.html.words import Words
from audit.renderers.written import xml_bytes, xml_text
from audit.wording import catalogue

_ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 60


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
        del failed
        register_namespace("", _ATOM)
        words = Words(wording=catalogue(self.language), zone=ZoneInfo(timezone))
        newest_first = sorted(rows, key=lambda row: (row.generated_at, row.report_id), reverse=True)[:MOST_ENTRIES]
        feed = Element(f"{{{_ATOM}}}feed")
        _add(feed, "id", f"{self._authority(generated_at.year)}reports")
        _add(feed, "title", site_name)
        _add(feed, "updated", _moment(newest_first[0].generated_at if newest_first else generated_at))
        SubElement(feed, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=self._address(names.FEED))
        _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", site_name)
        for row in newest_first:
            self._entry(feed, row, words)
        return (Document(name=names.FEED, content=xml_bytes(feed)),)

    def _entry(self, feed: Element, row: ReportRow, words: Words) -> None:
        entry = SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"{self._authority(row.generated_at.year)}report/{row.report_id}")
        _add(entry, "title", _title(row, words))
        _add(entry, "updated", _moment(row.generated_at))
        SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=self._address(f"{row.report_id}/{names.OVERVIEW}"))
        _add(entry, "summary", _summary(row, words))

    def _address(self, name: str) -> str:
        return f"{self.base_url}/{name}" if self.base_url else name

    def _authority(self, year: int) -> str:
        """The beginning of every id: a tag of the host (RFC 4151), which never changes once published."""
        host = urlsplit(self.base_url).hostname
        return f"tag:{host},{year}:" if host else "urn:x-initiative-audit:"


def _title(row: ReportRow, words: Words) -> str:
    if row.run.status is not RunStatus.COMPLETE:
        return f"{words.report_day(row.report_id)}: {words.t(f'status.{row.run.status}')}"
    return words.t(
        "page.feed.title", new=row.totals.get("new", 0), fixed=row.totals.get("fixed", 0), report=words.report_day(row.report_id)
    )


def _summary(row: ReportRow, words: Words) -> str:
    if row.run.status is not RunStatus.COMPLETE:
        return row.run.why or words.t(f"status.{row.run.status}")
    said = words.t("page.index.findings", **{word: row.totals.get(word, 0) for word in ("open", "new", "fixed")})
    if row.health_percent is None:
        return said
    counted = row.clean + row.broken + row.unknown
    return f"{words.t('page.note.health', percent=row.health_percent, clean=row.clean, counted=counted)} {said}"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = xml_text(text)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
