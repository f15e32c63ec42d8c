"""A person's word on a finding: why it may stay for now, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audit.model.finding import Certainty, Severity, fingerprint


class AckKind(StrEnum):
    """What the person says."""

    WAITING = "waiting"
    """The partner has been asked."""
    VERIFIED_BY_HAND = "verified_by_hand"
    """It works for me: counts as a good verdict."""
    REVIEWED = "reviewed"
    """Still correct: closes what only asked for a look."""
    ACCEPTED = "accepted"
    """Fine as it is."""
    DISPUTED = "disputed"
    """The checker is wrong: goes to those who run it."""


class AckScope(StrEnum):
    """How far the word reaches."""

    FINDING = "finding"
    TARGET = "target"
    """The target, wherever it is linked: outlives re-saving and copying."""
    HOST_RULE = "host_rule"
    """One rule on one host."""


class AckEnd(StrEnum):
    """Why it is over."""

    EXPIRED = "expired"
    OVERTAKEN = "overtaken"
    """What is wrong has become another thing, or dangerous."""
    REMOVED = "removed"
    """Taken back by a person."""
    UNUSED = "unused"
    """It matched nothing for so long that it was dropped."""


class Role(StrEnum):
    """Who is asking, from the least allowed to the most."""

    EDITOR = "editor"
    MANAGER = "manager"
    OPS = "ops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """One person's word on one finding, target, or host."""

    kind: AckKind
    scope: AckScope
    subject: str
    """The finding's id, the target's id, or the host."""
    family: str
    """The family of findings meant; the rule's name for `AckScope.HOST_RULE`."""
    rule: str
    """The rule that had fired when the word was given."""
    severity: Severity
    certainty: Certainty
    reason: str
    by: str
    created_at: datetime
    until: date
    """The last day on which it holds."""
    earlier_reasons: tuple[str, ...] = ()
    """Of the words that this one renews, oldest first."""
    matched_at: datetime | None = None
    """When a run last found something that it covers."""
    ended_at: datetime | None = None
    ended: AckEnd | None = None
    ended_by: str = ""
    """Who took it back, for `AckEnd.REMOVED`; empty for what ended by itself, or left the file."""
    filed: bool = False
    """It stands in the file of acknowledgements, and holds as long as it stands there."""

    @property
    def id(self) -> str:
        """The identity: a renewal is another word."""
        return fingerprint("a1_", self.scope, self.subject, self.family, self.created_at.isoformat())

    @property
    def by_ref(self) -> str:
        """A digest in place of the name, for reports that everybody can read."""
        return fingerprint("o1_", self.by)

    def holds(self, today: date) -> bool:
        """Whether it is in force."""
        return self.ended_at is None and today <= self.until
