"""Documents in the database: written today, read in a year."""

import json
import zlib
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.model.run import Run
from audit.model.standing import Check, Record, Streak
from audit.stores.codec import decode, encode
from audit.stores.documents import (
    REPORT_VERSION,
    judgement_from_text,
    judgement_to_text,
    record_from_text,
    record_to_text,
    report_from_bytes,
    report_to_bytes,
    run_from_text,
)
from tests.contracts.making import check, record, report, run

PLAIN = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: "@" not in text),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def instances(kind):
    """Any value that the annotation `kind` allows."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{one.name: instances(hints[one.name]) for one in fields(kind)})
    if origin is tuple:
        several = arguments[-1] is ...
        return st.lists(instances(arguments[0]), max_size=3).map(tuple) if several else st.tuples(*map(instances, arguments))
    if origin in (Union, UnionType):
        return st.none() | instances(arguments[0])
    return st.sampled_from(kind)


@pytest.mark.parametrize("kind", [Run, Record, Check, Streak])
def test_every_instance_comes_back_equal_after_a_journey_through_json(kind):
    @settings(max_examples=60, deadline=None)
    @given(instances(kind))
    def journey(one):
        assert decode(kind, json.loads(json.dumps(encode(one)))) == one

    journey()


@settings(max_examples=15, deadline=None)
@given(instances(Report))
def test_every_report_comes_back_equal_and_is_written_the_same_way_twice(one):
    content = report_to_bytes(one)
    again = report_from_bytes(content, version=REPORT_VERSION)
    assert again == one
    assert report_to_bytes(again) == content


def test_a_field_that_a_later_version_added_is_ignored_and_one_it_lacked_has_its_default():
    plain = encode(run())
    assert decode(Run, {**plain, "mood": "fine"}) == run()
    del plain["warnings"]
    assert decode(Run, plain) == replace(run(), warnings=())


def test_fields_at_their_default_take_no_room():
    assert set(encode(Streak(target_id="t", verdict=check().judgement.verdict, reason=""))) == {"target_id", "verdict", "reason"}


@dataclass(frozen=True)
class Odd:
    pairs: tuple[int, str]
    day: date
    anything: frozenset[int] = frozenset()


def test_a_shape_that_cannot_be_kept_is_refused_when_it_is_first_met():
    with pytest.raises(TypeError, match="no shape"):
        encode(Odd(pairs=(1, "a"), day=date(2026, 1, 1)))
    with pytest.raises(ValueError, match="no shape"):
        decode(Odd, {})


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "{}", '{"finding": 3}', '{"state": "no such state"}'])
def test_a_damaged_record_is_our_surroundings_trouble(text):
    with pytest.raises(SurroundingsError, match="damaged record"):
        record_from_text(text)


def test_damaged_runs_and_judgements_are_too():
    with pytest.raises(SurroundingsError, match="damaged run"):
        run_from_text("{}")
    with pytest.raises(SurroundingsError, match="damaged judgement"):
        judgement_from_text("nothing")


@pytest.mark.parametrize("content", [b"", b"not zlib", zlib.compress(b"\xff\xfe"), zlib.compress(b"{}")])
def test_a_damaged_report_is_our_surroundings_trouble(content):
    with pytest.raises(SurroundingsError, match="damaged report"):
        report_from_bytes(content, version=REPORT_VERSION)


def test_a_report_of_a_version_nobody_knows_is_refused():
    with pytest.raises(SurroundingsError, match="unknown version 99"):
        report_from_bytes(report_to_bytes(report(run())), version=99)


def test_passwords_stay_out_of_every_document_and_identities_survive():
    href = "https://ada:hunter2@river.example/a?b=c@d"
    kept = record()
    place = replace(kept.finding.occurrences[0], href=href)
    secret = replace(kept, finding=replace(kept.finding, occurrences=(place,)))
    text = record_to_text(secret)
    assert "hunter2" not in text
    assert record_from_text(text).id == secret.id
    assert record_from_text(text).finding.occurrences[0].href == "https://credentials@river.example/a?b=c@d"
    final = replace(check().judgement, final_url="https://u:p4ss@x.example/", suggest="//u:p4ss@x.example/")
    assert "p4ss" not in judgement_to_text(final)


def test_half_a_surrogate_pair_in_a_document_survives():
    odd = replace(run(), why="half \ud83d a pair and \0")
    assert decode(Run, json.loads(json.dumps(encode(odd)))) == odd
