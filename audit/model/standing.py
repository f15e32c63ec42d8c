"""What we remember of targets and findings from night to night, and what changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audit.model.acknowledgement import Acknowledgement
from audit.model.finding import Certainty, Finding, Severity
from audit.model.values import as_value
from audit.model.verdict import Judgement, Verdict


class State(StrEnum):
    """A finding's state since the last comparable report."""

    NEW = "new"
    CAME_BACK = "came_back"
    OPEN = "open"
    CHANGED = "changed"
    FIXED = "fixed"
    LEFT = "left"
    NOT_RECHECKED = "not_rechecked"


class FixedBy(StrEnum):
    """What ended a finding."""

    LINK_REMOVED = "link_removed"
    LINK_REPLACED = "link_replaced"
    TARGET_RECOVERED = "target_recovered"
    """What failed its visitors works again."""
    TARGET_CHANGED = "target_changed"
    """The target never failed, and what there was to say of it holds no more: it moved back, or offers https no longer."""
    CONTENT_COMPLETED = "content_completed"
    REVIEWED = "reviewed"
    """A person looked and said that it is still correct."""


@as_value
class Check:
    """One run's look at one target, as the store keeps it."""

    target_id: str
    url: str
    host: str
    at: datetime
    judgement: Judgement
    method: str = ""
    status: int | None = None
    ms: int = 0
    error: str = ""
    requests: int = 0
    bytes_received: int = 0
    etag: str = ""
    last_modified: str = ""
    excerpt: str = ""
    """How the page's text begins, to notice that it is about something else one day."""
    title: str = ""
    carried: bool = False
    """The target was not asked in this run: this is what an earlier one saw, `at` that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """How a target has been doing over the nights."""

    target_id: str
    verdict: Verdict
    """Of the newest check that counted."""
    reason: str
    failing_since: datetime | None = None
    """The first of the failing checks in a row."""
    failing_checks: int = 0
    """Failing checks in a row that lie far enough apart to count."""
    last_failing_at: datetime | None = None
    confirmed_at: datetime | None = None
    """When the failure was confirmed; stays until the target has recovered."""
    good_since: datetime | None = None
    """The first of the good checks in a row after a confirmed failure."""
    good_checks: int = 0
    last_good_at: datetime | None = None
    last_checked_at: datetime | None = None
    gone_checks: int = 0
    """Of the failing checks in a row, those that say that the page or its whole site does not exist, far enough apart to count."""
    last_gone_at: datetime | None = None
    last_verdict_at: datetime | None = None
    """The newest check that saw the target work or fail; checks that cannot tell leave it."""
    event_since: datetime | None = None
    """When it began to fail together with most of its host; single findings are held back for a while after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One finding as the store remembers it across runs."""

    finding: Finding
    state: State | None
    """None when there was nothing to compare with."""
    first_seen: datetime
    last_seen: datetime
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    fixed_by: FixedBy | None = None
    new_reason: str = ""
    """Why it is new: ``new_initiative``, ``target_changed``, ``link_added``, ``content_changed``, ``rules_changed``, ``time_passed``;
    why it came back: ``waiting_over``, ``overtaken``."""
    shown_at: datetime | None = None
    """When a report first showed it, counted anew when it comes back; None for a suspicion that nobody has seen."""
    changed_at: datetime | None = None
    """When its rule, severity or certainty last became another."""
    returned_at: datetime | None = None
    """When it came back after it had been closed."""
    recovering_since: datetime | None = None
    """The target worked again at this time; a second good check, far enough later, has to confirm it."""
    acknowledgement: Acknowledgement | None = None
    """The word of a person that covers it at present."""

    @property
    def id(self) -> str:
        """The finding's identity."""
        return self.finding.id

    @property
    def severity(self) -> Severity:
        """The finding's severity."""
        return self.finding.severity

    @property
    def certainty(self) -> Certainty:
        """The finding's certainty."""
        return self.finding.certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """What a target looked like when it was last good."""

    at: datetime
    """When it was last good, read or only said to be unchanged."""
    read_at: datetime
    """When it was last read as a whole."""
    judgement: Judgement
    """What it came to then."""
    etag: str = ""
    last_modified: str = ""
    excerpt: str = ""
    """How its text began."""
    title: str = ""
