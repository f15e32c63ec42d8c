"""Slips of typing: lists that are none, stray breaks and blanks, and stops behind titles."""

import pytest

from audit.rules.reading.bard import blocks
from audit.rules.reading.faked_lists import Guise, faked_lists
from audit.rules.reading.spaces import runs_of_blanks, stray_nbsps
from tests.rules.characters import NB
from tests.rules.world import BREAK, entry, found, paragraph, says, spec


def lists(*paragraphs):
    return [(each.guise, len(each.items)) for each in faked_lists(list(blocks([*paragraphs], ("body",))))]


@pytest.mark.parametrize(
    ("texts", "faked"),
    [
        (["• wells", "• pumps", "• taps"], [(Guise.MARKED, 3)]),
        (["We build", "- wells", "- pumps", "- taps", "and more."], [(Guise.MARKED, 3)]),
        (["1. dig", "2. pump", "3. drink"], [(Guise.MARKED, 3)]),
        (["a) dig", "b) pump", "c) drink", "d) rest"], [(Guise.MARKED, 4)]),
        (["We build:", "wells for schools", "pumps for farms", "taps for all."], [(Guise.ANNOUNCED, 3)]),
        (["We build:", "wells", "pumps", "taps", "pipes"], [(Guise.ANNOUNCED, 4)]),
        (["• wells", "• pumps"], []),
        (["1. Learn", "We learn a lot.", "2. Do", "We do a lot.", "3. Rest"], []),
        (["2019. The year began.", "2020. It went on.", "2021. It ended."], []),
        (["1. dig", "1. pump", "1. drink"], []),
        (["He said:", "We have dug for forty years and will go on. We never stop.", "And so we do.", "To the end."], []),
        (["He said:", "“We have dug for", "forty years and will go", "on until the end”"], []),
        (["The law says:", "an occupying power is under the", "duty to keep the water", "clean for all"], []),
        (["We build:", "", "wells", "pumps"], []),
        (["* wells\n* pumps\n* taps"], [(Guise.LINES, 1)]),
        (["Our address\nRiver Street 3\n12345 Valley"], []),
        (["-5 degrees", "-6 degrees", "-7 degrees"], []),
    ],
)
def test_lists_built_from_paragraphs_are_told_apart_from_prose(texts, faked):
    made = [paragraph(*_lines(text)) for text in texts]

    assert lists(*made) == faked


def _lines(text: str):
    for position, line in enumerate(text.split("\n")):
        if position:
            yield BREAK
        if line:
            yield line


def test_paragraphs_that_are_one_link_each_are_a_menu():
    menu = [paragraph((name, f"https://x.example/{name}")) for name in "abc"]

    assert lists(paragraph("Programmes"), *menu) == [(Guise.MENU, 3)]
    assert lists(*menu[:2]) == []
    assert lists(*menu[:2], paragraph(("c", "https://x.example/c"), " and more")) == []


def test_real_lists_and_headings_are_silent():
    item = {"type": "listItem", "content": [paragraph("• wells")]}
    heading = {"type": "heading", "content": [{"type": "text", "text": "1. Learn"}]}

    assert lists({"type": "bulletList", "content": [item, item, item]}, heading, heading, heading) == []


def test_a_faked_list_is_one_finding_a_field_with_its_cause():
    body = [
        paragraph("• wells"),
        paragraph("• pumps"),
        paragraph("• taps"),
        paragraph("Then:"),
        *[paragraph(word) for word in ("wells", "pumps", "taps")],
    ]
    bare = spec("body", "bard", options={"buttons": ["bold", "anchor"]})
    able = spec("body", "bard", options={"buttons": ["bold", "unorderedlist"]})
    (caused,) = found("content-fake-list", entry(bare, body=body))
    (free,) = found("content-fake-list", entry(able, body=body))

    assert (len(caused.occurrences), dict(caused.params)["count"], dict(caused.params)["cause"]) == (2, "6", "yes")
    assert dict(free.params)["cause"] == ""
    assert not says("content-fake-list", entry(body=[paragraph("Wells.")]))


@pytest.mark.parametrize(
    ("content", "stray"),
    [
        ((BREAK, "Today"), True),
        (("Today", BREAK), True),
        (("Today", BREAK, "  "), True),
        ((BREAK,), True),
        (("River Street", BREAK, "Valley"), False),
        (("Today",), False),
        ((" ",), False),
    ],
)
def test_breaks_at_the_ends_of_a_paragraph_are_told(content, stray):
    assert says("content-stray-break", entry(body=[paragraph(*content)])) is stray


