"""The tables of a dated report: what changed, by partner, by kind, by initiative, what was not checked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from audit.model.report import LABELS, Line, Report, label_of
from audit.model.standing import State
from audit.renderers import names
from audit.renderers.html.words import Words

Thing = TypeVar("Thing")

Row = tuple[str, str | None, tuple[str, ...]]
"""The row's heading, where it leads, and its cells."""

INITIATIVES_ON_A_PAGE = 100
PARTNERS_ON_OVERVIEW = 20
HOSTS_SHOWN = 100

_STATES = (State.NEW, State.CAME_BACK, State.FIXED, State.CHANGED, State.OPEN, State.LEFT, State.NOT_RECHECKED)
_OVER = frozenset({State.FIXED, State.LEFT})
"""What a run that did not see everything cannot know."""
_SELDOM = frozenset({State.LEFT, State.NOT_RECHECKED})
"""States that have a row only when there is something in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of counts."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    more: str = ""
    """Where the rest is, in words; empty when nothing is left."""
    note: str = ""
    feed: str = ""
    """The word of the links, where rows lead to feeds."""


def shown_lines(report: Report) -> tuple[Line, ...]:
    """The findings that editors are shown."""
    return tuple(line for line in report.lines if line.label in LABELS)


def labels_row(labels: Iterable[str], words: Words) -> tuple[str, ...]:
    """How many of each label there are."""
    found = Counter(labels)
    return tuple(words.number(found[label]) for label in LABELS)


def label_heads(words: Words) -> tuple[str, ...]:
    """The labels as column words."""
    return tuple(words.t(f"label.{label}") for label in LABELS)


def changes(report: Report, words: Words, *, trusted: bool) -> Table | None:
    """What changed since the baseline; nothing without one. An incomplete run knows nothing of what is over."""
    baseline = report.baseline
    lines = shown_lines(report)
    if not baseline.comparable or baseline.report_id is None or not (lines or report.closed):
        return None
    of_state = {state: [line.label for line in lines if line.record.state is state] for state in State}
    for closed in report.closed:
        of_state[closed.state].append(label_of(closed.record.finding))
    states = [state for state in _STATES if of_state[state] or state not in _SELDOM]
    if not trusted:
        states = [state for state in states if state not in _OVER]
    rows = tuple((words.t(f"state.{state}"), None, labels_row(of_state[state], words)) for state in states)
    skipped = (
        words.t("page.changes.skipped", report=words.report_day(report_id), reason=words.known("page.skip_reasons", reason))
        for report_id, reason in baseline.skipped
    )
    return Table(
        caption=words.t("page.changes.caption", report=words.report_day(baseline.report_id)),
        heads=(words.t("page.changes.state"), *label_heads(words)),
        rows=rows,
        note=" ".join(skipped),
    )


def partners(report: Report, words: Words, *, most: int | None = None) -> Table:
    """Initiatives, broken initiatives and things to do of each partner, the most broken first; rows lead to the partners' feeds."""
    partner_of = {row.id: row.partner for row in report.initiatives}
    things = Counter(partner_of.get(line.finding.entry_id, "") for line in shown_lines(report))
    initiatives = Counter(row.partner for row in report.initiatives)
    broken = Counter(row.partner for row in report.initiatives if row.health == "broken")
    order = sorted(initiatives, key=lambda partner: (-broken[partner], -things[partner], partner))
    rows = tuple(
        (
            partner or words.t("page.partners.none"),
            f"../{names.partner_feed(partner)}" if partner else None,
            (words.number(initiatives[partner]), words.number(broken[partner]), words.number(things[partner])),
        )
        for partner in order
    )
    more = words.t("page.partners.all", number=len(rows)) if most is not None and len(rows) > most else ""
    heads = tuple(words.t(f"page.partners.{word}") for word in ("partner", "initiatives", "broken", "problems"))
    return Table(caption=words.t("page.partners.caption"), heads=heads, rows=rows[:most], more=more, feed=words.t("page.partners.feed"))


def kinds(report: Report, words: Words) -> Table:
    """How often each rule fired, the most urgent and most frequent first."""
    by_rule: dict[tuple[int, str], list[Line]] = {}
    for line in shown_lines(report):
        by_rule.setdefault((LABELS.index(line.label), line.finding.rule), []).append(line)
    rules: dict[str, list[Line]] = {}
    for (_, rule), lines in sorted(by_rule.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        rules.setdefault(rule, []).extend(lines)
    rows = tuple(
        (words.rule(rule), names.rule_place(rule), labels_row((line.label for line in lines), words)) for rule, lines in rules.items()
    )
    return Table(caption=words.t("page.kinds.caption"), heads=(words.t("page.kinds.kind"), *label_heads(words)), rows=rows)


def initiatives(report: Report, words: Words) -> tuple[Table, ...]:
    """The initiatives with something to do, so many on a page, the most urgent first."""
    rows: list[Row] = [
        (own[0].initiative, names.initiative_page(entry), labels_row((line.label for line in own), words))
        for entry, own in most_urgent_first(by_initiative(shown_lines(report)))
    ]
    pages = list(in_pages(rows, INITIATIVES_ON_A_PAGE))
    return tuple(
        Table(
            caption=words.many("page.initiatives.caption", len(pages), page=number, pages=len(pages)),
            heads=(words.t("page.initiatives.initiative"), *label_heads(words)),
            rows=tuple(some),
            more=words.t("page.initiatives.more", pages=len(pages)) if number < len(pages) else "",
        )
        for number, some in enumerate(pages, start=1)
    )


def by_initiative(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The findings of each initiative, by its id."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.finding.entry_id, []).append(line)
    return found


def most_urgent_first(found: Mapping[str, Sequence[Line]]) -> list[tuple[str, Sequence[Line]]]:
    """Initiatives with their findings, by how much of the most urgent kinds there is."""
    return sorted(found.items(), key=lambda item: (_urgency(item[1]), item[1][0].initiative, item[0]))


def _urgency(lines: Sequence[Line]) -> tuple[int, ...]:
    found = Counter(line.label for line in lines)
    return tuple(-found[label] for label in LABELS)


def hosts(report: Report, words: Words, *, paged: frozenset[str]) -> Table:
    """The websites to which something happened as a whole."""
    events = sorted((row for row in report.hosts if row.event), key=lambda row: (-row.initiatives, row.host))
    rows = tuple(
        (
            row.host,
            names.host_page(row.host) if row.host in paged else None,
            (
                words.known("page.hosts", row.event),
                words.t("page.report.day", day=row.since) if row.since else "",
                words.number(row.links),
                words.number(row.initiatives),
            ),
        )
        for row in events[:HOSTS_SHOWN]
    )
    heads = tuple(words.t(f"page.hosts.{word}") for word in ("host", "event", "since", "links", "initiatives"))
    return Table(caption=words.t("page.hosts.caption"), heads=heads, rows=rows)


def unjudged(report: Report, words: Words) -> Table:
    """Links without a verdict, by reason."""
    rows = tuple(
        (words.known("not_judged", one.reason), None, (words.number(one.links), words.number(one.initiatives)))
        for one in sorted(report.coverage.not_judged, key=lambda one: (-one.links, one.reason))
    )
    heads = tuple(words.t(f"page.coverage.{word}") for word in ("reason", "links", "initiatives"))
    return Table(caption=words.t("page.coverage.caption"), heads=heads, rows=rows)


def in_pages(things: Sequence[Thing], size: int) -> Iterable[Sequence[Thing]]:
    """The things in runs of `size`."""
    return (things[start : start + size] for start in range(0, len(things), size))
