"""An initiative's own page: what is to do, what was looked at, every link, and what became of earlier findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.details import PastDay
from audit.model.report import LABELS, InitiativeRow, Line, TargetRow
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html import sentences, tables
from audit.renderers.html.actions import SECTIONS, Action, actions
from audit.renderers.html.book import Book
from audit.renderers.html.overview import over
from audit.renderers.html.paging import by_section
from audit.renderers.html.words import Words

LINKS_SHOWN = 400
"""So many links of one initiative are listed; the page stays below 300 KB."""

GOOD = "good"


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


def initiative_pages(book: Book) -> Iterator[Document]:
    """Every initiative with something to do; its findings stand one by one, under their permanent names."""
    rows = {row.id: row for row in book.report.initiatives}
    for entry_id, own in tables.by_initiative(tables.shown_lines(book.report)).items():
        yield _page(book, entry_id, own, rows.get(entry_id))


def _page(book: Book, entry_id: str, lines: Sequence[Line], row: InitiativeRow | None) -> Document:
    own = actions(lines, joined=False)
    known = sentences.trusted(book.report)
    fixed = [one for one in book.closed_of(entry_id) if known and one.state is State.FIXED]
    links = tuple(_links(book, row)) if row else ()
    return book.page(
        "initiative.html",
        names.initiative_page(entry_id),
        title=lines[0].initiative,
        lead=f"{to_do(own, book.words)}.",
        row=row,
        path=lines[0].finding.occurrences[0].location.path,
        edit_url=lines[0].edit_url,
        groups=by_section(own),
        most=max(len(action.places) for action in own),
        fixed=tuple(over(one, book.words) for one in fixed),
        fields=tuple(_fields(row, lines, book.words)) if row else (),
        links=links[:LINKS_SHOWN],
        links_more=len(links[LINKS_SHOWN:]),
        past=tuple((one.day, _past(one, book.words)) for one in row.past) if row else (),
    )


def to_do(own: tuple[Action, ...], words: Words) -> str:
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
