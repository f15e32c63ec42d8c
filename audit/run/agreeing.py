"""Saying of an open finding why it may stay for now, renewing that, and taking it back: for the command line, the API and the pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol
from unicodedata import category
from urllib.parse import urlsplit

from audit.history import REVIEWABLE, beyond, covers, dropped, objections, usual_end
from audit.model.acknowledgement import AckEnd, AckKind, Acknowledgement, AckScope, Role
from audit.model.finding import Certainty, Finding, Severity
from audit.model.report import Line

_STEERING = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the writing direction, or has no width; joiners stay, because some languages are spelt with them."""


class Words(Protocol):
    """The part of `ports.Store` that keeps people's words."""

    async def acknowledgements(self) -> Sequence[Acknowledgement]:
        """See `ports.Store.acknowledgements`."""
        ...

    async def keep_acknowledgements(self, words: Sequence[Acknowledgement]) -> None:
        """See `ports.Store.keep_acknowledgements`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants to say."""

    kind: AckKind
    reason: str
    by: str
    role: Role
    until: date | None = None
    """The last day on which it is to hold; the kind's usual term when None."""
    scope: AckScope | None = None
    """How far it is to reach; as far as a link goes, and no further than the finding where there is none, when None."""
    renewing: bool = False
    """Whether a word about the same thing makes way for this one."""


class Objected(Exception):  # noqa: N818 - it is an answer
    """What was wanted may not be said."""

    def __init__(self, objections: Sequence[str], *, beyond: bool = False) -> None:
        super().__init__(" ".join(objections))
        self.objections = tuple(objections)
        self.beyond = beyond
        """It is more than this person may say; somebody else might."""


class AlreadySaid(Exception):  # noqa: N818 - it is an answer
    """A word about the same thing is in force."""

    def __init__(self, word: Acknowledgement) -> None:
        super().__init__(word.id)
        self.word = word


def line_about(lines: Iterable[Line], what: str) -> Line | None:
    """The open finding that a person means by its own id or by its target's."""
    return next((line for line in lines if what in {line.record.id, line.finding.target_id}), None)


def is_about(word: Acknowledgement, line: Line) -> bool:
    """Whether a word covers an open finding of a report."""
    return covers(word, line.finding, host=_host(line.target_url))


def kinds_for(finding: Finding, *, role: Role) -> tuple[AckKind, ...]:
    """What this person may say of a finding, the likeliest first."""
    if finding.severity is Severity.REMOVE and role is Role.EDITOR:
        return ()
    doubtful, due = finding.certainty is Certainty.CANNOT_TELL, finding.rule in REVIEWABLE
    fitting = {
        AckKind.VERIFIED_BY_HAND: doubtful,
        AckKind.REVIEWED: due,
        AckKind.WAITING: True,
        AckKind.DISPUTED: True,
        AckKind.ACCEPTED: role is not Role.EDITOR,
    }
    return tuple(kind for kind, fits in fitting.items() if fits)


async def say(words: Words, line: Line, wish: Wish, *, now: datetime, today: date) -> Acknowledgement:
    """Keep what a person says of a finding; the next report shows it.

    Raises:
        Objected: it may not be said, with every reason.
        AlreadySaid: such a word is in force, and it was not to be renewed.
    """
    word = _word(line, wish, now=now, today=today)
    before = [one for one in await words.acknowledgements() if _about(one) == _about(word)]
    in_force = [one for one in before if one.ended_at is None and one.until >= today]
    if in_force and not wish.renewing:
        raise AlreadySaid(in_force[-1])
    word = replace(word, earlier_reasons=tuple(one.reason for one in before))
    if said := objections(word, line.finding, role=wish.role, today=today):
        raise Objected(said, beyond=set(said) == set(beyond(word, line.finding, role=wish.role)))
    making_way = (dropped(one, at=now, end=AckEnd.REMOVED, by=wish.by) for one in before if one.ended_at is None)
    await words.keep_acknowledgements([*making_way, word])
    return word


async def take_back(words: Words, ack_id: str, *, by: str, now: datetime) -> Acknowledgement | None:
    """End a word that is in force; None when there is none of this id."""
    for word in await words.acknowledgements():
        if word.id == ack_id and word.ended_at is None:
            ended = dropped(word, at=now, end=AckEnd.REMOVED, by=by)
            await words.keep_acknowledgements([ended])
            return ended
    return None


def _word(line: Line, wish: Wish, *, now: datetime, today: date) -> Acknowledgement:
    finding = line.finding
    scope = wish.scope or (AckScope.TARGET if finding.target_id else AckScope.FINDING)
    subject, family = {
        AckScope.FINDING: (line.record.id, finding.family),
        AckScope.TARGET: (finding.target_id, finding.family),
        AckScope.HOST_RULE: (_host(line.target_url), finding.rule),
    }[scope]
    return Acknowledgement(
        kind=wish.kind,
        scope=scope,
        subject=subject,
        family=family,
        rule=finding.rule,
        severity=finding.severity,
        certainty=finding.certainty,
        reason=_seen(wish.reason),
        by=wish.by,
        created_at=now.astimezone(UTC),
        until=wish.until or usual_end(wish.kind, today=today),
    )


def _seen(text: str) -> str:
    """The text in one line, without signs that nobody sees: they would move or hide what others read beside it."""
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text if sign not in _STEERING).split())


def _about(word: Acknowledgement) -> tuple[AckScope, str, str]:
    return word.scope, word.subject, word.family


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
