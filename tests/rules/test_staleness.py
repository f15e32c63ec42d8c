from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules import Context
from audit.rules.reading.dates import moment, months_between
from tests.rules.world import NOW, entry, found, says

ALL = ("content-updated-missing", "content-updated-malformed", "content-updated-future", "content-stale")


def spoken(updated_at, *, now=NOW, months=12, edited_at=None):
    context = Context(now=now, stale_after_months=months)
    subject = entry(updated_at=updated_at, edited_at=edited_at)
    return [rule for rule in ALL if says(rule, subject, context=context)]


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("value", [None, "", " ", []])
def test_a_missing_time_is_found(value):
    assert spoken(value) == ["content-updated-missing"]
    assert says("content-updated-missing", entry())


@pytest.mark.parametrize(
    "value",
    [
        "last spring",
        "2024-02-31",
        "31/12/2024",
        "99",
        0,
        -5,
        1713283977000,
        True,
        ["2024-01-01"],
        {"date": 1},
        "nan",
        10**400,
        float("nan"),
    ],
)
def test_a_time_that_cannot_be_read_is_found(value):
    assert spoken(value) == ["content-updated-malformed"]


@pytest.mark.parametrize(
    "value",
    [
        at(2026, 10, 1),
        float(at(2026, 10, 1)),
        str(at(2026, 10, 1)),
        "2026-10-01",
        "2026-10-01 12:30",
        "2026-10-01T12:30:00+02:00",
        "20261001",
    ],
    ids=repr,
)
def test_a_fresh_time_in_any_usual_form_is_silent(value):
    assert spoken(value) == []


def test_a_time_ahead_is_found_and_does_not_hide_age():
    assert spoken(at(2027, 1, 1)) == ["content-updated-future"]
    assert spoken(at(2027, 1, 1), edited_at=at(2020, 1, 1)) == ["content-updated-future", "content-stale"]


def test_clocks_may_differ_and_days_begin_earlier_elsewhere():
    assert spoken(at(2026, 11, 21, 2, 5)) == []
    assert spoken("2026-11-21T15:00") == []
    assert spoken("2026-11-22") == ["content-updated-future"]


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        (at(2025, 11, 21, 2, 0), True),
        (at(2025, 11, 21, 2, 1), False),
        (at(2024, 4, 16), True),
        (at(2026, 11, 20), False),
    ],
)
def test_age_is_counted_in_calendar_months(changed, stale):
    assert spoken(changed) == (["content-stale"] if stale else [])


def test_a_threshold_can_be_set():
    assert spoken(at(2026, 8, 20), months=3) == ["content-stale"]
    assert spoken(at(2026, 8, 22), months=3) == []


def test_the_date_of_the_file_takes_its_place_with_that_said():
    (finding,) = found("content-stale", entry(edited_at=at(2024, 4, 16)))

    assert dict(finding.params) == {
        "field": "Updated at",
        "months": "31",
        "since": "2024-04-16",
        "threshold": "12",
        "by_file": "yes",
        "only_saved": "",
    }


def test_an_entry_whose_age_nobody_knows_is_not_called_stale():
    assert not says("content-stale", entry())


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (datetime(2024, 1, 31, tzinfo=UTC), datetime(2024, 2, 28, tzinfo=UTC), 0),
        (datetime(2024, 1, 31, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC), 1),
        (datetime(2024, 2, 29, tzinfo=UTC), datetime(2025, 2, 28, tzinfo=UTC), 12),
        (datetime(2024, 12, 15, tzinfo=UTC), datetime(2025, 1, 14, tzinfo=UTC), 0),
        (datetime(2024, 12, 15, tzinfo=UTC), datetime(2025, 1, 15, tzinfo=UTC), 1),
    ],
)
def test_months_end_where_the_calendar_says(earlier, later, months):
    assert months_between(earlier, later) == months


@given(st.integers(at(1995, 1, 1), at(2200, 1, 1)).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)), st.integers(0, 20_000))
def test_months_never_run_backwards(start, days):
    later = start + timedelta(days=days)

    assert 0 <= months_between(start, later) <= months_between(start, later + timedelta(days=1))
    assert days // 31 <= months_between(start, later) <= days // 28


@given(st.integers(at(1995, 1, 1), at(2200, 1, 1)))
def test_seconds_and_their_iso_form_name_the_same_time(seconds):
    assert moment(seconds) == moment(str(seconds)) == moment(datetime.fromtimestamp(seconds, UTC).isoformat())


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text())))
def test_no_value_breaks_the_reading_of_times(value):
    assert moment(value) is None or moment(value).tzinfo is not None


def test_a_save_that_changed_nothing_is_no_change():
    subject = entry(updated_at=at(2026, 11, 1))
    known = {"e-1": (subject.content_sha256, datetime(2025, 3, 1, tzinfo=UTC))}

    def told(**said):
        return [dict(each.params) for each in found("content-stale", subject, context=Context(now=NOW, said_since=said))]

    assert told() == []
    assert [(each["since"], each["only_saved"]) for each in told(**known)] == [("2025-03-01", "yes")]
    assert told(**{"e-1": ("other words", known["e-1"][1])}) == []
    assert told(**{"e-2": known["e-1"]}) == []


def test_what_is_known_of_an_entry_takes_the_place_of_its_file_s_date_and_says_so():
    subject = entry(edited_at=float(at(2026, 11, 1)))
    known = {"e-1": (subject.content_sha256, datetime(2025, 3, 1, tzinfo=UTC))}
    (finding,) = found("content-stale", subject, context=Context(now=NOW, said_since=known))

    assert {name: value for name, value in finding.params if name in {"by_file", "only_saved"}} == {"by_file": "", "only_saved": "yes"}
