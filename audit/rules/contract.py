"""What a rule is, and what it is handed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from audit.model.entry import Entry, Unreadable
from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.model.probe import Target
from audit.model.site import Site
from audit.model.verdict import Judgement
from audit.rules.page import Page

T = TypeVar("T")


def option(default: T, doc: str) -> T:
    """A dataclass field with a default and the sentence that the rule's page says about it."""
    value: T = field(default=default, metadata={"doc": doc})
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every rule may know besides its subject."""

    now: datetime
    """What counts as now, with a time zone."""
    required: tuple[str, ...] = ("summary", "call_to_action", "challenges")
    """Fields that no initiative may leave empty."""
    blueprint_required: bool = True
    """Whether the blueprint's own required fields are required here too."""
    stale_after_months: int = 12
    placeholders: tuple[str, ...] = ()
    """Further texts that count as placeholders."""
    site: Site | None = None
    """What else the site holds, for rules about what content refers to; they are silent without it."""
    said_since: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)
    """By entry id the digest of its content, and since when it is known to have been that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One target as one field of one initiative mentions it, and what became of it."""

    entry: Entry | Unreadable
    mentions: tuple[Link, ...]
    """At least one, all in the same field, positions in lists apart."""
    target: Target | None
    """None when the address could not even be read."""
    judgement: Judgement


class Rule(Protocol):
    """One question with one name."""

    name: ClassVar[str]
    """Kebab-case; also the module's name, the config key, the docs page and the word in the report."""
    family: ClassVar[str]
    """The part of a finding's identity that outlives a change of rule."""
    severity: ClassVar[Severity]
    certainty: ClassVar[Certainty]
    params: ClassVar[tuple[str, ...]]
    """The parameters that every finding of the rule carries, for the wording."""
    before: ClassVar[str]
    """For the docs: content that the rule reports."""
    after: ClassVar[str]
    """For the docs: the same content put right."""


class ContentRule(Rule, Protocol):
    """A rule about one initiative's own text."""

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """What is wrong with this initiative, each thing once."""
        ...


@runtime_checkable
class DatedRule(Protocol):
    """A rule whose answer about the same content changes as time passes. A rule that looks at `Context.now` must be one."""

    def holds_until(self, page: Page, context: Context) -> datetime | None:
        """A moment before which the rule says what it says now, after now or not; None when it never says anything else."""
        ...


class LinkRule(Rule, Protocol):
    """A rule about what became of a link."""

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """The findings when the rule applies to the case: one, save where parts of a page are told apart."""
        ...
