"""Whose an initiative is, from the most to the least certain word on it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.delivery.roster import Person, Roster, nobodys
from audit.model.correspondence import HandOver
from tests.renderers import reports

ROW = replace(reports.initiative(1), owner_ref="o1_saver", partner="River Trust, Open Harbour")


def person(ref: str, **more) -> Person:
    return Person(ref=ref, address=f"{ref}@example.org", **more)


def handed(to: str) -> HandOver:
    return HandOver(initiative_id=ROW.id, to_ref=to, by_ref="o1_saver", at=datetime(2026, 11, 21, tzinfo=UTC))


NAMED = person("o1_named", initiatives=frozenset({ROW.id}))
PARTNER = person("o1_partner", partners=frozenset({"open harbour"}))
SAVER = person("o1_saver")
OTHER = person("o1_other")


@pytest.mark.parametrize(
    ("people", "words", "owner"),
    [
        ([SAVER, PARTNER, NAMED, OTHER], [handed("o1_other")], ("o1_other", "handed")),
        ([SAVER, PARTNER, NAMED, OTHER], [handed("")], ("", "")),
        ([SAVER, PARTNER, NAMED], [handed("o1_left_us")], ("o1_named", "owner")),
        ([SAVER, PARTNER, NAMED], [], ("o1_named", "owner")),
        ([SAVER, PARTNER], [], ("o1_partner", "partner")),
        ([SAVER], [], ("o1_saver", "updated_by")),
        ([OTHER], [], ("", "")),
    ],
)
def test_the_nearest_word_on_an_initiative_counts(people, words, owner):
    assert Roster.of(people, words).owner_of(ROW) == owner


def test_a_report_is_routed_and_nothing_is_dropped():
    rows = [ROW, replace(ROW, id="ini_lonely", partner="", owner_ref="o1_unknown")]
    routed = Roster.of([SAVER, PARTNER]).routed(reports.arranged(initiatives=rows))
    assert [(row.owner_ref, row.owner_source) for row in routed.initiatives] == [("o1_partner", "partner"), ("", "")]
    assert [row.id for row in nobodys(routed)] == ["ini_lonely"]


def test_of_two_people_with_one_name_the_first_is_taken():
    assert Roster.of([SAVER, replace(SAVER, address="later@example.org")]).people["o1_saver"].address == SAVER.address
