"""How one initiative stands: clean, broken, not known, or too new to say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from audit.history.night import Night
from audit.history.policy import Kind, Policy, kind_of_judgement
from audit.model.finding import Certainty, Severity
from audit.model.standing import Record
from audit.ports import Memory

CLEAN, BROKEN, UNKNOWN, GRACE = "clean", "broken", "unknown", "grace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The outbound mentions of one initiative."""

    id: str
    links: int
    unjudged: int
    """Those of them without a verdict of the last two weeks."""
    unseen: bool = False
    """A fault of our own kept some of its links or findings from us."""


def unjudged(targets: Iterable[str], night: Night, *, policy: Policy, vouched: frozenset[str] = frozenset()) -> int:
    """How many of an initiative's mentions, given by target, nobody has seen work or fail lately.

    `vouched` names the targets that a person has seen working.
    """
    return sum(1 for target in targets if target not in vouched and not _judged(target, night, policy))


def _judged(target: str, night: Night, policy: Policy) -> bool:
    judgement = night.judgements.get(target)
    if judgement and kind_of_judgement(judgement) is Kind.AT_ONCE:
        return True
    streak = night.streaks.get(target)
    return bool(streak and streak.last_verdict_at and night.at - streak.last_verdict_at <= policy.verdict_age)


def is_problem(record: Record) -> bool:
    """Whether an open record makes its initiative broken: confirmed, not tidying up, and not yet over."""
    return record.closed_at is None and record.certainty is Certainty.CONFIRMED and record.severity is not Severity.TIDY


def words(counted: Iterable[Counted], records: Iterable[Record], *, memory: Memory, at: datetime, policy: Policy) -> Mapping[str, str]:
    """The health word of every published initiative, by id.

    Broken holds until its evidence is gone, whether or not this run looked (see `compare`). Not known holds until
    something without a verdict gets one: adding other links does not help.
    """
    broken = {record.finding.entry_id for record in records if is_problem(record)}
    return {one.id: _word(one, one.id in broken, memory, at, policy) for one in counted}


def _word(one: Counted, broken: bool, memory: Memory, at: datetime, policy: Policy) -> str:
    # With no memory nothing can be said to have joined lately: everything counts.
    since = memory.known_since.get(one.id, at) if memory.known_since else None
    if since and at - since < policy.grace - policy.slack:
        return GRACE
    if broken:
        return BROKEN
    if one.unseen:
        return UNKNOWN
    if one.unjudged < policy.unknown_links:
        return CLEAN
    still = memory.initiatives.get(one.id) == UNKNOWN and one.unjudged >= memory.unjudged.get(one.id, 0)
    return UNKNOWN if still or one.unjudged > policy.unknown_share * one.links else CLEAN
