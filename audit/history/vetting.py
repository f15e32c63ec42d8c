"""Whether a person may say what they want to say of a finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope, Role
from audit.model.finding import Certainty, Finding, Severity

REVIEWABLE = frozenset({"content-stale", "content-date-passed"})
"""Rules that only ask for a look."""

SHORTEST_REASON, LONGEST_REASON = 10, 500
"""Characters of a reason."""

RENEWALS_OF_AN_EDITOR = 2
"""So many renewals need no manager."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long a kind of word holds, and who may give it."""

    usual: timedelta
    longest: timedelta
    role: Role = Role.EDITOR


TERMS: Mapping[AckKind, Terms] = {
    AckKind.WAITING: Terms(usual=timedelta(days=30), longest=timedelta(days=90)),
    AckKind.VERIFIED_BY_HAND: Terms(usual=timedelta(days=90), longest=timedelta(days=90)),
    AckKind.REVIEWED: Terms(usual=timedelta(days=365), longest=timedelta(days=366)),
    AckKind.ACCEPTED: Terms(usual=timedelta(days=180), longest=timedelta(days=180), role=Role.MANAGER),
    AckKind.DISPUTED: Terms(usual=timedelta(days=14), longest=timedelta(days=14)),
}

_RANK = {Role.EDITOR: 0, Role.MANAGER: 1, Role.OPS: 2}


def usual_end(kind: AckKind, *, today: date) -> date:
    """The last day on which a word given today holds, when nobody asks for another."""
    return today + TERMS[kind].usual


def objections(word: Acknowledgement, finding: Finding, *, role: Role, today: date) -> tuple[str, ...]:
    """Everything that speaks against a word, in whole sentences; nothing when it may be given."""
    return (
        *_about_the_words(word),
        *_about_the_end(word, today),
        *_about_the_person(word, finding, role),
        *_about_the_finding(word, finding),
    )


def beyond(word: Acknowledgement, finding: Finding, *, role: Role) -> tuple[str, ...]:
    """What of a word is more than this person may say, in whole sentences."""
    return tuple(_about_the_person(word, finding, role))


def faults(word: Acknowledgement, *, since: date) -> tuple[str, ...]:
    """What is wrong with a word by itself, given on the day `since` by somebody who may say anything."""
    said = [*_about_the_words(word), *_about_the_end(word, since)]
    if word.kind is AckKind.VERIFIED_BY_HAND and word.certainty is not Certainty.CANNOT_TELL:
        said.append("Only what the checker could not tell can be verified by hand.")
    if word.kind is AckKind.REVIEWED and word.rule not in REVIEWABLE:
        said.append("Only what asks for a look can be called still correct.")
    return tuple(said)


def _about_the_words(word: Acknowledgement) -> Sequence[str]:
    said = " ".join(word.reason.split())
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        return [f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters."]
    if said.casefold() in {" ".join(one.split()).casefold() for one in word.earlier_reasons}:
        return ["A renewal needs a new reason: what has happened since?"]
    return []


def _about_the_end(word: Acknowledgement, today: date) -> Sequence[str]:
    longest = today + TERMS[word.kind].longest
    if word.until < today:
        return ["The end date has passed."]
    return [f"The end date may be {longest.isoformat()} at the latest."] if word.until > longest else []


def _about_the_person(word: Acknowledgement, finding: Finding, role: Role) -> Sequence[str]:
    said = []
    if _RANK[role] < _RANK[TERMS[word.kind].role]:
        said.append("Only a programme manager can accept a problem as it is.")
    if finding.severity is Severity.REMOVE and role is Role.EDITOR:
        said.append("A link that may harm visitors has to be removed; only a programme manager can decide otherwise.")
    if word.scope is AckScope.HOST_RULE and role is not Role.OPS:
        said.append("Only those who run the audit can speak for a whole website.")
    if len(word.earlier_reasons) > RENEWALS_OF_AN_EDITOR and role is Role.EDITOR:
        said.append("A third renewal needs a programme manager.")
    return said


def _about_the_finding(word: Acknowledgement, finding: Finding) -> Sequence[str]:
    if word.kind is AckKind.VERIFIED_BY_HAND and finding.certainty is not Certainty.CANNOT_TELL:
        return ["Only what the checker could not tell can be verified by hand. If this is wrong, say that the checker is wrong."]
    if word.kind is AckKind.REVIEWED and finding.rule not in REVIEWABLE:
        return ["Only what asks for a look can be called still correct."]
    if word.scope is not AckScope.FINDING and not finding.target_id:
        return ["This finding is about no link, so it can only be acknowledged by itself."]
    return []
