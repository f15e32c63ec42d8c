"""The list of all reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from audit.model.run import RunStatus
from audit.ports import Document, ReportRow
from audit.renderers import names
from audit.renderers.html.environment import page
from audit.renderers.html.lists import neighbours
from audit.renderers.html.sentences import sentence
from audit.renderers.html.tables import Table, in_pages
from audit.renderers.html.trend import HEIGHT, LEFT, WIDTH, Trend, day_of, trend
from audit.renderers.html.words import Words
from audit.wording import catalogue

REPORTS_ON_A_PAGE = 84
"""Twelve weeks of nights, like the drawing above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlIndex:
    """The pages that lead to every report."""

    language: str = "en"

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> tuple[Document, ...]:
        """See `IndexRenderer.render_index`: the first page says how things stand, further ones list older reports."""
        words = Words(wording=catalogue(self.language), zone=ZoneInfo(timezone))
        newest_first = sorted(rows, key=lambda row: (row.generated_at, row.report_id), reverse=True)
        pages = list(in_pages(newest_first, REPORTS_ON_A_PAGE)) or [()]
        made: list[Document] = []
        for number, some in enumerate(pages, start=1):
            content = page(
                "index.html" if number == 1 else "older.html",
                w=words,
                say=words.of_cards,
                site_name=site_name,
                generated_at=generated_at,
                table=_table(some, words),
                title=words.t("page.index.older_title", page=number, pages=len(pages)),
                up="",
                page=neighbours(number, len(pages), names.reports_page),
                **(_standing(newest_first, words, failed=failed) if number == 1 else {}),
            )
            made.append(Document(name=names.reports_page(number), content=content))
        return tuple(made)


def trusted(row: ReportRow) -> bool:
    """Whether a report says something about everything that it should have looked at."""
    return row.run.status is RunStatus.COMPLETE


def _standing(rows: Sequence[ReportRow], words: Words, *, failed: datetime | None) -> dict[str, Any]:
    """What the first page says before its table."""
    drawn = trend(rows)
    return {
        "feed": names.FEED,
        "remove_now": names.REMOVE_NOW,
        "csv": names.REPORTS_CSV,
        "newest": rows[0].report_id if rows else "",
        "sentences": _sentences(rows, words),
        "banner": words.t("page.index.last_failed", moment=words.moment(failed)) if failed else _banner(rows, words),
        "trend": drawn,
        "trend_sentence": _trend_sentence(drawn, words),
        "months": [(x, words.wording.words.dated(begin, "{month}")) for x, begin in drawn.months],
        "key": _key(drawn, words),
        "size": (WIDTH, HEIGHT),
        "left": LEFT,
    }


def _banner(rows: Sequence[ReportRow], words: Words) -> str:
    if not rows or trusted(rows[0]):
        return ""
    run = rows[0].run
    return words.t("page.index.last_problem", why=sentence(run.why or words.t(f"status.{run.status}")))


def _sentences(rows: Sequence[ReportRow], words: Words) -> tuple[str, ...]:
    """How things stand, by the newest report that can be trusted, a paragraph each."""
    last = next((row for row in rows if trusted(row)), None)
    if last is None:
        return ()
    paragraphs = ((_health(last, words),), (_moved(last, words), _rest(last, words), _lasting(last, words)), _state(last, words))
    told = (" ".join(sentence for sentence in paragraph if sentence) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in told if paragraph)


def _health(last: ReportRow, words: Words) -> str:
    if last.health_percent is None:
        return ""
    counted = last.clean + last.broken + last.unknown
    return words.t("page.note.health", percent=last.health_percent, clean=last.clean, counted=counted)


def _rest(last: ReportRow, words: Words) -> str:
    return "" if last.health_percent is None else words.t("page.index.health_rest", broken=last.broken, unknown=last.unknown)


def _moved(last: ReportRow, words: Words) -> str:
    """Whether it got better over some weeks, among the same initiatives."""
    since = last.since
    if since is None:
        return ""
    way = "up" if since.change_points > 0 else "down" if since.change_points < 0 else "same"
    return words.t(f"page.index.moved_{way}", points=words.points(abs(since.change_points)), span=_span(since.day, last, words))


def _span(day: date, last: ReportRow, words: Words) -> str:
    """``4 weeks``, or ``9 days`` where that says more."""
    days = (day_of(last) - day).days
    return words.count("week", round(days / 7)) if days >= 14 else words.count("day", days)


def _lasting(last: ReportRow, words: Words) -> str:
    """How long a problem lasts, and how long it did some weeks ago: until it is fixed, or else how old those are that are open."""
    since = last.since
    for word, key, before in (
        ("days_until_fixed", "until_fixed", since.days_until_fixed if since else None),
        ("median_days_open", "median", since.median_days if since else None),
    ):
        days = last.totals.get(word)
        if days is None:
            continue
        if since is None or before is None:
            return words.t(f"page.index.{key}", days=words.count("day", days))
        span = _span(since.day, last, words)
        return words.t(f"page.index.{key}_before", days=words.count("day", days), before=words.count("day", before), span=span)
    return ""


def _state(last: ReportRow, words: Words) -> Iterator[str]:
    yield words.t("page.index.findings", **{word: last.totals.get(word, 0) for word in ("open", "new", "fixed")})
    yield words.t("page.index.last", moment=words.moment(last.generated_at), percent=words.share(last.coverage_percent))


def _trend_sentence(drawn: Trend, words: Words) -> str:
    first, last = drawn.first, drawn.last
    if first is None or last is None:
        return words.t("page.index.trend_none")
    share, day = f"{last.health_percent}", day_of(last)
    if first is last:
        return words.t("page.index.trend_one", last=share, last_day=day)
    return words.t("page.index.trend_sentence", first=f"{first.health_percent}", first_day=day_of(first), last=share, last_day=day)


def _key(drawn: Trend, words: Words) -> str:
    """What the signs of a drawing mean that are on it."""
    said = [words.t("page.index.key_hollow")] if drawn.hollow else []
    return " ".join([*said, words.t("page.index.key_seam")] if drawn.seams else said)


def _table(rows: Sequence[ReportRow], words: Words) -> Table:
    heads = tuple(words.t(f"page.index.{word}") for word in ("report", "clean", "new", "fixed", "open", "checked", "about"))
    return Table(caption=words.t("page.index.reports"), heads=heads, rows=tuple(_listed(row, words) for row in rows))


def _listed(row: ReportRow, words: Words) -> tuple[str, str, tuple[str, ...]]:
    """A report's day, its folder, and the cells of its row. What a report cannot know stays open."""
    known = trusted(row)
    health = f"{row.health_percent}%" if known and row.health_percent is not None else words.t("page.index.not_comparable")
    counts = tuple(words.number(row.totals.get(word, 0)) if known else "–" for word in ("new", "fixed", "open"))
    checked = f"{words.share(row.coverage_percent)}%"
    about = words.t(f"status.{row.run.status}")
    gone = row.totals.get("gone_broken", 0) if known else 0
    if gone:
        about = f"{about}; {words.t('page.index.gone_broken', initiatives=gone)}"
    return words.report_day(row.report_id), f"{row.report_id}/index.html", (health, *counts, checked, about)
