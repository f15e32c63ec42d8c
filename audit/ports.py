"""The doors of the house: what each part may expect of its neighbours."""

from collections.abc import AsyncGenerator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from audit.model.acknowledgement import Acknowledgement
from audit.model.details import Since
from audit.model.entry import Reading
from audit.model.probe import Exchange, Probe, Target
from audit.model.report import Report
from audit.model.request import Request
from audit.model.run import Run
from audit.model.sheet import Opened, Sheet
from audit.model.site import SiteIndex
from audit.model.standing import Check, PageSeen, Record, Streak


class Source(Protocol):
    """Where initiatives come from."""

    def read(self) -> Iterator[Reading]:
        """Every content file of the audited collections, in a stable order, one at a time.

        Raises:
            NothingToAudit: the site or a named collection is not there.
        """

    def sheets(self) -> Iterator[Sheet]:
        """The files that `read` reads, in the same order, none of them opened.

        Raises:
            NothingToAudit: see `read`.
        """

    def count(self) -> int:
        """How many files `read` will yield, for progress."""

    def index(self) -> SiteIndex | None:
        """What else the site holds, for rules about what content refers to; None where nothing is known of it."""


class Exchanger(Protocol):
    """One request, one answer. Guard, pace and retry are wrappers of this same door."""

    async def exchange(self, request: Request) -> Exchange:
        """Ask once. What the web does wrong comes back as evidence, never as an exception."""


class Prober(Protocol):
    """How one target is asked."""

    async def probe(self, target: Target) -> Probe:
        """Gather the evidence for one target, within its budgets."""


class Engine(Protocol):
    """Where probing runs."""

    def probe_all(self, targets: Iterable[Target]) -> AsyncGenerator[Probe, None]:
        """Probe every target once, politely and concurrently, yielding each as it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A published report as lists show it."""

    report_id: str
    run: Run
    generated_at: datetime
    totals: Mapping[str, int]
    """``remove``, ``fix``, ``check``, ``tidy``, ``suspected``, ``new``, ``came_back``, ``fixed``, ``open``, ``initiatives``, ``links``,
    ``joined``, ``gone``, ``gone_broken``; ``median_days_open`` where there is an open problem, and ``days_until_fixed`` where
    half of them are."""
    health_percent: int | None
    """None where it may not be told: without an initiative to count, or when too little could be judged."""
    clean: int
    broken: int
    unknown: int
    coverage_percent: float
    since: Since | None = None
    """How things moved over some weeks; known of the newest report alone."""
    partners: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What changed in each partner's initiatives: ``new``, ``came_back``, ``fixed``. Partners for whom nothing did are named by the
    newest report alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier runs left for comparing."""

    baseline: ReportRow | None
    """The newest complete report of the same scope and ruleset."""
    passed_over: tuple[tuple[str, str], ...]
    """Newer reports that could not serve as the baseline, each with the reason."""
    records: Mapping[str, Record]
    """The newest record of every finding ever confirmed or suspected in this scope, by id."""
    streaks: Mapping[str, Streak]
    """By target id."""
    initiatives: Mapping[str, str]
    """The initiatives of the baseline: id to health."""
    links: frozenset[tuple[str, str]] = frozenset()
    """The (initiative id, target id) pairs of the baseline."""
    unjudged: Mapping[str, int] = field(default_factory=dict)
    """The initiatives of the baseline: id to the number of links without a verdict."""
    contents: Mapping[str, str] = field(default_factory=dict)
    """The initiatives of the baseline: id to the digest of their content."""
    known_since: Mapping[str, datetime | None] = field(default_factory=dict)
    """Every initiative ever seen in this scope: when a report first had it, None when the very first report did."""
    said_since: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)
    """Of those initiatives the digest of the content, and since when it is known to have been that."""


class Store(Protocol):
    """What is remembered from run to run."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened on opening that whoever looks after the audit should know, such as a damaged database set aside."""

    async def open(self) -> None:
        """Connect, set a damaged database aside, and bring the schema up to date.

        Raises:
            SurroundingsError: the database cannot be used, or a newer version wrote it.
        """

    async def close(self) -> None:
        """Let go of the database."""

    async def begin(self, run: Run) -> None:
        """Note that a run has started."""

    async def save_checks(self, run_id: str, checks: Sequence[Check]) -> None:
        """Keep a batch of checks at once; a check saved twice counts once."""

    async def checks(self, run_id: str) -> Sequence[Check]:
        """Every check saved for a run."""

    async def memory(self, *, scope: str, ruleset: str, before: datetime) -> Memory:
        """What runs that started before `before` left behind."""

    async def finish(  # noqa: PLR0913 - everything that one transaction keeps, by name
        self,
        run: Run,
        report: Report,
        *,
        records: Iterable[Record],
        streaks: Iterable[Streak],
        links: Iterable[tuple[str, str]],
        acknowledgements: Iterable[Acknowledgement] = (),
    ) -> None:
        """Keep a run's result in one transaction: the report's row, and what the next run compares with."""

    async def fail(self, run: Run) -> None:
        """Note how a run without a report ended."""

    async def keep_looks(self, run: Run, *, streaks: Iterable[Streak]) -> None:
        """Keep in one transaction what a run without a report saw of targets: how they do now, and what the good ones look like."""

    async def run(self, run_id: str) -> Run | None:
        """The facts of one run."""

    async def runs(self, *, limit: int = 50) -> Sequence[Run]:
        """The newest runs first."""

    async def reports(self, *, limit: int | None = 400) -> Sequence[ReportRow]:
        """The newest reports first; with None all that are kept."""

    async def report(self, report_id: str) -> Report | None:
        """A published report as it was, to be rendered again; None when there is none of that name."""

    async def record(self, finding_id: str) -> Record | None:
        """The newest record of one finding, open or over; None when there never was such a finding."""

    async def history(self, target_id: str, *, limit: int = 100) -> Sequence[Check]:
        """The newest checks of one target first; old ones only where something changed."""

    async def histories(self, target_ids: Collection[str], *, limit: int = 100) -> Mapping[str, Sequence[Check]]:
        """The histories of many targets by their ids; a target never checked has none."""

    async def pages(self) -> Mapping[str, PageSeen]:
        """What each target looked like when it was last good, by target id."""

    async def acknowledgements(self) -> Sequence[Acknowledgement]:
        """People's words on findings, the oldest first, those that are over too."""

    async def keep_acknowledgements(self, words: Iterable[Acknowledgement]) -> None:
        """Keep new words, or what became of known ones."""

    async def prune(self, keep_days: int) -> int:
        """Forget what is older than `keep_days`; returns how many rows went. Open findings and the newest report stay."""

    async def parsed(self, keys: Collection[str], *, now: datetime) -> Mapping[str, bytes]:
        """What was kept under some of the keys; asking for it keeps it from being pruned."""

    async def keep_parsed(self, made: Mapping[str, bytes], *, now: datetime) -> None:
        """Keep what was made of content, by key, in place of what was kept before."""

    async def was_sent(self, message_id: str) -> bool:
        """Whether a message with this id has been handed to the mail server."""

    async def mark_sent(self, message_id: str, *, at: datetime) -> None:
        """Remember that a message was handed over, so that it is never sent twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of a published report."""

    name: str
    """The path inside the report's folder."""
    content: bytes


