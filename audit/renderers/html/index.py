"""The list of all reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from audit.model.run import RunStatus
from audit.ports import Document, ReportRow
from audit.renderers import names
from audit.renderers.html.environment import page
from audit.renderers.html.sentences import sentence
from audit.renderers.html.trend import HEIGHT, LEFT, WIDTH, Trend, day_of, trend
from audit.renderers.html.words import Words
from audit.wording import catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlIndex:
    """The page that leads to every report."""

    language: str = "en"

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> Document:
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
            feed=names.FEED,
            newest=newest_first[0].report_id if newest_first else "",
            sentences=_sentences(newest_first, words),
            banner=words.t("page.index.last_failed", moment=words.moment(failed)) if failed else _banner(newest_first, words),
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
    return tuple(sentence for sentence in (_health(last, words), _moved(last, words), *_state(last, words)) if sentence)


def _health(last: ReportRow, words: Words) -> str:
    if last.health_percent is None:
        return ""
    counted = last.clean + last.broken + last.unknown
    said = words.t("page.note.health", percent=last.health_percent, clean=last.clean, counted=counted)
    return f"{said} {words.t('page.index.health_rest', broken=last.broken, unknown=last.unknown)}"


def _moved(last: ReportRow, words: Words) -> str:
    """Whether it got better over some weeks, among the same initiatives."""
    since = last.since
    if since is None:
        return ""
    way = "up" if since.change_points > 0 else "down" if since.change_points < 0 else "same"
    points = words.points(abs(since.change_points))
    return words.t(f"page.index.moved_{way}", points=points, day=since.day, initiatives=since.initiatives)


def _state(last: ReportRow, words: Words) -> Iterator[str]:
    yield words.t("page.index.findings", **{word: last.totals.get(word, 0) for word in ("open", "new", "fixed")})
    median = last.totals.get("median_days_open")
    if median is not None:
        said = words.t("page.index.median", days=words.count("day", median))
        before = last.since.median_days if last.since else None
        yield said if before is None else f"{said} {words.t('page.index.median_before', days=words.count('day', before))}"
    yield words.t("page.index.last", moment=words.moment(last.generated_at), percent=words.share(last.coverage_percent))


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
    about = words.t(f"status.{row.run.status}")
    gone = row.totals.get("gone_broken", 0) if known else 0
    if gone:
        about = f"{about}; {words.t('page.index.gone_broken', initiatives=gone)}"
    return words.report_day(row.report_id), f"{row.report_id}/index.html", (health, *counts, checked, about)
