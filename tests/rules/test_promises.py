"""The rule about dates that have passed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules.reading.promises import passed
from tests.rules.world import entry, found, paragraph, says

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Register by 12 March 2024 to take part.", date(2024, 3, 12)),
        ("The festival will take place on June 1st, 2025 in the valley.", date(2025, 6, 1)),
        ("Join us on Saturday, 3 May 2025!", date(2025, 5, 3)),
        ("Deadline: 5 Sept. 2025", date(2025, 9, 5)),
        ("Applications are open. Apply before 2026-01-31.", date(2026, 1, 31)),
        ("The survey is open until the 2nd of Feb 2026", date(2026, 2, 2)),
        ("Save the date: 14 Oct 2025", date(2025, 10, 14)),
    ],
)
def test_a_past_date_that_is_spoken_of_as_ahead_is_found(text, day):
    assert [each.day for each in passed(text, today=TODAY)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Register by 12 March 2027 to take part.",
        "The festival took place on June 1st, 2025.",
        "On 3 May 2025 we opened the well.",
        "Founded on 12 March 2020, it will go on.",
        "Register by the end of 2024.",
        "In 2024 we will dig wells.",
        "She said: “It will start on 12 March 2024.”",
        'He wrote "register by 12 March 2024" and left.',
        "Register by 31 February 2024.",
        "The deadline was extended. 12 March 2024 saw the end.",
        "Published 12 March 2024",
        "Register now",
    ],
)
def test_dates_that_promise_nothing_are_silent(text):
    assert list(passed(text, today=TODAY)) == []


def test_all_such_dates_of_a_field_are_one_finding_for_a_person_to_read():
    subject = entry(
        body=[paragraph("Register by 12 March 2024."), paragraph("Join us on 1 May 2024.")], summary="Register by 20 November 2026."
    )
    (finding,) = found("content-date-passed", subject)

    assert (finding.field, len(finding.occurrences), finding.certainty.value) == ("body", 2, "cannot_tell")
    assert dict(finding.params)["date"] == "2024-03-12"


def test_a_date_of_last_week_is_given_some_days():
    assert not says("content-date-passed", entry(summary="Register by 14 November 2026."))
    assert says("content-date-passed", entry(summary="Register by 13 November 2026."))


@given(st.text())
def test_no_text_breaks_it(text):
    assert all(each.day < TODAY for each in passed(f"Register by {text} 20 {text} 12 May 2024", today=TODAY))