class Renderer(Protocol):
    """A report format."""

    @property
    def name(self) -> str:
        """The format's word on the command line."""

    def render(self, report: Report) -> Iterable[Document]:
        """The documents of one report, the same bytes for the same report."""


class Living(Protocol):
    """The pages that keep their address from report to report, as one report has them."""

    @property
    def folders(self) -> Sequence[str]:
        """The folders beside the dated reports in which they stand, one folder each."""

    @property
    def names(self) -> Collection[str]:
        """The pages that are to be there whatever the report says of their subjects."""

    def page(self, document: Document) -> Document | None:
        """A document of the report as it stands at its lasting address; None for one that has no such address."""

    @property
    def beside(self) -> Sequence[Document]:
        """What else goes along with the newest report at an address of its own, whole each time."""

    def over(self, name: str) -> Document:
        """The page for what the report has no document of: it says so, and the same until something changes."""


class IndexRenderer(Protocol):
    """The list of all reports."""

    def render_index(
        self, rows: Sequence[ReportRow], *, site_name: str, timezone: str, generated_at: datetime, failed: datetime | None = None
    ) -> tuple[Document, ...]:
        """What leads to every report, newest first; `failed` tells when a run since the newest one ended without a report."""


class Notifier(Protocol):
    """A channel that tells people about a report."""

    async def notify(self, report: Report) -> tuple[str, ...]:
        """Tell everyone concerned once; return what was sent, in words for the log.

        Raises:
            SurroundingsError: the channel could not be reached.
        """


class Progress(Protocol):
    """Someone who watches a run."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """A stage begins: ``read``, ``probe``, ``publish``."""

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """So much of the stage is done by now, counted from its beginning."""


__all__ = [
    "Document",
    "Engine",
    "Exchanger",
    "IndexRenderer",
    "Living",
    "Memory",
    "Notifier",
    "Opened",
    "Prober",
    "Progress",
    "Renderer",
    "ReportRow",
    "Request",
    "Sheet",
    "Source",
    "Store",
]
