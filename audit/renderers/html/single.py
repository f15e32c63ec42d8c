"""The pages of one thing each: an initiative, a website, a link."""

from collections.abc import Iterator

from audit.model.report import InitiativeRow, Line
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html import sentences, tables
from audit.renderers.html.actions import SECTIONS, Action, actions, host_of
from audit.renderers.html.book import Book
from audit.renderers.html.overview import over
from audit.renderers.html.paging import by_section
from audit.renderers.html.tables import Table


def initiative_pages(book: Book) -> Iterator[Document]:
    """Every initiative with something to do; its findings stand one by one, under their permanent names."""
    rows = {row.id: row for row in book.report.initiatives}
    lines: dict[str, list[Line]] = {}
    for line in tables.shown_lines(book.report):
        lines.setdefault(line.finding.entry_id, []).append(line)
    for entry_id, own in lines.items():
        yield _initiative(book, entry_id, own, rows.get(entry_id))


def _initiative(book: Book, entry_id: str, lines: list[Line], row: InitiativeRow | None) -> Document:
    own = actions(lines, joined=False)
    known = sentences.trusted(book.report)
    fixed = [one for one in book.report.closed if known and one.state is State.FIXED and one.record.finding.entry_id == entry_id]
    return book.page(
        "initiative.html",
        names.initiative_page(entry_id),
        title=lines[0].initiative,
        lead=_to_do(book, own),
        row=row,
        path=lines[0].finding.occurrences[0].location.path,
        edit_url=lines[0].edit_url,
        groups=by_section(own),
        most=max(len(action.places) for action in own),
        fixed=tuple(over(one, book.words) for one in fixed),
    )


def _to_do(book: Book, own: tuple[Action, ...]) -> str:
    counts = ((section, sum(action.section == section for action in own)) for section in SECTIONS)
    said = ", ".join(book.words.t(f"page.initiative.count_{section}", count=count) for section, count in counts if count)
    return f"{said}."


def hosts_with_pages(listed: tuple[Action, ...]) -> frozenset[str]:
    """The websites that have a page: where one action has more places than a card shows."""
    return frozenset(action.host for action in listed if action.host and action.long)


def host_pages(book: Book) -> Iterator[Document]:
    """Every website that concerns many places at once."""
    for host in sorted(book.hosts):
        own = tuple(action for action in book.actions if host_of(action.first.target_url) == host)
        yield _places_page(book, names.host_page(host), host, own)


def link_pages(book: Book) -> Iterator[Document]:
    """Every link with a history, or with more places than a card shows."""
    history = {row.check.target_id: (row.check, *row.history) for row in book.report.targets if row.history}
    by_target: dict[str, list[Action]] = {}
    for action in book.actions:
        target_id = action.first.finding.target_id
        if target_id in history or (target_id and action.long and not action.host):
            by_target.setdefault(target_id, []).append(action)
    for target_id, own in by_target.items():
        looks = tables.looks(history.get(target_id, ()), book.words)
        yield _places_page(book, names.link_page(target_id), own[0].first.target_url, tuple(own), looks=looks)


def _places_page(book: Book, name: str, title: str, own: tuple[Action, ...], *, looks: Table | None = None) -> Document:
    places = sum(len(action.places) for action in own)
    reach = len({line.finding.entry_id for action in own for line in action.lines})
    lead = book.words.t("page.link.lead", initiatives=reach, places=places)
    return book.page("places.html", name, title=title, lead=lead, actions=own, looks=looks)
