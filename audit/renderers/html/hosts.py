"""A website's own page: what happened to it, how it did lately, how we treat it, and every link to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from audit.model.details import HostDay
from audit.model.report import HostRow, TargetRow
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.actions import Action, host_of
from audit.renderers.html.book import Book
from audit.renderers.html.lists import neighbours
from audit.renderers.html.paging import ACTIONS_ON_A_PAGE, places_each
from audit.renderers.html.tables import Row, Table, in_pages
from audit.renderers.html.words import Words

STRIP_DAYS = 30
LINKS_ON_A_PAGE = 200
_FAILING = ("broken", "unstable", "parked", "unsafe", "invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """How a website did lately, a mark for each day."""

    marks: tuple[str, ...]
    """The oldest day first: ``good``, ``fix``, ``tidy`` for a day on which some worked and some did not, or empty without a look."""
    sentence: str
    table: Table


def host_pages(book: Book) -> Iterator[Document]:
    """Every website that has a page: those of events, and those where one deed settles several addresses."""
    actions_on: dict[str, list[Action]] = {}
    for action in book.actions:
        actions_on.setdefault(host_of(action.first.target_url), []).append(action)
    targets_on: dict[str, list[TargetRow]] = {}
    for target in book.report.targets:
        targets_on.setdefault(target.check.host, []).append(target)
    rows = {row.host: row for row in book.report.hosts}
    for host in sorted(book.hosts):
        yield from _pages(book, host, rows.get(host), tuple(actions_on.get(host, ())), targets_on.get(host, []))


def _pages(book: Book, host: str, row: HostRow | None, own: tuple[Action, ...], targets: Sequence[TargetRow]) -> Iterator[Document]:
    """One page, and further ones for the links that it has no room for."""
    tables = _links(targets, book)
    name = partial(names.host_page, host)
    for number, links in enumerate(tables, start=1):
        around = neighbours(number, len(tables), name)
        if number == 1:
            yield _page(book, host, row, own, links, **around)
        else:
            yield book.page("table_page.html", name(number), title=host, table=links, texts=True, **around)


def _page(book: Book, host: str, row: HostRow | None, own: tuple[Action, ...], links: Table, **around: str) -> Document:
    words = book.words
    partners = sorted({book.partners.get(line.finding.entry_id, "") for action in own for line in action.lines} - {""})
    told, more = own[:ACTIONS_ON_A_PAGE], len(own) - ACTIONS_ON_A_PAGE
    return book.page(
        "host.html",
        names.host_page(host),
        title=host,
        living=names.living_host(host),
        event=_event(row, book) if row and row.event else "",
        do=words.t("page.host.do" if own else "page.host.do_held") if row and row.event else "",
        lead=_lead(row, own, words),
        last_good=words.moment(row.last_good) if row and row.last_good else "",
        partners=partners if len(partners) <= 3 else (),
        strip=strip(row.days, until=book.report.date, words=words) if row and row.days else None,
        manners=_manners(book),
        actions=told,
        most=places_each(told),
        actions_more=more,
        links=links,
        **around,
    )


def _event(row: HostRow, book: Book) -> str:
    if row.since is None:
        return book.words.known("page.host", row.event)
    days = max((book.report.date - row.since).days, 0)
    passed = book.words.count("day", days) if days else book.words.t("page.host.today")
    return book.words.t(f"page.host.{row.event}", since=row.since, days=passed)


def _lead(row: HostRow | None, own: Sequence[Action], words: Words) -> str:
    """How many links lead there: all of them where the website has something to say, else those that somebody should see to."""
    if row:
        return words.many("page.host.lead", row.links, links=row.links, initiatives=row.initiatives)
    places = sum(len(action.places) for action in own)
    reach = len({line.finding.entry_id for action in own for line in action.lines})
    return words.many("page.host.lead", places, links=places, initiatives=reach)


def strip(days: Sequence[HostDay], *, until: date, words: Words) -> Strip:
    """The last days up to the report's."""
    known = {day.day: day for day in days}
    asked = [until - timedelta(days=back) for back in reversed(range(STRIP_DAYS))]
    marks = tuple(_mark(known.get(day)) for day in asked)
    counts = {word: sum(mark == word for mark in marks) for word in ("good", "fix", "tidy")}
    rows = tuple(
        (words.t("page.report.day", day=day.day), None, tuple(map(words.number, (day.worked, day.failed, day.silent))))
        for day in reversed(days)
    )
    heads = tuple(words.t(f"page.strip.{word}") for word in ("day", "worked", "failed", "silent"))
    return Strip(
        marks=marks,
        sentence=words.t("page.strip.sentence", **counts, none=marks.count("")),
        table=Table(caption=words.t("page.strip.caption"), heads=heads, rows=rows),
    )


def _mark(day: HostDay | None) -> str:
    if day is None or not day.worked + day.failed:
        return ""
    return "good" if not day.failed else "fix" if not day.worked else "tidy"


def _manners(book: Book) -> str:
    manners = book.report.manners
    if manners is None:
        return ""
    robots = "page.host.robots" if manners.robots else "page.host.no_robots"
    return f"{book.words.t('page.host.manners', most=manners.at_once, seconds=manners.interval)} {book.words.t(robots)}"


def _links(targets: Sequence[TargetRow], book: Book) -> list[Table]:
    """Every address on the website, the failing ones first, on as many pages as they need."""
    order = sorted(targets, key=lambda row: (row.check.judgement.verdict not in _FAILING, -row.used_in, row.check.url))
    rows: list[Row] = [(row.check.url, _own_page(row, book), _cells(row, book)) for row in order]
    heads = tuple(book.words.t(f"page.host_links.{word}") for word in ("target", "used_in", "verdict", "since"))
    caption = book.words.t("page.host_links.caption", links=len(order))
    pages = list(in_pages(rows, LINKS_ON_A_PAGE)) or [()]
    return [Table(caption=caption, heads=heads, rows=tuple(some)) for some in pages]


def _own_page(row: TargetRow, book: Book) -> str | None:
    return names.link_page(row.check.target_id) if row.check.target_id in book.followed else None


def _cells(row: TargetRow, book: Book) -> tuple[str, ...]:
    since = book.first_seen.get(row.check.target_id)
    return (
        book.words.count("initiative", row.used_in),
        book.words.known("verdict", row.check.judgement.verdict),
        book.words.t("page.report.day", day=book.words.day_of(since)) if since else "",
    )
