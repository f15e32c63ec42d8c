"""A link's own page: what we saw of it night after night, where it is used, and what people have said of it."""

from collections.abc import Iterator, Sequence

from audit.model.report import Line, TargetRow
from audit.model.standing import Check
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.actions import Action
from audit.renderers.html.book import Book
from audit.renderers.html.paging import places_each
from audit.renderers.html.tables import Table
from audit.renderers.html.words import Words

HISTORY_SHOWN = 60
_FAILING = frozenset({"broken", "unstable", "parked"})


def link_pages(book: Book) -> Iterator[Document]:
    """Every link with a history, or with more places than a card shows."""
    of_target: dict[str, list[Action]] = {}
    for action in book.actions:
        for target_id, lines in _by_target(action).items():
            if target_id in book.followed or (action.long and not action.host):
                of_target.setdefault(target_id, []).append(Action.of(lines) if action.host else action)
    for target_id, own in of_target.items():
        yield _page(book, target_id, tuple(own))


def _by_target(action: Action) -> dict[str, list[Line]]:
    """The findings of an action by their targets: a whole website's has several."""
    found: dict[str, list[Line]] = {}
    for line in action.lines:
        if line.finding.target_id:
            found.setdefault(line.finding.target_id, []).append(line)
    return found


def _page(book: Book, target_id: str, own: tuple[Action, ...]) -> Document:
    words, first, target = book.words, own[0].first, book.targets.get(target_id)
    followed = _looks_at(target) if target and target.history else ()
    places = sum(len(action.places) for action in own)
    reach = len({line.finding.entry_id for action in own for line in action.lines})
    return book.page(
        "link.html",
        names.link_page(target_id),
        title=first.target_url,
        living=names.living_link(target_id),
        lead=words.t("page.link.lead", initiatives=reach, places=places),
        actions=own,
        most=places_each(own),
        looks=looks(followed, first, words) if followed else None,
        ends=target.check.judgement.final_url or "" if target else "",
    )


def _looks_at(target: TargetRow) -> tuple[Check, ...]:
    """Every look at a target, newest first; one that this run took over from an earlier one counts once."""
    return (target.check, *(look for look in target.history if look.at != target.check.at))


def looks(checks: Sequence[Check], line: Line, words: Words) -> Table:
    """What became of a link over time, newest first; `line` tells when its trouble began and when it was sure."""
    steps = _steps(checks, line)
    rows = tuple(
        (words.moment(check.at), None, (_seen(check, steps.get(number, ""), words), _technical(check)))
        for number, check in enumerate(checks[:HISTORY_SHOWN])
    )
    heads = tuple(words.t(f"page.history.{word}") for word in ("when", "what", "technical"))
    return Table(caption=words.t("page.history.caption"), heads=heads, rows=rows)


def _steps(checks: Sequence[Check], line: Line) -> dict[int, str]:
    """What each look meant, by its place in the row: the first that failed, the one that made it sure, those since."""
    record = line.record
    steps: dict[int, str] = {}
    for number, check in reversed(list(enumerate(checks))):
        if check.judgement.verdict not in _FAILING or check.at < record.first_seen:
            continue
        if "first" not in steps.values():
            steps[number] = "first"
        elif record.confirmed_at and check.at >= record.confirmed_at:
            steps[number] = "still" if "confirmed" in steps.values() else "confirmed"
        else:
            steps[number] = "again"
    return steps


def _seen(check: Check, step: str, words: Words) -> str:
    said = words.seen(check.judgement)
    return words.t(f"page.history.{step}", seen=said) if step else said


def _technical(check: Check) -> str:
    answer = str(check.status) if check.status is not None else check.error
    return " ".join(part for part in (check.method, answer, f"{check.ms} ms" if check.method else "") if part)
