"""Words in a file, put together with those of the store."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from audit.history import merged
from audit.model.acknowledgement import AckEnd, AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty, Severity

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
FILED = Acknowledgement(
    kind=AckKind.WAITING,
    scope=AckScope.TARGET,
    subject="t1_a",
    family="link",
    rule="link-not-found",
    severity=Severity.FIX,
    certainty=Certainty.CONFIRMED,
    reason="Asked by mail.",
    by="amina",
    created_at=AT - timedelta(days=3),
    until=date(2026, 12, 1),
    filed=True,
)


def ended(end: AckEnd) -> Acknowledgement:
    return replace(FILED, matched_at=AT - timedelta(days=2), ended_at=AT - timedelta(days=1), ended=end)


def test_a_word_of_the_file_is_joined_to_those_of_the_store():
    said = replace(FILED, subject="t1_b", filed=False)
    assert merged([said], [FILED], at=AT) == (said, FILED)


def test_a_word_that_left_the_file_is_taken_back_and_one_from_elsewhere_is_not():
    said = replace(FILED, subject="t1_b", filed=False)
    assert merged([FILED, said], [], at=AT) == (replace(FILED, ended_at=AT, ended=AckEnd.REMOVED), said)


def test_what_was_over_already_stays_over_as_it_was():
    assert merged([ended(AckEnd.OVERTAKEN)], [], at=AT) == (ended(AckEnd.OVERTAKEN),)


def test_what_became_of_a_word_is_remembered_while_the_file_says_its_text():
    known = replace(FILED, matched_at=AT - timedelta(days=2), reason="An older text.")
    assert merged([known], [FILED], at=AT) == (replace(FILED, matched_at=AT - timedelta(days=2)),)


def test_an_overtaken_word_does_not_hold_again_because_it_still_stands_there():
    assert merged([ended(AckEnd.OVERTAKEN)], [FILED], at=AT)[0].ended is AckEnd.OVERTAKEN


def test_a_word_put_back_or_given_a_later_end_holds_again():
    assert merged([ended(AckEnd.REMOVED)], [FILED], at=AT)[0].ended is None
    assert merged([ended(AckEnd.EXPIRED)], [FILED], at=AT)[0].ended is AckEnd.EXPIRED
    assert merged([ended(AckEnd.EXPIRED)], [replace(FILED, until=date(2026, 12, 24))], at=AT)[0].ended_at is None
