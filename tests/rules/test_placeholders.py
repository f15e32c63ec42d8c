from dataclasses import replace

import pytest

from audit.rules import Context
from audit.rules.reading.placeholders import placeholder
from tests.rules.world import CONTEXT, NOW, entry, found, paragraph, says, spec

LEFT_BEHIND = [
    *(
        "TBC",
        "tbd",
        " T.B.A. ",
        "[TBC]",
        "To be confirmed",
        "to be determined.",
        "Placeholder",
        "Dummy text",
        "lorem ipsum",
        "LOREM IPSUM...",
    ),
    *(
        "xxx",
        "XXXX",
        "???",
        "...",
        "—",
        "-",
        "***",
        "Insert text here",
        "Insert summary here.",
        "<insert title>",
        "Add description",
        "Your text here",
    ),
    *(
        "Description goes here",
        "The title goes here",
        "Write a short summary here",
        "Enter the call to action",
        "Please add link",
        "test",
        "Test test",
    ),
    *(
        "Coming soon",
        "untitled",
        "asdf",
        "blah blah",
        "none",
        "N/A",
        "Text folgt",
        "À compléter",
        "Por definir",
        "Da definire",
        "Platzhalter",
    ),
    *(
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Our work. Sed ut perspiciatis unde omnis iste natus.",
        "Venue: TBC",
        "Date TBA",
    ),
    *(
        "The pump costs [TBC] a year.",
        "It begins on (TBD).",
        "TODO: ask the partner for a figure",
        "Reach: [insert number of schools here] schools",
        "Write to [insert date/time] today.",
    ),
    *(
        "We reached [add quote] and more.",
        "[Placeholder for the quote]",
        "Start – TBC",
        "A first line.\nSpeaker: tbd\n".replace("tbd", "TBD"),
    ),
    *(
        "TODO",
        "Hello world!",
        "Change me",
        "[placeholder]",
        "Lipsum",
        "Placeholder text",
        "temp",
        "Replace this text",
        "Write something here",
    ),
]
MEANT = [
    *(
        "TBC Bank supports the wells.",
        "The TBA21 academy",
        "Our partner TBD Consultants",
        "Tested in 40 schools",
        "Contest",
        "Protest",
        "Testing water",
    ),
    *(
        "The designer took the lorem ipsum out of the page.",
        "“Lorem ipsum dolor” is what printers set.",
        "XXX Olympiad",
        "Malcolm X",
        "SpaceX",
    ),
    *(
        "He said: “We need […] more wells.”",
        "You ask: why did not [Insert Friend/Neighbour here] remind me to bring water?",
        "We drill [...] every year.",
        "It takes [place] here",
        "Insert the coin here to hear the pump.",
        "Title IX",
    ),
    *(
        "Add your name",
        "Add your voice here",
        "Sign here",
        "Enter your postcode",
        "Write to your MP",
        "Add your photo here",
        "Share the link",
        "Get details",
    ),
    *(
        "Dear [your MP], I write as a neighbour.",
        "Sincerely, [Your name]",
        "Summary of the year",
        "Description of the well",
        "Why? Because…",
        "3–4",
    ),
    *(
        "Todo el mundo bebe agua.",
        "TODO EL MUNDO BEBE",
        "Coming soon to a school near you",
        "None of the schools has water",
        "Foo Fighters",
        "0",
        "12",
    ),
    *("See [link](https://river.example)", "Tuberculosis (TB) kills", "Text message us", "The name of the river", "Donate", "Facts"),
]


@pytest.mark.parametrize("text", LEFT_BEHIND)
def test_what_was_meant_to_be_replaced_is_found(text):
    assert placeholder(text)


@pytest.mark.parametrize("text", MEANT)
def test_what_only_looks_like_a_placeholder_is_left_alone(text):
    assert placeholder(text) is None


@pytest.mark.parametrize("text", ["—", "...", "Test", "Coming soon", "None"])
def test_what_can_be_a_cell_or_a_paragraph_is_only_wrong_as_a_whole_field(text):
    assert placeholder(text, whole_field=True)
    assert placeholder(text, whole_field=False) is None


def test_a_blank_is_no_placeholder():
    assert placeholder(" \n") is None


def test_the_rule_content_placeholder_names_field_and_words():
    (finding,) = found("content-placeholder", entry(summary=" TBC "))

    assert (finding.field, dict(finding.params)["words"]) == ("summary", "TBC")
    assert found("content-placeholder", entry(summary="Wells.")) == []


def test_a_placeholder_in_a_rich_text_has_its_paragraph():
    subject = entry(description=[paragraph("Wells."), paragraph("Lorem ipsum dolor sit amet"), paragraph("Venue: TBC")])
    (finding,) = found("content-placeholder", subject)

    assert finding.field == "description"
    assert [each.location.field for each in finding.occurrences] == ["description.1", "description.2"]


