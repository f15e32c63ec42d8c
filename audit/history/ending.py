"""What becomes of an open finding that this run did not find again: evidence decides, never its absence alone."""

from dataclasses import replace

from audit.history.aging import saved_without_change
from audit.history.families import ANCHOR, accuses_target, rests_on_network
from audit.history.night import Night
from audit.history.policy import Kind, kind_of_judgement
from audit.model.finding import Certainty, Finding
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, Record, State
from audit.model.verdict import FragmentState, Judgement
from audit.ports import Memory


def end(record: Record, memory: Memory, night: Night) -> Record:
    """The record of a finding that was open and is not among tonight's, with its state."""
    finding = record.finding
    networked = rests_on_network(finding)
    if night.status not in (RunStatus.COMPLETE, RunStatus.INCONCLUSIVE) or (networked and night.status is RunStatus.INCONCLUSIVE):
        return _not_rechecked(record)
    if finding.entry_id not in night.initiatives:
        return _closed(record, memory, night, state=State.LEFT)
    if not night.unread.isdisjoint(_about(finding)) or not night.ran(finding.rule):
        return _not_rechecked(record)
    targets = night.mentions.get((finding.entry_id, finding.field), frozenset())
    if (networked or finding.target_id) and finding.target_id not in targets:
        return _closed(_agreed(record, night), memory, night, state=State.FIXED, fixed_by=_replaced_or_removed(finding, targets, memory))
    if saved_without_change(finding, memory, night):
        return replace(record, state=State.OPEN if memory.baseline else None, last_seen=night.at)
    if not networked:
        return _closed(record, memory, night, state=State.FIXED, fixed_by=FixedBy.CONTENT_COMPLETED)
    return _target_not_accused(record, memory, night)


def _about(finding: Finding) -> tuple[str, ...]:
    """The initiatives that a finding is about: its own, and the one with which a rule about all of them together compares it."""
    return finding.entry_id, finding.target_key, f"path:{dict(finding.params).get('file', '')}"


def _target_not_accused(record: Record, memory: Memory, night: Night) -> Record:
    """The link still stands there, and no rule has anything against it tonight."""
    judgement = night.judgements.get(record.finding.target_id)
    if judgement is None or kind_of_judgement(judgement) is not Kind.GOOD:
        return _not_rechecked(record)
    if record.finding.family == ANCHOR:
        return _part_not_missed(record, judgement, memory, night)
    streak = night.streaks.get(record.finding.target_id)
    if record.shown_at and accuses_target(record.finding) and streak and streak.confirmed_at:
        # One good look after a confirmed failure may be luck: the finding stands until a second one.
        state = State.OPEN if memory.baseline else None
        return replace(record, state=state, last_seen=night.at, recovering_since=streak.good_since)
    fixed_by = FixedBy.TARGET_RECOVERED if accuses_target(record.finding) else FixedBy.TARGET_CHANGED
    return _closed(record, memory, night, state=State.FIXED, fixed_by=fixed_by)


def _part_not_missed(record: Record, judgement: Judgement, memory: Memory, night: Night) -> Record:
    """The page works, and no link of this field names the missing part any more, or the page has it again."""
    match judgement.fragment(record.finding.target_key.partition("#")[2]):
        case FragmentState.UNVERIFIABLE:
            return _not_rechecked(record)
        case FragmentState.FOUND:
            return _closed(record, memory, night, state=State.FIXED, fixed_by=FixedBy.TARGET_RECOVERED)
        case _:
            return _closed(record, memory, night, state=State.FIXED, fixed_by=FixedBy.LINK_REPLACED)


def _replaced_or_removed(finding: Finding, targets: frozenset[str], memory: Memory) -> FixedBy:
    """Replaced when the field now holds a target that the initiative did not have before."""
    fresh = any((finding.entry_id, target) not in memory.links for target in targets)
    return FixedBy.LINK_REPLACED if fresh else FixedBy.LINK_REMOVED


def _agreed(record: Record, night: Night) -> Record:
    """A suspicion whose link somebody took away: whoever mended it agreed that it was wrong, so it is told as mended."""
    if record.certainty is not Certainty.SUSPECTED:
        return record
    return replace(record, finding=replace(record.finding, certainty=Certainty.CONFIRMED), confirmed_at=night.at, shown_at=night.at)


def _not_rechecked(record: Record) -> Record:
    return replace(record, state=State.NOT_RECHECKED if record.shown_at else None)


def _closed(record: Record, memory: Memory, night: Night, *, state: State, fixed_by: FixedBy | None = None) -> Record:
    """Closed; nobody is told of the end of what nobody was told of, nor without a report to compare with."""
    told = record.shown_at is not None and memory.baseline is not None
    return replace(record, state=state if told else None, closed_at=night.at, fixed_by=fixed_by, recovering_since=None)
