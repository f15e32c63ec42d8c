"""An initiative's own page: what is to do, what was looked at, every link, and what became of earlier findings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from audit.model.details import PastDay
from audit.model.report import LABELS, InitiativeRow, Line, TargetRow
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html import sentences, tables
from audit.renderers.html.actions import SECTIONS, Action, actions
from audit.renderers.html.book import Book
from audit.renderers.html.lists import neighbours
from audit.renderers.html.overview import over
from audit.renderers.html.paging import PLACES_IN_FULL, ROOM, ROOM_BESIDE_MORE, by_section, filled, weight_of_card
from audit.renderers.html.words import Words

ROOM_AHEAD = 180_000
"""Bytes for naming, on the first page, the findings on further pages: some thousand, whose permanent addresses lead there."""

FIXED_LISTED = 100

GOOD = "good"

_ELSEWHERE: Mapping[str, Any] = dict.fromkeys(("fixed", "fields", "past", "ahead"), ())
"""What further pages leave to the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMark:
    """One field with the word for the worst that was found in it."""

    field: str
    mark: str
    """One of `LABELS`, or ``good``."""
    said: str
    """What was found, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeen:
    """One link of the initiative as its table has it."""

    text: str
    field: str
    line: int
    address: str
    may_be_opened: bool
    verdict: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A finding on a further page, as the first page names it."""

    anchor: str
    title: str
    field: str
    page: str
    """The further page, from the folder of the first."""


def initiative_pages(book: Book) -> Iterator[Document]:
    """Every initiative with something to do; its findings stand one by one, under their permanent names."""
    rows = {row.id: row for row in book.report.initiatives}
    for entry_id, own in tables.by_initiative(tables.shown_lines(book.report)).items():
        yield from _pages(book, entry_id, own, rows.get(entry_id))


def _pages(book: Book, entry_id: str, lines: Sequence[Line], row: InitiativeRow | None) -> Iterator[Document]:
    """One page; of an initiative with too much for one, further pages with the rest of its cards, and then of its links."""
    own = actions(lines, joined=False)
    cards = [own] if sum(map(weight_of_card, own)) <= ROOM else filled(own, weight_of_card, first=ROOM_BESIDE_MORE)
    links = filled(_links(book, row) if row else (), _weight_of_link)
    together = len(cards) == len(links) == 1 and sum(map(weight_of_card, own)) + sum(map(_weight_of_link, links[0])) <= ROOM
    last = 1 if together else len(cards) + (len(links) if links[0] else 0)
    name = partial(names.initiative_page, entry_id)
    # Settings of the site are no initiative: their page has no address that holds from report to report.
    living = names.living_initiative(entry_id) if row else ""
    page = partial(book.page, "initiative.html", title=lines[0].initiative, living=living)
    counts = Counter(action.section for action in own)
    shown: dict[str, Any] = {
        "counts": counts,
        "most": PLACES_IN_FULL,
        "links_all": len(row.mentions) if row else 0,
        "links_page": name(len(cards) + 1) if last > len(cards) else "",
        "pages": last,
    }
    for number, some in enumerate(cards, start=1):
        more = _about(book, lines, row, cards) if number == 1 else _ELSEWHERE
        shown_links = links[0] if together else ()
        yield page(
            name(number), groups=by_section(some), links=shown_links, number=number, **more, **shown, **neighbours(number, last, name)
        )
    for number, part in enumerate(links if last > len(cards) else (), start=len(cards) + 1):
        yield page(name(number), groups=(), links=part, number=number, **_ELSEWHERE, **shown, **neighbours(number, last, name))


def _about(book: Book, lines: Sequence[Line], row: InitiativeRow | None, cards: Sequence[Sequence[Action]]) -> Mapping[str, Any]:
    """What stands on the first page alone."""
    own = [action for some in cards for action in some]
    known = sentences.trusted(book.report)
    fixed = [one for one in book.closed_of(lines[0].finding.entry_id) if known and one.state is State.FIXED]
    return {
        "lead": f"{to_do(own, book.words)}.",
        "row": row,
        "path": lines[0].finding.occurrences[0].location.path,
        "edit_url": lines[0].edit_url,
        "fixed": tuple(over(one, book.words) for one in fixed[:FIXED_LISTED]),
        "fixed_count": len(fixed),
        "fields": tuple(_fields(row, lines, book.words)) if row else (),
        "past": tuple((one.day, _past(one, book.words)) for one in row.past) if row else (),
        "ahead": filled(_ahead(lines[0].finding.entry_id, cards), _weight_of_name, first=ROOM_AHEAD)[0],
    }


def _ahead(entry_id: str, cards: Sequence[Sequence[Action]]) -> Iterator[Ahead]:
    for number, some in enumerate(cards[1:], start=2):
        page = names.initiative_page(entry_id, number).rpartition("/")[2]
        for action in some:
            first = action.first
            yield Ahead(anchor=action.anchor, title=first.message.short, field=first.field_label, page=page)


def _weight_of_name(one: Ahead) -> int:
    """About how many bytes the name of a finding on a further page comes to."""
    return 120 + len(one.title) + len(one.field) + len(one.page)


def _weight_of_link(link: "LinkSeen") -> int:
    """About how many bytes a row of the table of links comes to."""
    return 500 + len(link.text) + len(link.address) + len(link.field) + len(link.checked)


def to_do(own: Sequence[Action], words: Words) -> str:
    """How much of each kind there is to do: ``3 to fix, 1 to check by hand``; empty when nothing is."""
    counts = Counter(action.section for action in own)
    return ", ".join(words.t(f"page.initiative.count_{section}", count=counts[section]) for section in SECTIONS if counts[section])


def _fields(row: InitiativeRow, lines: Sequence[Line], words: Words) -> Iterator[FieldMark]:
    """How each field of the text did; what is wrong with its links stands with the links."""
    worst: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: LABELS.index(line.label)):
        if line.finding.family.startswith("content"):
            worst.setdefault(line.finding.occurrences[0].location.top_field, line)
    for field in row.fields:
        wrong = worst.get(field.handle)
        said = wrong.message.title if wrong else words.t("page.fields.good")
        yield FieldMark(field=field.label, mark=wrong.label if wrong else GOOD, said=said)


def _links(book: Book, row: InitiativeRow) -> Iterator[LinkSeen]:
    words = book.words
    for mention in row.mentions:
        target = book.targets.get(mention.target_id)
        yield LinkSeen(
            text=mention.text,
            field=mention.field_label,
            line=mention.line,
            address=target.check.url if target else "",
            may_be_opened=target is not None and mention.target_id not in book.unsafe,
            verdict=words.known("verdict", target.check.judgement.verdict) if target else "",
            checked=_checked(target, words),
        )


def _checked(target: TargetRow | None, words: Words) -> str:
    asked = target is not None and (target.check.method or target.check.carried)
    return words.moment(target.check.at) if target and asked else words.t("page.links.unasked")


def _past(day: PastDay, words: Words) -> str:
    counts = [("found", day.found), ("came_back", day.came_back), *((str(how), count) for how, count in day.fixed)]
    return ", ".join(words.t(f"page.past.{word}", count=count) for word, count in counts if count)
