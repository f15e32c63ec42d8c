"""What only looks like a fault, as real websites have it, each beside the fault that it looks like."""

import pytest

from audit.extract import extract
from tests.rules.world import BREAK, entry, found, paragraph, says, spec

HREF = "https://river.example/wells"
SHARED = "We bring clean water to every school in the valley, from well to tap, and we do so with those who live there."


def told(rule, subject):
    return bool(found(rule, subject, extract(subject)))


def body(*content):
    return entry(spec("body", "bard"), body=list(content))


@pytest.mark.parametrize(
    "title",
    [
        "Strategie 2023ff.",
        "Strategie 2023 ff.",
        "Samuel H. Savage, DDS, Chtd.",
        "Native Sun Nutrition & Functional Med.",
        "Ludwig XIV.",
        "Papst Johannes Paul II.",
        "Bericht Okt.",
        "Die Zahl der Brunnen: 3 Mio.",
    ],
)
def test_a_title_that_ends_in_an_abbreviation_or_a_numeral_has_no_stop_too_many(title):
    assert not says("content-title-stop", entry(title=title))
    assert says("content-title-stop", entry(title=f"{title.rstrip('.')} und Wasser."))


@pytest.mark.parametrize("title", ["The lessons of World War II.", "Children after World War II.", "The old mill."])
def test_an_english_title_that_ends_in_a_numeral_has_one(title):
    assert says("content-title-stop", entry(title=title))


def test_titles_of_a_collection_of_quotations_are_what_somebody_said():
    title = "Children must be taught how to think."

    assert not says("content-title-stop", entry(title=title, collection="inspiring_quotes"))
    assert says("content-title-stop", entry(title=title, collection="initiatives"))


@pytest.mark.parametrize("scheme", ["mailto:amina@river.example mailto:tom@river.example", "tel:+4930123 tel:+4930124"])
def test_the_addresses_of_people_beside_their_names_are_not_taken_for_each_other(scheme):
    one, other = scheme.split()

    assert not told("link-text-ambiguous", body(paragraph("Amina: ", ("contact", one)), paragraph("Tom: ", ("contact", other))))
    assert told("link-text-ambiguous", body(paragraph("Amina: ", ("contact", HREF)), paragraph("Tom: ", ("contact", f"{HREF}/tom"))))


def test_an_address_with_a_tracker_leads_to_the_page_that_it_leads_to_without():
    one, other = ("annual report", f"{HREF}?utm_source=mail"), ("annual report", HREF)

    assert not told("link-text-ambiguous", body(paragraph("The ", one), paragraph("The ", other)))
    assert told("link-text-ambiguous", body(paragraph("The ", one), paragraph("The ", ("annual report", f"{HREF}?year=2025"))))


def picture(source, href=None):
    marks = {"marks": [{"type": "link", "attrs": {"href": href}}]} if href else {}
    return {"type": "image", "attrs": {"src": source, "alt": "Logo of the Trust"}, **marks}


def test_what_is_said_of_a_picture_is_no_words_of_a_link():
    shown = body(paragraph(picture("asset::assets::logo.png", HREF)), paragraph("By ", ("Logo of the Trust", "https://lake.example/")))
    written = entry(spec("body", "markdown"), body="![Screenshot](/a.png)\n\n![Screenshot](/b.png)")

    assert not told("link-text-ambiguous", shown)
    assert not told("link-text-ambiguous", written)
    assert told("link-text-ambiguous", entry(spec("body", "markdown"), body="[Screenshot](/a.png)\n\n[Screenshot](/b.png)"))


@pytest.mark.parametrize(
    ("rule", "address", "expected"),
    [
        ("link-shortener", "https://goo.gl/maps/abc", False),
        ("link-shortener", "https://goo.gl/abc", True),
        ("link-staging", "https://river.wpcomstaging.com/wells", True),
        ("link-staging", "https://dev-river.pantheonsite.io/", True),
        ("link-staging", "https://live-river.pantheonsite.io/", False),
        ("link-staging", "https://river-git-main-trust.vercel.app/", True),
        ("link-staging", "https://river.vercel.app/", False),
        ("link-staging", "https://river.example/about-git-for-writers", False),
    ],
)
def test_hosts_are_known_by_their_own_names(rule, address, expected):
    assert told(rule, body(paragraph("See ", ("the wells", address)))) is expected


@pytest.mark.parametrize(
    "text",
    [
        "This event is run by the Trust.\n\n01473 890089",
        "This event is run by the [Trust](https://river.example/).",
        "<p>This event is run by the Trust.</p>",
        "The Trust answers at wells@river.example.",
        "The Trust answers at https://river.example/.",
    ],
)
def test_a_text_of_several_paragraphs_or_with_links_is_no_button(text):
    assert not says("content-cta-not-action", entry(spec("cta", "markdown"), cta=text))
    assert says("content-cta-not-action", entry(spec("cta", "markdown"), cta="This event is run by the Trust."))


@pytest.mark.parametrize(
    "text",
    [
        "See https://river.example/order-a-well/ (accessed js on 01.08.2020)",
        "After the vote on 23 June 2016 nobody came.",
        "The final vote on 3 May 2020 was close.",
        "His reply on 3 May 2020 surprised us.",
        "The law will apply to cases before 3 May 2015.",
        "Applications were open until May 28, 2024.",
        "In order to be ready on 3 May 2025, they worked all night.",
    ],
)
def test_what_is_told_of_a_past_date_promises_nothing(text):
    assert not says("content-date-passed", entry(spec("body", "textarea"), body=text))


