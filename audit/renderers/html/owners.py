"""One person's list: the same cards as elsewhere, under her initiatives and no others."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from audit.model.report import Closed, Report
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html import sentences, tables
from audit.renderers.html.actions import SHOWN_PLACES, Action, actions
from audit.renderers.html.book import Book
from audit.renderers.html.initiatives import to_do
from audit.renderers.html.lists import neighbours
from audit.renderers.html.overview import FIXED_SHOWN, over
from audit.renderers.html.paging import ROOM, filled, weight_of_card
from audit.renderers.html.tables import Table
from audit.renderers.html.words import Words

CARDS_ON_A_LIST = 40
"""The cards of further initiatives stand on their own pages: the list stays a page that opens at once."""

Way = tuple[str, str]
"""What can be done about the list, in words, and the page where it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One initiative on the list."""

    title: str
    page: str
    """Its own page, below the report's folder."""
    actions: tuple[Action, ...]

    @property
    def shown(self) -> tuple[Action, ...]:
        """Its cards here; all of them stand on its own page."""
        return tuple(filled(self.actions, _weight, most=CARDS_ON_A_LIST)[0])


def owner_pages(book: Book) -> Iterator[Document]:
    """A list for every owner who is known and has something to do."""
    busy = {line.finding.entry_id for line in tables.shown_lines(book.report)}
    hers: dict[str, list[str]] = {}
    for row in book.report.initiatives:
        if row.owner_ref:
            hers.setdefault(row.owner_ref, []).append(row.id)
    for ref, initiatives in sorted(hers.items()):
        if not busy.isdisjoint(initiatives):
            yield from _pages(book, ref, initiatives)


def owner_list(  # noqa: PLR0913 - what a list depends on, by name
    report: Report, initiatives: Collection[str], *, reports: str, language: str = "en", ways: Sequence[Way] = (), number: int = 1
) -> bytes | None:
    """A page of one person's list that is shown outside the report's folder, from 1; None when there is no such page.

    `initiatives` are the ids of her initiatives, `reports` is the address of the report's folder with a slash at its end, and `ways`
    are further links for the top of the first page. The others are its own address with ``?page=2`` behind it.
    """
    book = Book(report=report, words=Words.of(report, language=language), actions=(), hosts=frozenset())
    parts = _parts(book, initiatives)
    rest = parts[len(_that_fit(parts)) :]
    pages = list(tables.in_pages(rest, tables.INITIATIVES_ON_A_PAGE)) or [()]
    if not 1 <= number <= len(pages):
        return None
    around: dict[str, Any] = {"up": reports, "beside": "", **neighbours(number, len(pages), "?page={}".format)}
    if number == 1:
        return _page(book, names.OVERVIEW, initiatives, parts, rest=pages[0], ways=ways, **around).content
    title = book.words.t("page.owner.title")
    return book.page("table_page.html", names.OVERVIEW, title=title, table=_rest(pages[number - 1], book), **around).content


def _pages(book: Book, ref: str, initiatives: Collection[str]) -> Iterator[Document]:
    """The list, and further pages for the initiatives that its own has no room for."""
    parts = _parts(book, initiatives)
    rest = parts[len(_that_fit(parts)) :]
    pages = list(tables.in_pages(rest, tables.INITIATIVES_ON_A_PAGE)) or [()]
    for number, some in enumerate(pages, start=1):
        name = names.owner_page(ref, number)
        around = neighbours(number, len(pages), partial(names.owner_page, ref))
        if number == 1:
            yield _page(book, name, initiatives, parts, rest=some, **around)
        else:
            yield book.page("table_page.html", name, title=book.words.t("page.owner.title"), table=_rest(some, book), **around)


def _page(book: Book, name: str, initiatives: Collection[str], parts: Sequence[Part], *, rest: Sequence[Part], **around: Any) -> Document:
    own = tuple(action for part in parts for action in part.actions)
    fixed = _fixed(book, initiatives)
    more = len(fixed) - FIXED_SHOWN
    return book.page(
        "owner.html",
        name,
        title=book.words.t("page.owner.title"),
        lead=_lead(book, own, len(initiatives)),
        parts=_that_fit(parts),
        rest=_rest(rest, book),
        most=SHOWN_PLACES,
        fixed=tuple(over(one, book.words) for one in fixed[:FIXED_SHOWN]),
        fixed_count=len(fixed),
        fixed_more=book.words.t("page.fixed.more", number=more) if more > 0 else "",
        **{"ways": (), **around},
    )


def _parts(book: Book, initiatives: Collection[str]) -> tuple[Part, ...]:
    """Her initiatives with something to do, the most urgent first."""
    hers = frozenset(initiatives)
    lines = [line for line in tables.shown_lines(book.report) if line.finding.entry_id in hers]
    return tuple(
        Part(title=own[0].initiative, page=names.initiative_page(entry), actions=actions(own, joined=False))
        for entry, own in tables.most_urgent_first(tables.by_initiative(lines))
    )


def _that_fit(parts: Sequence[Part]) -> Sequence[Part]:
    """The first initiatives, as many as the page has room for; one in any case."""
    cards = room = 0
    for number, part in enumerate(parts):
        cards += len(part.shown)
        room += sum(map(_weight, part.shown))
        if number and (cards > CARDS_ON_A_LIST or room > ROOM):
            return parts[:number]
    return parts


def _weight(action: Action) -> int:
    return weight_of_card(action, most=SHOWN_PLACES)


def _lead(book: Book, own: tuple[Action, ...], initiatives: int) -> str:
    if not own:
        return book.words.t("page.owner.nothing", initiatives=initiatives)
    touched = len({action.first.finding.entry_id for action in own})
    return book.words.t("page.owner.lead", things=to_do(own, book.words), touched=touched, initiatives=initiatives)


def _rest(parts: Sequence[Part], book: Book) -> Table:
    """The initiatives without cards here."""
    rows = tuple((part.title, part.page, tables.labels_row((action.label for action in part.actions), book.words)) for part in parts)
    heads = (book.words.t("page.initiatives.initiative"), *tables.label_heads(book.words))
    return Table(caption=book.words.t("page.owner.rest"), heads=heads, rows=rows)


def _fixed(book: Book, initiatives: Collection[str]) -> Sequence[Closed]:
    if not sentences.trusted(book.report):
        return ()
    return [one for entry in sorted(set(initiatives)) for one in book.closed_of(entry) if one.state is State.FIXED]
