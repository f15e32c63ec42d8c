"""When the audit is due, through changes of the clocks, on the calendar that cron readers know."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.service.schedule import Schedule, instant_of
from audit.service.scheduler import schedule_of

BERLIN, NEW_YORK, LORD_HOWE = (ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"))


def schedule(cron: str, zone: ZoneInfo = BERLIN) -> Schedule:
    found = schedule_of(cron, zone)
    assert found is not None
    return found


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE], ids=str)
@pytest.mark.parametrize("time", ["0 2", "30 2", "59 1", "15 2", "0 3", "30 1", "0 0", "45 23"])
def test_a_daily_audit_runs_once_a_local_date_for_two_years(zone: ZoneInfo, time: str):
    start = datetime(2026, 1, 1, tzinfo=zone)
    fired = list(schedule(f"{time} * * *", zone).between(start, datetime(2027, 12, 31, 23, 59, 59, tzinfo=zone)))
    days = Counter(moment.astimezone(zone).date() for moment in fired)
    assert len(days) == 730
    assert set(days.values()) == {1}
    assert fired == sorted(set(fired))


@pytest.mark.parametrize(
    ("cron", "zone", "after", "due"),
    [
        # There is no 02:30: the clocks go from 02:00 to 03:00 at 01:00 UTC.
        ("30 2 * * *", BERLIN, "2026-03-28T12:00", "2026-03-29T01:00"),
        # 02:30 stands on the wall twice; the first showing counts.
        ("30 2 * * *", BERLIN, "2026-10-24T12:00", "2026-10-25T00:30"),
        ("30 2 * * *", BERLIN, "2026-10-25T00:30", "2026-10-26T01:30"),
        ("30 2 * * *", BERLIN, "2026-10-25T00:45", "2026-10-26T01:30"),
        ("30 2 * * *", NEW_YORK, "2026-03-07T12:00", "2026-03-08T07:00"),
        ("30 1 * * *", NEW_YORK, "2026-10-31T12:00", "2026-11-01T05:30"),
        # Half an hour is left out, and given back.
        ("15 2 * * *", LORD_HOWE, "2026-10-03T10:00", "2026-10-03T15:30"),
        ("45 1 * * *", LORD_HOWE, "2026-04-04T10:00", "2026-04-04T14:45"),
    ],
)
def test_the_change_of_the_clocks_neither_skips_nor_doubles(cron, zone, after, due):
    assert schedule(cron, zone).after(utc(after)) == utc(due)


def test_an_hourly_audit_goes_on_hour_by_hour_through_both_changes():
    for day in ("2026-03-29", "2026-10-25"):
        fired = list(schedule("0 * * * *").between(utc(f"{day}T00:00") - timedelta(hours=3), utc(f"{day}T06:00")))
        assert {later - earlier for earlier, later in itertools.pairwise(fired)} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("0 2 * * 0", "2026-11-22"),
        ("0 2 * * 7", "2026-11-22"),
        ("0 2 * * 1", "2026-11-23"),
        ("0 2 * * 1-5", "2026-11-23"),
        ("0 2 * * mon", "2026-11-23"),
        ("0 2 1 * *", "2026-12-01"),
        # Both restricted: either counts, as crontab(5) has it.
        ("0 2 24 * 1", "2026-11-23"),
        ("0 2 22 * 1", "2026-11-22"),
        ("0 2 29 2 *", "2028-02-29"),
    ],
)
def test_days_are_counted_as_cron_counts_them(cron: str, due: str):
    found = schedule(cron, ZoneInfo("UTC")).after(utc("2026-11-21T03:00"))
    assert found is not None
    assert found.date().isoformat() == due


def test_an_empty_expression_is_never_and_an_impossible_day_never_comes():
    assert schedule_of("  ", BERLIN) is None
    never = schedule("0 2 30 2 *")
    assert never.after(utc("2026-01-01T00:00")) is None
    assert never.latest(utc("2026-01-01T00:00")) is None


@pytest.mark.parametrize(
    ("cron", "latest"),
    [
        ("0 2 * * *", "2026-11-21T02:00"),
        ("0 2 * * 0", "2026-11-15T02:00"),
        ("0 2 30 * *", "2026-10-30T02:00"),
        ("0 2 29 2 *", "2024-02-29T02:00"),
    ],
)
def test_the_latest_due_time_is_found_however_rare(cron: str, latest: str):
    assert schedule(cron, ZoneInfo("UTC")).latest(utc("2026-11-21T12:00")) == utc(latest)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - times on the wall have no zone
    st.sampled_from(
        [
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/Sao_Paulo",
        ]
    ),
)
def test_every_time_on_the_wall_has_one_instant_which_never_shows_an_earlier_time(wall: datetime, name: str):
    zone, wall = ZoneInfo(name), wall.replace(microsecond=0)
    moment = instant_of(wall, zone)
    shown = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    assert shown >= wall
    if shown == wall:
        assert moment.astimezone(zone).fold == 0 or instant_of(wall - timedelta(seconds=1), zone) < moment
    else:
        just_before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None, fold=0)
        assert just_before < wall