@pytest.mark.parametrize(
    "text",
    [
        "Vote on 23 June 2026.",
        "Members and friends can vote on 23 June 2026.",
        "See https://river.example/wells and register by 1 August 2026.",
        "Applications are open until May 28, 2026.",
    ],
)
def test_a_call_with_a_past_date_is_told_all_the_same(text):
    assert says("content-date-passed", entry(spec("body", "textarea"), body=text))


@pytest.mark.parametrize(
    ("handle", "display", "expected"),
    [
        ("snippet", "", False),
        ("chapeau", "", False),
        ("kurztext", "", False),
        ("description", "SEO Description", False),
        ("description", "Meta", False),
        ("description", "Description", True),
        ("description", "Metal works", True),
    ],
)
def test_a_field_that_is_made_to_repeat_others_may(handle, display, expected):
    subject = entry(
        spec(handle, "textarea", display=display), spec("story", "textarea"), **{handle: SHARED, "story": f"It began. {SHARED}"}
    )

    assert says("content-repeated", subject) is expected


def lines(*texts):
    return told("content-fake-list", body(*(paragraph(*text) if isinstance(text, tuple) else paragraph(text) for text in texts)))


@pytest.mark.parametrize(
    "texts",
    [
        ("— Bonjour, dit-il.", "— Bonjour, dit-elle.", "— Au revoir."),
        ("– Guten Tag.", "– Wie geht es?", "– Gut."),
        ("Her poem goes:", "Roses are red", "violets are blue", "the river is wide"),
        ("Lyrics:", "We shall overcome", "We shall overcome", "We shall overcome, some day"),
        ("The question I was asked was:", "What then, in the world of today", "can the Trust do, and how", "should it go on?"),
        ("Here is what both say:", "Amina: “Dig a well.”", "Tom: “Build a pump.”", "Amina: “Both.”"),
        (
            "They sing as follows:",
            ("Down by the river", BREAK, "we dug a well"),
            ("up on the hill", BREAK, "it rang a bell"),
            "and all was well",
        ),
    ],
)
def test_lines_that_people_say_or_sing_are_no_list(texts):
    assert not lines(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("– wells for schools", "– pumps for farms", "– taps for homes"),
        ("Their returns in 2021:", "River: 34%", "Lake: 52%", "Sea: 2%", ("The end", BREAK, "of it")),
        ("Our reasons:", "wells", "pumps", "taps"),
        ("The statement calls for:", "wells", "pumps", "taps"),
        ("In the case of schools we need:", "wells", "pumps", "taps"),
        ("Song and dance need:", "a stage", "a hall", "a crowd"),
    ],
)
def test_what_looks_like_talk_and_lists_things_is_a_list(texts):
    assert lines(*texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Venue: tbc", True),
        ("The venue of the meeting is still TBC.", True),
        ("We raised £XXX for wells.", True),
        ("The next meeting is on XX.XX.2027.", True),
        ("He said TBC Bank pays for it.", False),
        ("The outbacks: tbcs and others", False),
        ("She won Super Bowl XXX with them.", False),
        ("Louis XX. was never king.", False),
    ],
)
def test_gaps_left_in_a_sentence_are_placeholders(text, expected):
    assert says("content-placeholder", entry(spec("body", "textarea"), body=f"We dig wells.\n{text}")) is expected


def test_a_link_that_begins_with_a_whole_word_lacks_a_blank_before_it():
    joined = body(paragraph("see", ("the whole report", HREF), " for more"))
    torn = body(paragraph("see the", ("ir whole report", HREF), " for more"))

    assert told("link-edge-space", joined)
    assert not told("link-half-word", joined)
    assert told("link-half-word", torn)


def test_the_number_of_a_note_leads_where_the_note_leads():
    source = ("Amina K., Wells of the valley (2024)", HREF)

    assert not told("link-repeated", body(paragraph("A method (", ("1", HREF), ") for wells."), paragraph("1. ", source)))
    assert told("link-repeated", body(paragraph("A ", ("method", HREF), " for wells."), paragraph("1. ", source)))


def test_a_picture_that_is_all_of_a_text_is_seen():
    bare = {"type": "image", "attrs": {"src": "https://river.example/well.png", "alt": None}}

    assert says("content-image-alt", body(bare))
    assert not says("content-image-alt", body({**bare, "attrs": {**bare["attrs"], "alt": "A well"}}))
    assert not says("content-image-alt", entry(rows=[{"type": "image", "id": "r1"}]))


def test_a_blank_that_holds_a_roman_numeral_is_meant():
    said = "Louis\u00a0XIV, Henri\u00a0IV et le\u00a0XXe siècle"
    english = "What\u00a0I said, that\u00a0I know, and\u00a0I did"

    assert not says("content-odd-spaces", entry(spec("body", "textarea"), body=said))
    assert says("content-odd-spaces", entry(spec("body", "textarea"), body=english))
    assert says(
        "content-odd-spaces",
        entry(spec("body", "textarea"), body=said.replace("XIV", "Xavier").replace("IV", "Ivan").replace("XXe", "Ixte")),
    )
