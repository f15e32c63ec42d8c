"""How we check: what the audit looks at, what it cannot see, when it speaks, and what its words and its share mean."""

from dataclasses import asdict

from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.book import Book
from audit.renderers.html.tables import Table
from audit.renderers.html.words import Words

_PARTS = ("links", "often", "confirm", "cannot", "own", "agreed", "health", "wrong")
_MOVES = ("add", "agree", "exclude", "block", "repeat", "publish", "unpublish", "fix", "break")
"""What one might do to the share of initiatives with nothing broken, the useless first."""


def method_page(book: Book) -> Document:
    """The page that every other one leads to."""
    rules = [(rule, book.words.rule(rule)) for rule, _ in sorted(book.report.rules)]
    parts = [(part, _sentences(part, book)) for part in _PARTS]
    title = book.words.t("page.method.title")
    return book.page("method.html", names.METHOD, title=title, rules=rules, parts=parts, moves=_moves(book.words))


def _sentences(part: str, book: Book) -> tuple[str, ...]:
    words, report = book.words, book.report
    said = [words.t(f"page.method.{part}_text", **asdict(report.patience))]
    if part == "links" and report.manners:
        said.append(words.t("page.host.manners", most=report.manners.at_once, seconds=report.manners.interval))
        said.append(words.t("page.method.robots" if report.manners.robots else "page.method.no_robots"))
    return tuple(said)


def _moves(words: Words) -> Table:
    """The ways to make the share look better, and what each comes to."""
    rows = tuple((words.t(f"page.moves.{move}"), None, (words.t(f"page.moves.{move}_does"),)) for move in _MOVES)
    return Table(caption=words.t("page.moves.caption"), heads=(words.t("page.moves.move"), words.t("page.moves.does")), rows=rows)
