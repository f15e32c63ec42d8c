"""Asking every rule of a shelf about one subject."""

from collections.abc import Iterator, Sequence

from audit.model.entry import Entry, Unreadable
from audit.model.finding import Finding, Occurrence
from audit.model.link import Link
from audit.model.location import Location
from audit.model.probe import Target
from audit.model.verdict import Judgement
from audit.rules.content.content_unreadable import ContentUnreadable
from audit.rules.contract import Case, ContentRule, Context, LinkRule
from audit.rules.making import params


def check_entry(entry: Entry, links: tuple[Link, ...], *, rules: Sequence[ContentRule], context: Context) -> Iterator[Finding]:
    """What the content rules have to say of one entry, in the order of the shelf."""
    for rule in rules:
        yield from rule.check(entry, links, context)


def check_unreadable(unreadable: Unreadable, *, rules: Sequence[ContentRule]) -> Iterator[Finding]:
    """The finding about a file that could not be read as an entry, unless that rule is off."""
    problem = unreadable.problem
    location = Location(path=unreadable.path, field="", line=problem.line, column=problem.column)
    for rule in rules:
        if isinstance(rule, ContentUnreadable):
            yield Finding(
                rule=rule.name,
                family=rule.family,
                severity=rule.severity,
                certainty=rule.certainty,
                entry_id=unreadable.id or f"path:{unreadable.path}",
                field="",
                occurrences=(Occurrence(location=location),),
                params=params(field="", file=unreadable.path, line=problem.line, detail=problem.detail),
            )


def check_links(
    entry: Entry | Unreadable,
    mentions: tuple[Link, ...],
    target: Target | None,
    judgement: Judgement,
    *,
    rules: Sequence[LinkRule],
    context: Context,
) -> Iterator[Finding]:
    """What the link rules have to say of one target in one field of one entry.

    `mentions` are the links of that field to that target, at least one. Of each family only the first rule of the shelf that
    applies speaks: a dead link is not also a moved one.
    """
    case = Case(entry=entry, mentions=mentions, target=target, judgement=judgement)
    spoken: set[str] = set()
    for rule in rules:
        if rule.family in spoken:
            continue
        for finding in rule.check(case, context):
            spoken.add(rule.family)
            yield finding
