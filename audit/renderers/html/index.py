"""The list of all reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from audit.model.run import RunStatus
from audit.ports import Document, ReportRow
from audit.renderers.html.environment import page
from audit.renderers.html.sentences import sentence
from audit.renderers.html.trend import HEIGHT, LEFT, WIDTH, Trend, day_of, trend
from audit.renderers.html.words import Words
from audit.wording import catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlIndex:
    """The page that leads to every report."""

    language: str = "en"

    def render_index(self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime) -> Document:
        """See `IndexRenderer.render_index`."""
        words = Words(wording=catalogue(self.language), zone=ZoneInfo(timezone))
        newest_first = sorted(rows, key=lambda row: (row.generated_at, row.report_id), reverse=True)
        drawn = trend(newest_first)
        content = page(
            "index.html",
            w=words,
            say=words.of_cards,
            site_name=site_name,
            timezone=timezone,
            generated_at=generated_at,
            rows=[_listed(row, words) for row in newest_first],
            newest=newest_first[0].report_id if newest_first else "",
            sentences=_sentences(newest_first, words),
            banner=_banner(newest_first, words),
            trend=drawn,
            trend_sentence=_trend_sentence(drawn, words),
            size=(WIDTH, HEIGHT),
            left=LEFT,
        )
        return Document(name="index.html", content=content)


def trusted(row: ReportRow) -> bool:
    """Whether a report says something about everything that it should have looked at."""
    return row.run.status is RunStatus.COMPLETE


def _banner(rows: Sequence[ReportRow], words: Words) -> str:
    if not rows or trusted(rows[0]):
        return ""
    run = rows[0].run
    return words.t("page.index.last_problem", why=sentence(run.why or words.t(f"status.{run.status}")))


def _sentences(rows: Sequence[ReportRow], words: Words) -> tuple[str, ...]:
    """How things stand, by the newest report that can be trusted."""
    last = next((row for row in rows if trusted(row)), None)
    if last is None:
        return ()
    said: list[str] = []
    if last.health_percent is not None:
        counted = last.clean + last.broken + last.unknown
        said.append(words.t("page.note.health", percent=last.health_percent, clean=last.clean, counted=counted))
    said += [
        words.t("page.index.findings", **{word: last.totals.get(word, 0) for word in ("open", "new", "fixed")}),
        words.t("page.index.last", moment=words.moment(last.generated_at), percent=words.share(last.coverage_percent)),
    ]
    return tuple(said)


def _trend_sentence(drawn: Trend, words: Words) -> str:
    first, last = drawn.first, drawn.last
    if first is None or last is None:
        return words.t("page.index.trend_none")
    share, day = f"{last.health_percent}", day_of(last)
    if first is last:
        return words.t("page.index.trend_one", last=share, last_day=day)
    return words.t("page.index.trend_sentence", first=f"{first.health_percent}", first_day=day_of(first), last=share, last_day=day)


def _listed(row: ReportRow, words: Words) -> tuple[str, str, tuple[str, ...]]:
    """A report's day, its folder, and the cells of its row. What a report cannot know stays open."""
    known = trusted(row)
    health = f"{row.health_percent}%" if known and row.health_percent is not None else words.t("page.index.not_comparable")
    counts = tuple(words.number(row.totals.get(word, 0)) if known else "–" for word in ("new", "fixed", "open"))
    checked = f"{words.share(row.coverage_percent)}%"
    return words.report_day(row.report_id), f"{row.report_id}/index.html", (health, *counts, checked, words.t(f"status.{row.run.status}"))
