"""Calls to action that call for none."""

import pytest

from audit.rules.reading.actions import states
from tests.rules.world import entry, found, paragraph, says, spec


@pytest.mark.parametrize(
    "text",
    [
        "A culture of respect for human rights.",
        "The Center works in forty countries to this day.",
        "Our partners in the valley are many and proud of it",
        "It is the largest river of the region.",
    ],
)
def test_a_statement_is_no_call_to_action(text):
    assert says("content-cta-not-action", entry(call_to_action=text))


@pytest.mark.parametrize(
    "text",
    [
        *("Donate", "Join the peace programs", "Sign the petition today!", "Stand up for human rights.", "Help us", "Become a member"),
        *("The petition", "Our work", "The time is now. Act!", "We need you to sign the petition.", "Learn more", "Yes, I want to help."),
        *("Jetzt spenden.", "Signez la pétition.", "Donations", "Volunteer with us", "A gift", "Your voice matters.", "", " ", "10 €"),
        *("It takes two minutes: write to your MP.", "Every drop counts — give what you can."),
    ],
)
def test_a_call_and_the_name_of_a_thing_are_silent(text):
    assert not says("content-cta-not-action", entry(call_to_action=text))


def test_the_fields_own_instructions_count():
    asks = spec("call_to_action", instructions="This should be a verb, like “Donate”.")

    assert says("content-cta-not-action", entry(asks, call_to_action="The River Trust"))
    assert not says("content-cta-not-action", entry(spec("call_to_action"), call_to_action="The River Trust"))
    assert not says("content-cta-not-action", entry(asks, call_to_action="Donate"))
    assert says("content-cta-not-action", entry(asks, call_to_action="Human Rights Watch monitors educational data."))
    assert says("content-cta-not-action", entry(asks, call_to_action="River Trust reaches out"))
    assert not says("content-cta-not-action", entry(asks, call_to_action="Decarbonise Berlin"))
    assert not says("content-cta-not-action", entry(call_to_action="Human Rights Watch monitors educational data."))


def test_a_call_that_is_copied_from_the_text_is_told_with_its_source():
    text = "Clean water for every school in the valley"
    subject = entry(call_to_action=text, description=[paragraph(f"{text} has been our aim since 2019, and it still is today.")])
    (finding,) = found("content-cta-not-action", subject)

    assert dict(finding.params)["copied"] == "Description"


def test_short_words_in_common_and_the_title_are_no_copy():
    assert not says(
        "content-cta-not-action", entry(call_to_action="Join us now", description=[paragraph("Join us now and see the wells.")])
    )
    assert not says(
        "content-cta-not-action",
        entry(title="Join the River Trust for a day of wells and water", call_to_action="Join the River Trust for a day"),
    )


def test_a_call_that_is_no_text_is_left_alone():
    assert not says("content-cta-not-action", entry(call_to_action=["A list."]))
    assert not states("...")
