"""A run arranged for reading: what every renderer is handed."""

from dataclasses import dataclass
from datetime import date, datetime

from audit.model.acknowledgement import Acknowledgement
from audit.model.details import USUAL_PATIENCE, FieldCheck, HostDay, LinkRow, Manners, PastDay, Patience
from audit.model.finding import Certainty, Finding, Severity
from audit.model.run import Run
from audit.model.standing import Check, FixedBy, Record, State

LABELS = ("remove", "fix", "check", "tidy")
"""The four words for urgency: Remove now, Fix, Check by hand, Tidy up."""


def label_of(finding: Finding) -> str:
    """The one word, of `LABELS`, that severity and certainty make together; ``suspected`` for what editors are not shown."""
    if finding.certainty is Certainty.SUSPECTED:
        return "suspected"
    if finding.certainty is Certainty.CANNOT_TELL:
        return "check"
    return {Severity.REMOVE: "remove", Severity.FIX: "fix", Severity.TIDY: "tidy"}[finding.severity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A finding in plain words."""

    title: str
    why: str
    do: str
    short: str
    """At most 40 characters, for mail and terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding as the report shows it."""

    record: Record
    message: Message
    initiative: str
    """The initiative's title."""
    field_label: str
    """The field as editors know it."""
    target_url: str = ""
    """The address asked, for link findings."""
    verdict: str = ""
    final_url: str = ""
    suggestion: str = ""
    evidence: str = ""
    """One clause of technical detail."""
    curl: str = ""
    """A shell line that repeats the observation; empty when there is nothing to ask."""
    kind: str = ""
    """How the link stands in the content, a `LinkKind` value; empty for what is no link."""
    edit_url: str = ""
    """Where editors change the initiative in the CMS; empty when no address is configured."""

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.record.finding

    @property
    def label(self) -> str:
        """The one word for urgency."""
        return label_of(self.record.finding)

    @property
    def acknowledgement(self) -> Acknowledgement | None:
        """The word of a person that covers it."""
        return self.record.acknowledgement

    @property
    def waiting(self) -> bool:
        """Whether it stands by agreement: open and counted as ever, and nothing that is to be done now."""
        return self.record.acknowledgement is not None and self.label in LABELS

    @property
    def days_open(self) -> int:
        """Whole days since it was first seen."""
        return max((self.record.last_seen - self.record.first_seen).days, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A finding that is over."""

    record: Record
    initiative: str
    title: str
    """What was wrong, in the wording's title."""
    state: State
    """`State.FIXED`, `State.LEFT` or `State.NOT_RECHECKED`."""
    fixed_by: FixedBy | None = None
    days_open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    """One audited initiative."""

    id: str
    title: str
    path: str
    collection: str
    partner: str = ""
    owner_ref: str = ""
    """A digest of the owner's id, so that no address or name stands in a public report."""
    owner_source: str = ""
    updated_at: datetime | None = None
    content_sha256: str = ""
    health: str = "clean"
    """``clean``, ``broken``, ``unknown`` or ``grace``."""
    links: int = 0
    judged: int = 0
    mentions: tuple[LinkRow, ...] = ()
    """Its links in the order of the text, where it has a page of its own."""
    fields: tuple[FieldCheck, ...] = ()
    """Its fields that must not be empty and those that something was found in, where it has a page of its own."""
    past: tuple[PastDay, ...] = ()
    """What became of its findings, newest first, where it has a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """One target as the report shows it."""

    check: Check
    used_in: int
    """How many initiatives mention it."""
    links: int
    """How many mentions there are."""
    history: tuple[Check, ...] = ()
    """Earlier looks at it, newest first, for the page of the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRow:
    """One host with something to say."""

    host: str
    links: int
    initiatives: int
    failing: int
    event: str = ""
    """``stopped_answering`` and the like; empty when nothing happened to the host as a whole."""
    since: date | None = None
    days: tuple[HostDay, ...] = ()
    """How its addresses did lately, oldest first."""
    last_good: datetime | None = None
    """When one of its addresses was last seen working."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJudged:
    """Why some links have no verdict."""

    reason: str
    links: int
    initiatives: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the content was read and judged."""

    initiatives: int
    """Published entries, readable or not."""
    initiatives_read: int
    drafts: int
    skipped: tuple[tuple[str, int], ...] = ()
    """Left-out entries by reason."""
    links: int = 0
    """Outbound mentions."""
    internal: int = 0
    """References inside the site, mail addresses, telephone numbers and other things the web is not asked about."""
    targets: int = 0
    judged: int = 0
    """Outbound mentions with a verdict that says whether a visitor gets through."""
    not_judged: tuple[NotJudged, ...] = ()

    @property
    def percent(self) -> float:
        """Judged of all outbound mentions, rounded down to two places; 100 when there are none."""
        return 100.0 if not self.links else int(self.judged * 10_000 / self.links) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Definition 1: the share of initiatives with nothing broken."""

    percent: int | None
    """Rounded down; None when there is no initiative to count."""
    clean: int
    broken: int
    unknown: int
    in_grace: int
    comparable: bool
    """False below 95 % coverage or after a run that cannot be trusted."""
    like_for_like_initiatives: int | None = None
    change_points: float | None = None
    joined: int = 0
    left: int = 0
    left_broken: int = 0
    median_days_open: int | None = None
    days_until_fixed: int | None = None
    """Half of all problems are fixed within so many days; None when fewer than half of them are."""

    @property
    def told_percent(self) -> int | None:
        """The share where it may be told; None after a run that judged too little, or without an initiative to count."""
        return self.percent if self.comparable else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The earlier report that this one is held against."""

    report_id: str | None
    comparable: bool
    reason: str = ""
    """Why there is nothing to compare with."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Reports passed over, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a reader may be shown of one run."""

    date: date
    revision: int
    """1 for the day's first report."""
    generated_at: datetime
    timezone: str
    base_url: str
    """Where the reports are hosted, without a trailing slash; empty when nowhere."""
    site_name: str
    run: Run
    tool_version: str
    user_agent: str
    ruleset: str
    baseline: Baseline
    coverage: Coverage
    health: Health
    lines: tuple[Line, ...]
    """Open findings of every label, suspected ones too, in the order of reading."""
    closed: tuple[Closed, ...]
    initiatives: tuple[InitiativeRow, ...]
    targets: tuple[TargetRow, ...]
    hosts: tuple[HostRow, ...]
    rules: tuple[tuple[str, Severity], ...]
    """The rules that ran, with their severity."""
    acknowledgements: tuple[Acknowledgement, ...] = ()
    """What people have said of findings, as far as it holds on this day."""
    previous_id: str | None = None
    """The report before this one, whatever its trust."""
    manners: Manners | None = None
    """How we treat websites."""
    patience: Patience = USUAL_PATIENCE
    """How often something had to be seen before it was said."""

    @property
    def id(self) -> str:
        """``2026-11-21``, or ``2026-11-21.2`` for the day's second report."""
        return self.date.isoformat() + (f".{self.revision}" if self.revision > 1 else "")

    @property
    def to_do(self) -> tuple[Line, ...]:
        """The open findings without those that wait by agreement, suspected ones too, in the order of reading."""
        return tuple(line for line in self.lines if not line.waiting)

    @property
    def waiting(self) -> tuple[Line, ...]:
        """The open findings that wait by agreement, in the order of reading."""
        return tuple(line for line in self.lines if line.waiting)

    @property
    def ending_this_month(self) -> int:
        """How many of those that wait do so until a day of the report's month."""
        untils = (line.acknowledgement.until for line in self.waiting if line.acknowledgement)
        return sum((until.year, until.month) == (self.date.year, self.date.month) for until in untils)

    def count(self, *, label: str | None = None, state: State | None = None) -> int:
        """How many open findings that editors are shown carry a label, a state, or both."""
        return sum(
            1 for line in self.lines if line.label != "suspected" and label in (None, line.label) and state in (None, line.record.state)
        )
