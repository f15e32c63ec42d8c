import inspect
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules import CONTENT_RULES, Context, DatedRule, check_entry, examine, facts_of
from audit.rules.reading.dates import after_months, months_between
from tests.rules.world import CONTEXT, NOW, entry

MOMENTS = st.integers(1_546_300_800, 1_925_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
TEXTS = st.dates(date(2025, 1, 1), date(2028, 1, 1)).map(lambda day: f"Register by {day:%d %B %Y} to take part.")


def said(subject, now):
    return list(check_entry(subject, (), rules=CONTENT_RULES, context=Context(now=now)))


def until(subject, now=NOW):
    return examine(subject, (), rules=CONTENT_RULES, context=Context(now=now)).until


@pytest.mark.parametrize("rule", CONTENT_RULES, ids=lambda rule: rule.name)
def test_every_rule_that_looks_at_the_time_says_how_long_its_answer_holds(rule):
    source = inspect.getsource(sys.modules[type(rule).__module__])
    assert isinstance(rule, DatedRule) == ("context.now" in source)


@given(updated_at=MOMENTS, edited_at=MOMENTS, summary=TEXTS, share=st.floats(0, 1, exclude_max=True))
def test_before_the_time_that_is_named_the_findings_stay_the_same(updated_at, edited_at, summary, share):
    subject = entry(updated_at=int(updated_at.timestamp()), edited_at=edited_at.timestamp(), summary=summary)
    end = until(subject) or NOW + timedelta(days=5000)
    assert end <= NOW or said(subject, NOW) == said(subject, NOW + (end - NOW) * share)


def test_an_entry_is_looked_at_anew_before_it_becomes_stale():
    subject = entry(updated_at=int((NOW - timedelta(days=300)).timestamp()))
    end = until(subject)
    assert NOW < end < NOW + timedelta(days=66)
    assert said(subject, end + timedelta(days=2)) != said(subject, NOW)


def test_an_entry_is_looked_at_anew_before_a_date_in_its_text_counts_as_passed():
    subject = entry(updated_at=int(NOW.timestamp()), summary="Register by 24 November 2026 to take part.")
    assert until(subject) == datetime(2026, 12, 1, tzinfo=UTC)
    assert "content-date-passed" in {each.rule for each in said(subject, datetime(2026, 12, 2, tzinfo=UTC))}
    assert "content-date-passed" not in {each.rule for each in said(subject, NOW)}


def test_what_no_time_can_change_holds_for_ever():
    subject = entry(updated_at=None, edited_at=None)
    assert until(subject) is None


def test_findings_that_rest_on_the_file_s_own_time_say_so():
    looks = [examine(entry(updated_at=when, edited_at=1.7e9), (), rules=(), context=CONTEXT) for when in (None, 1_700_000_000)]
    assert [look.by_file for look in looks] == [True, False]
    assert looks[0].facts == facts_of(entry(updated_at=None, edited_at=1.7e9))


@given(begin=MOMENTS, months=st.integers(0, 200))
def test_months_are_full_exactly_when_they_are_said_to_be(begin, months):
    end = after_months(begin, months)
    assert months_between(begin, end) == months
    assert months_between(begin, end - timedelta(seconds=1)) == months - 1


def test_no_months_reach_beyond_the_calendar():
    assert after_months(NOW, 12 * 9000) is None
