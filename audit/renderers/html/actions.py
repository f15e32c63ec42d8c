"""What one person can do once: a dead page used in eight initiatives is one action with eight places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from audit.model.finding import Occurrence
from audit.model.link import LinkKind
from audit.model.report import LABELS, Line
from audit.model.verdict import Verdict
from audit.renderers import names

SHOWN_PLACES = 6
"""Places on a card; the others are on the page of the host or of the link."""

_HOST_WIDE = frozenset({"link-site-gone", "link-parked", "link-certificate", "link-server-error"})
"""Rules whose trouble is the whole website's, so that one call to its owner settles every link."""

_NOT_TO_OPEN = frozenset({Verdict.UNSAFE, Verdict.PARKED, Verdict.INVALID, Verdict.UNSUPPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of an action."""

    line: Line
    occurrence: Occurrence
    first: bool
    """The finding's first place, where its permanent address leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Findings that are settled together."""

    lines: tuple[Line, ...]
    host: str = ""
    """The website, when all of it is concerned and more than one address."""

    @property
    def first(self) -> Line:
        """The finding that speaks for all."""
        return self.lines[0]

    @property
    def anchor(self) -> str:
        """The action's place on a page."""
        return self.first.finding.id

    @property
    def label(self) -> str:
        """The word for its urgency."""
        return self.first.label

    @property
    def reach(self) -> int:
        """How many initiatives it touches."""
        return len({line.finding.entry_id for line in self.lines})

    @property
    def first_seen(self) -> datetime:
        """When the oldest of its findings was first seen."""
        return min(line.record.first_seen for line in self.lines)

    @property
    def days_open(self) -> int:
        """How long the oldest of its findings has been open."""
        return max(line.days_open for line in self.lines)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place concerned."""
        return tuple(
            Place(line=line, occurrence=occurrence, first=number == 0)
            for line in self.lines
            for number, occurrence in enumerate(line.finding.occurrences)
        )

    @property
    def long(self) -> bool:
        """Whether there are more places than a card shows, so that the host or the link has a page of its own."""
        return len(self.places) > SHOWN_PLACES

    @property
    def own_page(self) -> str:
        """The page with every place of a long action."""
        if self.host:
            return names.host_page(self.host)
        if self.first.finding.target_id:
            return names.link_page(self.first.finding.target_id)
        return f"{names.initiative_page(self.first.finding.entry_id)}#{self.anchor}"

    @property
    def may_be_opened(self) -> bool:
        """Whether a reader may be offered the target as a link."""
        return all(line.label != "remove" and line.verdict not in _NOT_TO_OPEN for line in self.lines)


def actions(lines: Iterable[Line], *, joined: bool = True) -> tuple[Action, ...]:
    """The actions that open findings come to, what helps most first; suspected findings are left out.

    With `joined` false every finding stays an action of its own, as on an initiative's page.
    """
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        if line.label in LABELS:
            groups.setdefault(_key(line) if joined else (line.finding.id,), []).append(line)
    made = [Action(lines=tuple(group), host=_shared_host(group)) for group in groups.values()]
    return tuple(sorted(made, key=_order))


def host_of(url: str) -> str:
    """The host of an address, and its port when it names one; empty for what has none."""
    _, separator, rest = url.partition("://")
    return rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0].rpartition("@")[2].lower() if separator else ""


def _key(line: Line) -> tuple[str, ...]:
    finding = line.finding
    if finding.rule in _HOST_WIDE and (host := host_of(line.target_url)):
        return ("host", line.label, finding.rule, host)
    if finding.target_id:
        return ("target", line.label, finding.rule, finding.target_id)
    return ("finding", finding.id)


def _shared_host(group: list[Line]) -> str:
    several = len({line.target_url for line in group}) > 1
    return host_of(group[0].target_url) if several else ""


def _order(action: Action) -> tuple[int, bool, int, datetime, str]:
    leads = any(line.kind == LinkKind.CALL_TO_ACTION for line in action.lines)
    return (LABELS.index(action.label), not leads, -action.reach, action.first_seen, action.anchor)
