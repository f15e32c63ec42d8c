"""Who may say what, for how long, and with which reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.history import TERMS, beyond, faults, objections, usual_end
from audit.model.acknowledgement import AckKind, AckScope, Role
from audit.model.finding import Certainty, Severity
from tests.history.nights import FIRST, made
from tests.history.test_acknowledging import word

TODAY = FIRST.date()
GONE = made("a", "text", "river", rule="link-not-found")
DOUBT = made("a", "text", "river", rule="link-blocked", certainty=Certainty.CANNOT_TELL)
STALE = made("a", "updated_at", "", rule="content-stale", family="content.stale", severity=Severity.TIDY)
UNSAFE = replace(GONE, severity=Severity.REMOVE)


def said(given, finding=GONE, role=Role.EDITOR):
    return " ".join(objections(given, finding, role=role, today=TODAY))


@pytest.mark.parametrize(
    ("given", "finding", "role"),
    [
        (word(), GONE, Role.EDITOR),
        (word(kind=AckKind.VERIFIED_BY_HAND, days=90), DOUBT, Role.EDITOR),
        (word(STALE.id, kind=AckKind.REVIEWED, scope=AckScope.FINDING, days=365), STALE, Role.EDITOR),
        (word(kind=AckKind.ACCEPTED, days=180), GONE, Role.MANAGER),
        (word(kind=AckKind.DISPUTED, days=14), GONE, Role.EDITOR),
        (word(scope=AckScope.HOST_RULE), GONE, Role.OPS),
        (word(), UNSAFE, Role.MANAGER),
        (word(earlier_reasons=("one of them", "another one")), GONE, Role.EDITOR),
        (word(earlier_reasons=("one of them", "another one", "a third one")), GONE, Role.MANAGER),
        (word(days=0), GONE, Role.EDITOR),
    ],
)
def test_a_word_within_its_terms_meets_no_objection(given, finding, role):
    assert said(given, finding, role) == ""


@pytest.mark.parametrize(
    ("given", "finding", "role", "objection"),
    [
        (word(reason="because"), GONE, Role.OPS, "10 to 500 characters"),
        (word(reason="  because \n  "), GONE, Role.OPS, "10 to 500 characters"),
        (word(reason="x" * 501), GONE, Role.OPS, "10 to 500 characters"),
        (word(earlier_reasons=("the  partner has been ASKED.",)), GONE, Role.OPS, "new reason"),
        (word(days=-1), GONE, Role.OPS, "has passed"),
        (word(days=91), GONE, Role.OPS, "2027-01-30 at the latest"),
        (word(kind=AckKind.DISPUTED, days=15), GONE, Role.OPS, "at the latest"),
        (word(kind=AckKind.ACCEPTED), GONE, Role.EDITOR, "programme manager can accept"),
        (word(), UNSAFE, Role.EDITOR, "has to be removed"),
        (word(scope=AckScope.HOST_RULE), GONE, Role.MANAGER, "whole website"),
        (word(earlier_reasons=("one of them", "another one", "a third one")), GONE, Role.EDITOR, "third renewal"),
        (word(kind=AckKind.VERIFIED_BY_HAND), GONE, Role.OPS, "verified by hand"),
        (word(kind=AckKind.REVIEWED), GONE, Role.OPS, "still correct"),
        (word(), STALE, Role.OPS, "about no link"),
    ],
)
def test_a_word_outside_its_terms_is_refused_with_the_reason(given, finding, role, objection):
    assert objection in said(given, finding, role)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (word(), ""),
        (word(kind=AckKind.VERIFIED_BY_HAND, certainty=Certainty.CANNOT_TELL), ""),
        (word(kind=AckKind.REVIEWED, scope=AckScope.FINDING, rule="content-stale"), ""),
        (word(reason="because"), "10 to 500 characters"),
        (word(days=91), "at the latest"),
        (word(days=-1), "has passed"),
        (word(kind=AckKind.VERIFIED_BY_HAND), "verified by hand"),
        (word(kind=AckKind.REVIEWED), "still correct"),
    ],
)
def test_a_word_is_also_looked_at_by_itself_where_the_finding_is_not_at_hand(given, fault):
    said = " ".join(faults(given, since=TODAY))
    assert fault in said if fault else not said


def test_every_objection_is_named_at_once():
    assert len(objections(word(reason="no", days=-1, kind=AckKind.ACCEPTED), UNSAFE, role=Role.EDITOR, today=TODAY)) == 4


@pytest.mark.parametrize("kind", list(AckKind))
def test_the_usual_end_lies_within_the_longest(kind):
    assert TODAY < usual_end(kind, today=TODAY) <= TODAY + TERMS[kind].longest
    assert TERMS[kind].usual <= TERMS[kind].longest <= timedelta(days=366)


def test_what_somebody_else_could_say_is_told_from_what_nobody_can():
    assert beyond(word(), UNSAFE, role=Role.EDITOR) != ()
    assert beyond(word(), UNSAFE, role=Role.MANAGER) == ()
    assert beyond(word(reason="because"), GONE, role=Role.EDITOR) == ()


def test_nobody_speaks_for_the_website_of_a_finding_that_is_about_none():
    assert "about no link" in said(word(STALE.id, scope=AckScope.HOST_RULE, days=30), STALE, Role.OPS)
