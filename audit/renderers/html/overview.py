"""The first page of a dated report."""

from dataclasses import dataclass

from audit.model.report import LABELS, Closed
from audit.model.standing import State
from audit.renderers import names
from audit.renderers.html import sentences, tables
from audit.renderers.html.actions import SECTIONS, WAITING, Action
from audit.renderers.html.book import Book
from audit.renderers.html.paging import places_in_list
from audit.renderers.html.tables import Table
from audit.renderers.html.words import Words

FEW = {"remove": 12, "fix": 25, "check": 6, "tidy": 6, WAITING: 6}
"""How many cards of a section stand on the overview of a large report."""

FIXED_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """One finding that was fixed, as the page lists it."""

    title: str
    initiative: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was looked at and what was not."""

    sentences: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the first page shows."""

    banner: tuple[str, ...]
    verdict: str
    notes: tuple[str, ...]
    counts: dict[str, int]
    """Open findings by label, waiting or not."""
    listed: dict[str, int]
    """Findings by section."""
    actions: tuple[Action, ...]
    sections: dict[str, tuple[Action, ...]]
    shown: dict[str, int]
    """Cards by section."""
    places: dict[str, str]
    """Where in the whole list each section and each action stands; empty when this page is the whole list."""
    changes: Table | None
    hosts: Table
    fixed: tuple[Over, ...]
    fixed_count: int
    fixed_more: str
    partners: Table
    kinds: Table
    initiatives: Table | None
    coverage: Coverage
    downloads: tuple[tuple[str, str], ...]


def overview(book: Book, *, few: bool) -> Overview:
    """The first page: with every card, or with a few of each label and the way to the others."""
    report, words, actions = book.report, book.words, book.actions
    sections = {section: tuple(action for action in actions if action.section == section) for section in SECTIONS}
    known = sentences.trusted(report)
    fixed = [closed for closed in report.closed if closed.state is State.FIXED] if known else []
    by_initiative = tables.initiatives(report, words)
    return Overview(
        banner=sentences.banner(report, words),
        verdict=sentences.verdict(report, words),
        notes=sentences.notes(report, words),
        counts={label: report.count(label=label) for label in LABELS},
        listed={section: sum(len(action.lines) for action in own) for section, own in sections.items()},
        actions=actions,
        sections=sections,
        shown=FEW if few else dict.fromkeys(SECTIONS, len(actions)),
        places=places_in_list(actions) if few else {},
        changes=tables.changes(report, words, trusted=known),
        hosts=tables.hosts(report, words, paged=book.hosts),
        fixed=tuple(over(closed, words) for closed in fixed[:FIXED_SHOWN]),
        fixed_count=len(fixed),
        fixed_more=words.t("page.fixed.more", number=len(fixed) - FIXED_SHOWN) if len(fixed) > FIXED_SHOWN else "",
        partners=tables.partners(report, words, most=tables.PARTNERS_ON_OVERVIEW),
        kinds=tables.kinds(report, words),
        initiatives=by_initiative[0] if by_initiative else None,
        coverage=Coverage(sentences=sentences.coverage(report, words), table=tables.unjudged(report, words)),
        downloads=_downloads(words),
    )


def over(closed: Closed, words: Words) -> Over:
    """One fixed finding in words."""
    how = words.t(f"fixed_by.{closed.fixed_by or 'other'}")
    return Over(title=closed.title, initiative=closed.initiative, how=how)


def _downloads(words: Words) -> tuple[tuple[str, str], ...]:
    return (
        (names.CSV, words.t("page.downloads.csv")),
        (names.ONE_FILE, words.t("page.downloads.one_file")),
        (names.JSON, words.t("page.downloads.json")),
        (names.JSON_LINES, words.t("page.downloads.jsonl")),
        (names.SARIF, words.t("page.downloads.sarif")),
        (names.SCHEMA, words.t("page.downloads.schema")),
    )
