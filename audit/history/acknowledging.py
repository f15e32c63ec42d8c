"""What people's words do to the records of a run: cover them, end in time, end early, or lie unused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from audit.model.acknowledgement import AckEnd, AckKind, Acknowledgement, AckScope
from audit.model.finding import Finding, Severity
from audit.model.standing import FixedBy, Record, State

UNUSED_AFTER = timedelta(days=60)
"""How long a word may match nothing before it is listed and dropped."""

SOON = timedelta(days=7)
"""How long before its end a word is announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """Records with the words that cover them, and the words with what became of them."""

    records: tuple[Record, ...]
    acknowledgements: tuple[Acknowledgement, ...]


def covers(word: Acknowledgement, finding: Finding, *, host: str = "") -> bool:
    """Whether a word is about this finding."""
    if word.scope is AckScope.FINDING:
        return word.subject == finding.id
    if word.scope is AckScope.TARGET:
        return word.subject == finding.target_id and word.family == finding.family
    return bool(host) and word.subject == host and word.family == finding.rule


def overtakes(finding: Finding, word: Acknowledgement) -> bool:
    """Whether what is wrong is no longer what the word was about: another rule, less doubt, or danger."""
    worse = finding.severity is Severity.REMOVE and word.severity is not Severity.REMOVE
    return worse or finding.rule != word.rule or finding.certainty != word.certainty


def without_reviewed(findings: Iterable[Finding], acknowledgements: Sequence[Acknowledgement], *, today: date) -> tuple[Finding, ...]:
    """The findings without those that a person has called still correct. To be asked before comparing."""
    reviewed = _by_subject(word for word in acknowledgements if word.kind is AckKind.REVIEWED and word.holds(today))
    return tuple(
        finding
        for finding in findings
        if not any(covers(word, finding) for subject in (finding.id, finding.target_id) for word in reviewed.get(subject, ()))
    )


def acknowledge(  # noqa: PLR0913 - six facts, four of them named at the call
    records: Iterable[Record],
    acknowledgements: Iterable[Acknowledgement],
    *,
    at: datetime,
    today: date,
    hosts: Mapping[str, str],
    complete: bool,
) -> Acknowledged:
    """The records of a run with the words that cover them. To be asked after comparing.

    `today` is the day of the report in its own time zone; `hosts` names the host of each target. A finding whose word
    has ended since the run before comes back: with ``new_reason`` ``waiting_over``, or ``overtaken`` when it became
    another. A run that is not `complete` ends no word. Health is not touched by any of this.
    """
    kept = tuple(records)
    about = _about(kept, hosts)
    words = tuple(_used(word, about.get(word.subject, ()), at, today, hosts) if complete else word for word in acknowledgements)
    live = _by_subject(word for word in words if word.holds(today))
    over = _by_subject(word for word in words if word.ended_at == at and word.ended in (AckEnd.EXPIRED, AckEnd.OVERTAKEN))
    said = (_said(record, _covering(record, live, hosts), _covering(record, over, hosts), at) for record in kept)
    return Acknowledged(records=tuple(said), acknowledgements=words)


def vouched(acknowledgements: Iterable[Acknowledgement], *, today: date) -> frozenset[str]:
    """The targets that a person has seen working, which stands for a verdict."""
    words = (word for word in acknowledgements if word.kind is AckKind.VERIFIED_BY_HAND and word.holds(today))
    return frozenset(word.subject for word in words if word.scope is AckScope.TARGET)


def unused(acknowledgements: Iterable[Acknowledgement], *, now: datetime) -> tuple[Acknowledgement, ...]:
    """The words in force that have matched nothing for so long that they should go."""
    return tuple(word for word in acknowledgements if word.ended_at is None and now - (word.matched_at or word.created_at) >= UNUSED_AFTER)


def dropped(word: Acknowledgement, *, at: datetime, end: AckEnd, by: str = "") -> Acknowledgement:
    """The word, over for the reason given; `by` names who took it back."""
    return replace(word, ended_at=at, ended=end, ended_by=by)


def ending_soon(acknowledgements: Iterable[Acknowledgement], *, today: date) -> tuple[Acknowledgement, ...]:
    """The words in force that end within a week."""
    return tuple(word for word in acknowledgements if word.holds(today) and word.until - today <= SOON)


def _used(word: Acknowledgement, records: Iterable[Record], at: datetime, today: date, hosts: Mapping[str, str]) -> Acknowledgement:
    """The word after this run: matched, expired, overtaken, unused, or as it was. `records` are those its subject names."""
    if word.ended_at:
        return word
    if today > word.until:
        return dropped(word, at=at, end=AckEnd.EXPIRED)
    if word.kind is AckKind.REVIEWED:
        # Its findings were taken out before comparing: that it is there to be asked for is all it is good for.
        return replace(word, matched_at=at)
    matched = [one for one in records if one.closed_at is None and one.shown_at and covers(word, one.finding, host=_host(one, hosts))]
    if any(overtakes(one.finding, word) for one in matched):
        return dropped(word, at=at, end=AckEnd.OVERTAKEN)
    if matched:
        return replace(word, matched_at=at)
    # Lists of exceptions only ever grow, unless what covers nothing goes.
    return dropped(word, at=at, end=AckEnd.UNUSED) if unused((word,), now=at) else word


def _said(record: Record, word: Acknowledgement | None, over: Acknowledgement | None, at: datetime) -> Record:
    """The record with the word that covers it, or come back because the word `over` has just ended."""
    if record.shown_at is None:
        return replace(record, acknowledgement=None)
    said = replace(record, acknowledgement=word)
    if said.closed_at:
        reviewed = word is not None and word.kind is AckKind.REVIEWED and said.state is State.FIXED
        return replace(said, fixed_by=FixedBy.REVIEWED) if reviewed else said
    if word or over is None or said.state not in (State.OPEN, State.CHANGED, State.CAME_BACK):
        return said
    why = "waiting_over" if over.ended is AckEnd.EXPIRED else "overtaken"
    return replace(said, state=State.CAME_BACK, shown_at=at, returned_at=at, new_reason=why)


def _about(records: Iterable[Record], hosts: Mapping[str, str]) -> dict[str, list[Record]]:
    """The records under every subject that a word about them can have."""
    about: dict[str, list[Record]] = {}
    for record in records:
        for subject in _subjects(record, hosts):
            about.setdefault(subject, []).append(record)
    return about


def _by_subject(words: Iterable[Acknowledgement]) -> dict[str, list[Acknowledgement]]:
    named: dict[str, list[Acknowledgement]] = {}
    for word in words:
        named.setdefault(word.subject, []).append(word)
    return named


def _covering(record: Record, words: Mapping[str, Sequence[Acknowledgement]], hosts: Mapping[str, str]) -> Acknowledgement | None:
    """The first word that covers the record, the nearest scope first."""
    host = _host(record, hosts)
    named = (word for subject in _subjects(record, hosts) for word in words.get(subject, ()))
    return next((word for word in named if covers(word, record.finding, host=host)), None)


def _subjects(record: Record, hosts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, (record.id, record.finding.target_id, _host(record, hosts))))


def _host(record: Record, hosts: Mapping[str, str]) -> str:
    return hosts.get(record.finding.target_id, "")