def test_stray_breaks_of_a_field_are_one_finding():
    (finding,) = found("content-stray-break", entry(body=[paragraph(BREAK, "a"), paragraph("b"), paragraph("c", BREAK)]))

    assert (finding.field, dict(finding.params)["count"]) == ("body", "2")


@pytest.mark.parametrize(
    "text",
    [f"supporting{NB}access to laws", f"laws {NB}and rights", f"laws{NB} and rights", f"laws{NB}{NB}and rights"],
)
def test_no_break_spaces_without_a_reason_are_stray(text):
    assert stray_nbsps(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"10{NB}km",
            f"§{NB}5",
            f"«{NB}eau{NB}»",
            f"Quoi{NB}?",
            f"Dr.{NB}Lima",
            f"w{NB}szkole",
            f"J.{NB}Carter",
            f"No.{NB}5",
            f"wells{NB}–{NB}pumps",
        ),
        *(NB, f"The end.{NB}", f"{NB}The start", f"One.{NB} Two", f"One. {NB}Two", "no such thing", ""),
    ],
)
def test_no_break_spaces_with_a_reason_are_meant(text):
    assert not stray_nbsps(text)


@pytest.mark.parametrize(
    ("text", "runs"), [("a  b", 1), ("a   b   c", 2), ("One.  Two", 0), ("One.   Two", 1), ("  a", 0), ("a  ", 0), ("a b", 0)]
)
def test_runs_of_blanks_count_inside_a_line(text, runs):
    assert len(runs_of_blanks(text)) == runs


def test_odd_blanks_are_one_finding_a_field_with_exact_places():
    body = [paragraph("We dig  wells and ", (f"deep{NB}pumps too", "https://x.example")), paragraph("and  taps")]
    (finding,) = found("content-odd-spaces", entry(body=body, summary="one  slip"))

    assert finding.field == "body"
    assert [each.location.field for each in finding.occurrences] == [
        "body.0.content.0.text",
        "body.0.content.1.text",
        "body.1.content.0.text",
    ]
    assert [each.location.column for each in finding.occurrences] == [7, 5, 4]


@pytest.mark.parametrize(
    "quiet",
    [f"We dig wells and deep{NB}pumps.", "We dig  --  mostly wells  –  and pumps", f"Photos{NB}©{NB}Amina", f"We dig {NB}-- mostly wells"],
)
def test_blanks_that_somebody_meant_are_silent(quiet):
    assert not says("content-odd-spaces", entry(body=[paragraph(quiet)] * 4))


def test_beside_a_dash_three_blanks_are_a_slip():
    assert says("content-odd-spaces", entry(body=[paragraph("We dig   --   wells")] * 2))


def test_a_single_slip_and_markup_are_nobodys_trouble():
    assert not says("content-odd-spaces", entry(summary="one  slip"))
    assert not says("content-odd-spaces", entry(spec("body", "markdown"), body="a  b  c  d  e\n\n    code  here"))


@pytest.mark.parametrize(
    "title",
    [
        "Clean water.",
        "Join “The Spring.”",
        "We work in 2026.",
        "Help Mt. Kenya’s forests.",
        "How we clean the river.",
        "A teacher asks why we count fish.",
        "Learn what you can do.",
    ],
)
def test_a_title_that_ends_in_a_stop_is_told(title):
    assert says("content-title-stop", entry(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "Clean water",
        "Wells, pumps, etc.",
        "River Trust Inc.",
        "Made in the U.S.",
        "And then...",
        "And then…",
        "Why?",
        "Plan B.",
        "",
        "“It’s okay now.”",
        "We the people! Not I.",
        "When all we have is the river.",
        "You’re only two people on a bridge.",
        "It’s late now but not too late.",
        "The trust asks to “...leave the valley as it was found.”",
    ],
)
def test_stops_that_belong_to_a_title_are_silent(title):
    assert not says("content-title-stop", entry(title=title))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Do not fear what has blown up. If you must, fear the unexploded.”", True),
        ("She said “It began. Do not fear what has blown up.” and left.", True),
        ("Do not fear what has blown up. It is over.", False),
        ("“Fear nothing.” Do not fear what has blown up.", False),
        ("Nothing of the kind.", False),
    ],
)
def test_a_title_that_the_text_quotes_keeps_its_stop(text, quoted):
    subject = entry(title="Do not fear what has blown up.", body=[paragraph(text)])

    assert says("content-title-stop", subject) is not quoted
