"""This run's findings held against what earlier runs left: new, came back, changed, fixed, left, still there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from audit.history.ending import end
from audit.history.families import accuses_target, rests_on_network
from audit.history.following import speaks
from audit.history.night import Night
from audit.history.policy import Policy
from audit.history.reasons import new_reason
from audit.model.finding import SEVERITY_ORDER, Certainty, Finding, Severity
from audit.model.run import RunStatus
from audit.model.standing import Record, State, Streak
from audit.model.verdict import Verdict
from audit.ports import Memory

CLOSED_STATES = frozenset({State.FIXED, State.LEFT, State.NOT_RECHECKED})
"""States of findings that a report lists apart from its open ones."""


def compare(memory: Memory, findings: Iterable[Finding], *, night: Night, policy: Policy) -> tuple[Record, ...]:
    """Every finding of this run and every open one of earlier runs, each with its state against the baseline.

    The findings must have been settled. A record with ``state=None`` and ``closed_at`` set is a suspicion that
    came to nothing: it is kept in the store and shown to nobody. What an inconclusive run says of targets is left
    out: nothing about links changes. A partial run closes nothing.
    """
    told = tuple(finding for finding in _each_once(findings) if _counts(finding, night))
    since = memory.baseline.generated_at if memory.baseline else None
    seen = {finding.id: _seen(finding, memory, night, policy, since) for finding in told}
    missing = (record for key, record in memory.records.items() if key not in seen)
    ended = (
        end(record, memory, night) if record.closed_at is None else record
        for record in missing
        if record.closed_at is None or _closed_after(record, since)
    )
    return (*seen.values(), *ended)


def open_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The findings that stand in this report, suspected ones too."""
    return tuple(record for record in records if record.closed_at is None and record.state not in CLOSED_STATES)


def closed_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The findings that this report lists as fixed, left or not re-checked."""
    return tuple(record for record in records if record.state in CLOSED_STATES)


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each identity: of several, the one that hurts most, with the places of all."""
    chosen: dict[str, Finding] = {}
    for finding in findings:
        other = chosen.get(finding.id)
        if other is None:
            chosen[finding.id] = finding
            continue
        worst, rest = sorted((other, finding), key=lambda one: SEVERITY_ORDER.index(one.severity))
        chosen[finding.id] = replace(worst, occurrences=tuple(dict.fromkeys((*worst.occurrences, *rest.occurrences))))
    return tuple(chosen.values())


def _counts(finding: Finding, night: Night) -> bool:
    """Whether a finding may be told of: after an inconclusive run, only what needed no network."""
    if night.status is not RunStatus.INCONCLUSIVE or not rests_on_network(finding):
        return True
    judgement = night.judgements.get(finding.target_id)
    return judgement is None or judgement.verdict is Verdict.INVALID


def _closed_after(record: Record, since: datetime | None) -> bool:
    return since is not None and record.closed_at is not None and record.closed_at > since and record.state in CLOSED_STATES


def _seen(finding: Finding, memory: Memory, night: Night, policy: Policy, since: datetime | None) -> Record:
    old = memory.records.get(finding.id)
    if old is None or (old.closed_at and not _was_public(old)):
        record = Record(finding=finding, state=None, first_seen=night.at, last_seen=night.at)
    elif old.closed_at:
        record = replace(
            old, finding=finding, closed_at=None, fixed_by=None, confirmed_at=None, shown_at=None, changed_at=None, returned_at=night.at
        )
    else:
        record = _still(old, finding, night, policy)
    return _standing(replace(record, last_seen=night.at), memory, night, since)


def _was_public(record: Record) -> bool:
    return record.shown_at is not None or record.returned_at is not None


def _still(old: Record, finding: Finding, night: Night, policy: Policy) -> Record:
    """An open record that was seen again, with tonight's finding or, where that proves nothing, the one known before."""
    streak = night.streaks.get(finding.target_id)
    recovering = streak.good_since if streak and streak.confirmed_at else None
    if old.shown_at and _proves_nothing(finding, old.finding, streak, policy):
        return replace(old, finding=replace(old.finding, occurrences=finding.occurrences), recovering_since=recovering)
    changed = old.shown_at and _word(finding) != _word(old.finding)
    return replace(old, finding=finding, changed_at=night.at if changed else old.changed_at, recovering_since=None)


def _proves_nothing(finding: Finding, known: Finding, streak: Streak | None, policy: Policy) -> bool:
    """Whether tonight's finding may not replace the one that readers know."""
    if finding.certainty is Certainty.SUSPECTED:
        return True
    if finding.severity is Severity.REMOVE or not accuses_target(known) or streak is None or streak.confirmed_at is None:
        return False
    return not (accuses_target(finding) and (finding.rule == known.rule or speaks(streak, policy=policy)))


def _word(finding: Finding) -> tuple[str, Severity, Certainty]:
    return finding.rule, finding.severity, finding.certainty


def _standing(record: Record, memory: Memory, night: Night, since: datetime | None) -> Record:
    """The record with its state against the baseline."""
    if record.certainty is Certainty.SUSPECTED:
        return replace(record, state=None)
    confirmed = record.confirmed_at or (night.at if record.certainty is Certainty.CONFIRMED else None)
    shown = replace(record, shown_at=record.shown_at or night.at, confirmed_at=confirmed)
    state = _state(shown, night, since)
    reason = new_reason(shown.finding, memory, night) if state is State.NEW else ""
    return replace(shown, state=state, new_reason=reason)


def _state(record: Record, night: Night, since: datetime | None) -> State | None:
    if since is None:
        return None

    def lately(moment: datetime | None) -> bool:
        return moment is not None and (moment > since or moment == night.at)

    if lately(record.shown_at):
        return State.CAME_BACK if record.returned_at else State.NEW
    return State.CHANGED if lately(record.changed_at) else State.OPEN
