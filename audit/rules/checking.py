"""Asking every rule of a shelf about one subject."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import cast

from audit.model.entry import Entry, Unreadable
from audit.model.finding import Finding, Occurrence
from audit.model.link import Link
from audit.model.location import Location
from audit.model.probe import Target
from audit.model.verdict import Judgement, Verdict
from audit.rules.content.content_unreadable import ContentUnreadable
from audit.rules.contract import Case, ContentRule, Context, DatedRule, LinkRule
from audit.rules.facts import Facts, facts_of_page
from audit.rules.making import params
from audit.rules.page import Page
from audit.rules.reading.dates import last_change, unchanged_since
from audit.rules.reading.problems import REPORTED

WHY_SILENT: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.OK: "The link works.",
        Verdict.REDIRECTED_TEMPORARY: "The detour may end any day, so the address as it stands is the one to keep.",
        Verdict.UNSUPPORTED: "The web cannot be asked about it.",
        Verdict.NOT_CHECKED: "It has no verdict this time, and is counted under what was not checked.",
    }
)
"""The verdicts that no finding tells of, each with the reason; every other verdict makes a finding."""


def check_entry(entry: Entry, links: tuple[Link, ...], *, rules: Sequence[ContentRule], context: Context) -> Iterator[Finding]:
    """What the content rules have to say of one entry, in the order of the shelf."""
    page = Page(entry=entry, links=links)
    for rule in rules:
        yield from rule.check(page, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Everything that the rules take from one entry."""

    findings: tuple[Finding, ...]
    facts: Facts
    until: datetime | None
    """As long as it is earlier than this, and the content and the context are the same, so are the findings; None for ever."""
    by_file: bool
    """The findings rest on the time of the file's own last change."""
    since: datetime | None
    """What was known of the content from earlier nights, as far as the findings rest on it: see `unchanged_since`."""


def examine(entry: Entry, links: tuple[Link, ...], *, rules: Sequence[ContentRule], context: Context) -> Examined:
    """What `check_entry` says of an entry, how long that holds, and what to keep for comparing it with others."""
    (examined,) = examine_each([(entry, links, context)], rules=rules)
    if isinstance(examined, Exception):
        raise examined
    return examined


def examine_each(
    subjects: Sequence[tuple[Entry, tuple[Link, ...], Context]], *, rules: Sequence[ContentRule]
) -> list[Examined | Exception]:
    """What `examine` says of each of some entries with their links; of one at which a rule fails, the error.

    Each rule goes through all of them before the next one begins. Rule after rule for each entry takes a third longer: by the time that
    a rule's turn comes again, the processor has forgotten it.
    """
    looks = [_Look(page=Page(entry=entry, links=links), context=context) for entry, links, context in subjects]
    for rule in rules:
        for look in looks:
            look.ask(rule)
    dated = _dated(rules)
    return [look.examined(dated) for look in looks]


@dataclass(slots=True, kw_only=True)
class _Look:
    """One entry between the first rule and the last."""

    page: Page
    context: Context
    findings: list[Finding] = field(default_factory=list)
    error: Exception | None = None

    def ask(self, rule: ContentRule) -> None:
        """Hear what a rule has to say, unless one before has failed."""
        if self.error is None:
            try:
                self.findings += rule.check(self.page, self.context)
            except Exception as error:  # noqa: BLE001 - handed on to whoever asked, who makes a fault of it
                self.error = error

    def examined(self, dated: Sequence[DatedRule]) -> Examined | Exception:
        """What all of them came to."""
        entry, now = self.page.entry, self.context.now
        try:
            ends = [rule.holds_until(self.page, self.context) for rule in dated if self.error is None]
            return self.error or Examined(
                findings=tuple(self.findings),
                facts=facts_of_page(self.page),
                until=min((end for end in ends if end is not None), default=None),
                by_file=last_change(entry, now=now)[1],
                since=unchanged_since(entry, said_since=self.context.said_since, now=now),
            )
        except Exception as error:  # noqa: BLE001 - as in `ask`
            return error


def _dated(rules: Sequence[ContentRule]) -> list[DatedRule]:
    """Those of some rules whose answers pass with time. Asked for every entry, where asking for the protocol would take long."""
    return [cast("DatedRule", rule) for rule in rules if hasattr(rule, "holds_until")]


def check_unreadable(unreadable: Unreadable, *, rules: Sequence[ContentRule]) -> Iterator[Finding]:
    """The finding about a file that could not be read as an entry, unless that rule is off."""
    problem = unreadable.problem
    location = Location(path=unreadable.path, field="", line=problem.line, column=problem.column)
    name = problem.rule if problem.rule in REPORTED else ContentUnreadable.name
    for rule in rules:
        if rule.name == name:
            yield Finding(
                rule=rule.name,
                family=rule.family,
                severity=rule.severity,
                certainty=rule.certainty,
                entry_id=unreadable.id or f"path:{unreadable.path}",
                field="",
                occurrences=(Occurrence(location=location),),
                params=params(field="", file=unreadable.path, line=problem.line, detail=problem.detail, count=1),
            )


def check_links(  # noqa: PLR0913 - the case's four parts, and what every check is handed
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
