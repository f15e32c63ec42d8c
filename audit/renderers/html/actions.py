"""What one person can do once: a dead page used in eight initiatives is one action with eight places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from audit.model.acknowledgement import Acknowledgement
from audit.model.finding import Occurrence, Severity
from audit.model.link import LinkKind
from audit.model.report import LABELS, Line
from audit.model.verdict import Verdict
from audit.renderers import names

WAITING = "waiting"
SECTIONS = (*LABELS, WAITING)
"""The parts of a list: by urgency, and last what waits by agreement."""

SHOWN_PLACES = 6
"""Places on a card; the others are on the page of the host or of the link."""

_HOST_WIDE = frozenset({"link-site-gone", "link-parked", "link-certificate", "link-server-error"})
"""Rules whose trouble is the whole website's, so that one call to its owner settles every link."""

_HARMLESS = frozenset({"link-holding-page"})
"""Rules about pages that tell of nothing but themselves: a person is asked to open them, whatever their verdict."""

_NOT_TO_OPEN = frozenset({Verdict.UNSAFE, Verdict.PARKED, Verdict.INVALID, Verdict.UNSUPPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of an action."""

    line: Line
    occurrence: Occurrence
    anchor: str
    """The finding's id at its first place, where its permanent address leads; empty at its others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Findings that are settled together."""

    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    """Every place concerned."""
    anchor: str
    """The action's place on a page: the id of its first finding."""
    reach: int
    """How many initiatives it touches."""
    first_seen: datetime
    """When the oldest of its findings was first seen."""
    days_open: int
    """How long the oldest of its findings has been open."""
    host: str = ""
    """The website, when all of it is concerned and more than one address."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """The action that settles these findings."""
        places = tuple(
            Place(line=line, occurrence=occurrence, anchor="" if number else line.finding.id)
            for line in lines
            for number, occurrence in enumerate(line.finding.occurrences)
        )
        several = len({line.target_url for line in lines}) > 1
        return cls(
            lines=tuple(lines),
            places=places,
            anchor=places[0].anchor,
            reach=len({line.finding.entry_id for line in lines}),
            first_seen=min(line.record.first_seen for line in lines),
            days_open=max(line.days_open for line in lines),
            host=host_of(lines[0].target_url) if several else "",
        )

    @property
    def first(self) -> Line:
        """The finding that speaks for all."""
        return self.lines[0]

    @property
    def label(self) -> str:
        """The word for its urgency."""
        return self.first.label

    @property
    def agreement(self) -> Acknowledgement | None:
        """The word of a person by which all of it waits."""
        return self.first.acknowledgement

    @property
    def section(self) -> str:
        """The part of a list, of `SECTIONS`, that it belongs to."""
        return WAITING if self.first.waiting else self.label

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
        """Whether a reader may be offered the target as a link: not what could harm, however sure we are of it."""
        return all(
            line.finding.severity is not Severity.REMOVE and (line.finding.rule in _HARMLESS or may_be_opened(line.verdict))
            for line in self.lines
        )


def may_be_opened(verdict: str) -> bool:
    """Whether a target of this verdict may be a link."""
    return verdict not in _NOT_TO_OPEN


def actions(lines: Iterable[Line], *, joined: bool = True) -> tuple[Action, ...]:
    """The actions that open findings come to, what helps most first; suspected findings are left out.

    With `joined` false every finding stays an action of its own, as on an initiative's page.
    """
    groups: dict[tuple[str, ...], list[Line]] = {}
    for number, line in enumerate(lines):
        if line.label in LABELS:
            groups.setdefault(_key(line, number) if joined else (str(number),), []).append(line)
    return tuple(sorted((Action.of(group) for group in groups.values()), key=_order))


def host_of(url: str) -> str:
    """The host of an address, and its port when it names one; empty for what has none."""
    _, separator, rest = url.partition("://")
    return rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0].rpartition("@")[2].lower() if separator else ""


def _key(line: Line, number: int) -> tuple[str, ...]:
    finding, word = line.finding, line.acknowledgement.id if line.acknowledgement else ""
    if finding.rule in _HOST_WIDE and (host := host_of(line.target_url)):
        return ("host", line.label, finding.rule, host, word)
    if finding.target_id:
        return ("target", line.label, finding.rule, finding.target_id, word)
    return ("finding", str(number))


def _order(action: Action) -> tuple[int, int, bool, int, datetime, str]:
    leads = any(line.kind == LinkKind.CALL_TO_ACTION for line in action.lines)
    return (SECTIONS.index(action.section), LABELS.index(action.label), not leads, -action.reach, action.first_seen, action.anchor)
