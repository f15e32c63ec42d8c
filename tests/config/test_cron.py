"""Cron expressions mean here what cron means by them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.config.cron import parse_cron


def test_sunday_is_zero_and_seven():
    assert parse_cron("0 2 * * 0")["day_of_week"] == "sun"
    assert parse_cron("0 2 * * 7")["day_of_week"] == "sun"


def test_working_days_are_monday_to_friday():
    assert parse_cron("0 2 * * 1-5")["day_of_week"] == "mon,tue,wed,thu,fri"


def test_a_range_over_the_weekend_goes_round():
    assert parse_cron("0 2 * * fri-mon")["day_of_week"] == "sun,mon,fri,sat"


def test_steps_count_from_the_start_of_their_range():
    assert parse_cron("*/20 3-9/3 * * *") == {"minute": "0,20,40", "hour": "3,6,9", "day": "*", "month": "*", "day_of_week": "*"}


def test_months_have_names():
    assert parse_cron("0 2 1 jan,jul *")["month"] == "1,7"


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("0 2 * *", "has 4 fields instead of 5"),
        ("60 2 * * *", "in the field minute, which goes from 0 to 59"),
        ("0 24 * * *", "in the field hour"),
        ("0 2 0 * *", "in the field day of month"),
        ("0 2 * * 8", "in the field day of week"),
        ("0 2 * 13 *", "in the field month"),
        ("x 2 * * *", "cannot be read: 'x'"),
        ("0 2 * * mo", "cannot be read: 'mo'"),
        ("0 9-5 * * *", "in the field hour"),
        ("*/0 2 * * *", "a step of 0"),
        ("0 2 * * ;", "cannot be read: ';'"),
    ],
)
def test_what_cannot_be_read_is_named(expression, says):
    with pytest.raises(ValueError, match=says.replace("*", r"\*")):
        parse_cron(expression)


@given(st.text(alphabet="0123456789*/,- abcmnotuwe", max_size=30))
def test_no_text_brings_anything_but_fields_or_a_reason(text):
    with suppress(ValueError):
        assert set(parse_cron(text)) == {"minute", "hour", "day", "month", "day_of_week"}