def test_a_separator_in_a_rich_text_is_left_alone():
    assert not says("content-placeholder", entry(description=[paragraph("Wells."), paragraph("***"), paragraph("More.")]))


def test_program_text_is_left_alone():
    code = {"type": "codeBlock", "content": [{"type": "text", "text": "TODO: lorem ipsum dolor"}]}

    assert not says("content-placeholder", entry(description=[paragraph("Wells."), code]))


def test_a_required_field_that_says_its_own_name_says_nothing():
    assert says("content-placeholder", entry(call_to_action="Call to action"))
    assert says("content-placeholder", entry(spec("summary", display="Teaser"), summary="Teaser"))
    assert not says("content-placeholder", entry(donate="Donate"))


def test_further_placeholders_come_from_the_configuration():
    assert says("content-placeholder", entry(summary="Bald mehr!"), context=Context(now=NOW, placeholders=("bald mehr",)))
    assert not says("content-placeholder", entry(summary="Bald mehr Wasser"), context=Context(now=NOW, placeholders=("bald mehr", "")))
    assert not says("content-placeholder", entry(summary="Bald mehr!"), context=CONTEXT)


def test_what_is_no_prose_is_left_alone():
    subject = entry(
        spec("image", "assets"),
        spec("code", "code"),
        spec("mail", "text", options={"input_type": "email"}),
        spec("cells", "table"),
        image="test",
        code="TODO: x",
        mail="tbc",
        cells=[{"cells": ["Title", "-", "Test"]}],
        template="test",
    )

    assert not says("content-placeholder", subject)


def test_a_placeholder_inside_rows_and_sets_is_found_with_its_place():
    quote = spec("quote", "set", fields=(spec("words", "textarea"),))
    rows = spec("steps", "grid", fields=(spec("step", "text"),))
    block = spec("panel", "group", fields=(spec("note", "text"),))
    body = spec("body", "bard", fields=(quote,))
    subject = entry(
        body,
        rows,
        block,
        spec("parts", "replicator", fields=(quote,)),
        body=[
            paragraph("Wells"),
            {"type": "set", "attrs": {"values": {"type": "quote", "words": "TBC", "odd": "TBC"}}},
            {"type": "set", "attrs": {"enabled": False, "values": {"type": "quote", "words": "TBC"}}},
            {"type": "set", "attrs": None},
        ],
        steps=[{"step": "TBD"}, "broken"],
        panel={"note": "[TBC]"},
        parts=[{"type": "quote", "words": "TBC", "enabled": False}, {"type": "quote", "words": "lorem ipsum"}, {"type": "gone"}, 3],
    )

    assert [finding.occurrences[0].location.field for finding in found("content-placeholder", subject)] == [
        "body.1.attrs.values.words",
        "steps.0.step",
        "panel.note",
        "parts.1.words",
    ]


def test_fields_without_a_blueprint_count_by_what_they_hold():
    subject = entry(
        facts=["Wells", "TBC"], panel={"note": "[TBC]", "template": "test"}, body="<p>Venue: TBC</p>", content="TODO: write", count=3
    )

    assert [finding.field for finding in found("content-placeholder", subject)] == ["facts", "panel.note", "body", "content"]


@pytest.mark.parametrize("left", ["#", " # ", "##", "url", "URL", "link", "href", "TBD"])
def test_a_link_that_never_got_an_address_is_a_placeholder(left):
    steps = spec("steps", "grid", fields=(spec("more", "link"),))
    (own, inner) = found("content-placeholder", entry(spec("target", "link"), steps, target=left, steps=[{"more": left}]))
    assert (own.field, own.occurrences[0].text) == ("target", left.strip())
    assert inner.field == "steps.more"


@pytest.mark.parametrize("address", ["#contact", "/url", "url/more", "links", "https://river.example/#", "entry::e-2", "@child", "", None])
def test_an_address_that_leads_somewhere_is_none(address):
    assert not says("content-placeholder", entry(spec("target", "link"), target=address))


def test_a_menu_may_hold_an_address_that_leads_nowhere():
    assert not says("content-placeholder", replace(entry(spec("url", "link"), url="#"), is_initiative=False))


@pytest.mark.parametrize("title", ["Testing", "Draft", "Example"])
def test_a_title_may_name_a_topic_that_elsewhere_is_a_placeholder(title):
    assert not says("content-placeholder", entry(title=title))
    assert says("content-placeholder", entry(spec("summary", "textarea"), summary=title))


def test_a_placeholder_that_a_markdown_text_shows_as_a_sample_is_none():
    body = spec("body", "markdown")
    assert not says("content-placeholder", entry(body, body="Write `[insert quote]` where you want one.\n"))
    assert says("content-placeholder", entry(body, body="Write [insert quote] where you want one.\n"))
