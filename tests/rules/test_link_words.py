"""Rules about the words of links and what touches them."""

from dataclasses import replace

import pytest

from audit.extract import extract
from audit.model.entry import Entry
from audit.model.link import LinkKind
from audit.sources.statamic.front_matter import read_fields
from tests.rules.world import BREAK, entry, found, link, paragraph, says, spec


def rich(*content, **more):
    return entry(description=[paragraph(*content)], **more)


def told(rule, *content, **more):
    subject = rich(*content, **more)
    return found(rule, subject, extract(subject))


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (("after the ", ("agreement in Mali", "https://x.example"), "and developing"), "[agreement in Mali]and"),
        (("see the", ("annual report", "https://x.example"), " now"), "the[annual report]"),
        (("We ", ("sign.", "https://x.example"), "The next"), "[sign.]The"),
        (("We ", ("dig wells", "https://x.example"), "Then we rest. Then we go."), "[dig wells]Then"),
        (("The river is ", ("systematic", "https://x.example"), "discrimination"), "[systematic]discrimination"),
    ],
)
def test_words_that_run_together_miss_a_space(content, shown):
    (finding,) = told("link-edge-space", *content)

    assert dict(finding.params)["words"] == shown
    assert not told("link-half-word", *content)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (("at ", ("Crown Street Car Par", "https://x.example"), "k today"), "[Crown Street Car Par]k"),
        (("in the High ", ("Cour", "https://x.example"), "t."), "[Cour]t"),
        (("our i", ("nscriptions", "https://x.example"), " close"), "i[nscriptions]"),
        (("about micro", ("plastics", "https://x.example"), ". Say microplastics again."), "micro[plastics]"),
    ],
)
def test_a_link_that_ends_inside_a_word_is_told(content, shown):
    (finding,) = told("link-half-word", *content)

    assert dict(finding.params)["words"] == shown
    assert not told("link-edge-space", *content)


@pytest.mark.parametrize(
    "content",
    [
        ("see ", ("our report", "https://x.example"), ", and more"),
        ("see (", ("our report", "https://x.example"), ")"),
        ("many ", ("NGO", "https://x.example"), "s work here"),
        ("the ", ("Center", "https://x.example"), "’s work"),
        ("a well-", ("known", "https://x.example"), "-to-all fact"),
        ("read ", ("river.example", "https://river.example"), "org"),
        ("in ", ("日本", "https://x.example"), "の水"),
        ("清い", ("水", "https://x.example"), " "),
        ("note", ("1", "https://x.example"), " says"),
        ("see\u00a0", ("our report", "https://x.example"), "\u00a0now"),
        ("see ", ("wells.", "https://x.example"), "and"),
        (("wells", "https://x.example"), BREAK, "and pumps"),
        ("see ", ("  ", "https://x.example"), "now"),
    ],
)
def test_edges_that_are_as_they_should_be_are_silent(content):
    assert not told("link-edge-space", *content)
    assert not told("link-half-word", *content)


def test_two_links_that_touch_are_told_once():
    (finding,) = told("link-edge-space", ("Tunisia", "https://x.example/t"), ("and", "https://x.example/s"), " more")

    assert len(finding.occurrences) == 1


def test_bold_words_inside_one_link_do_not_make_an_edge():
    assert not told("link-half-word", ("Wat", "https://x.example"), ("er", "https://x.example"), " flows")


def test_all_slips_of_a_field_are_one_finding_named_as_editors_know_it():
    subject = entry(
        description=[
            paragraph(("a report", "https://x.example/1"), "and"),
            {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph(("a plan", "https://x.example/2"), "and")]}]},
        ]
    )
    (finding,) = found("link-edge-space", subject, extract(subject))

    assert (finding.field, len(finding.occurrences)) == ("description", 2)


def test_edges_in_html_are_seen_too():
    subject = entry(spec("body", "textarea"), body='<p>See the <a href="https://x.example">report</a>and more and more</p>')

    assert says("link-edge-space", subject, extract(subject))


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u200b"])
def test_a_link_on_nothing_is_told(text):
    assert told("link-text-blank", "see ", (text, "https://x.example"), "now")


def test_a_link_on_a_break_is_told_and_one_on_a_picture_is_not():
    mark = [{"type": "link", "attrs": {"href": "https://x.example"}}]

    assert told("link-text-blank", "see", {"type": "hardBreak", "marks": mark})
    assert not told("link-text-blank", "see", {"type": "image", "attrs": {"src": "asset::a::b.jpg"}, "marks": mark})
    assert not told("link-text-blank", ("wells", "https://x.example"))


@pytest.mark.parametrize(
    ("kind", "value", "blank"),
    [
        ("textarea", '<p>see <a href="https://x.example/a"> </a></p>', True),
        ("textarea", '<p>see <a href="https://x.example/a"><img src="p.jpg"></a></p>', False),
        ("textarea", '<a href="https://x.example/a"> </a> and <a href="https://x.example/a"><img src="p.jpg"></a>', False),
        ("markdown", "see [](https://x.example/a)", True),
        ("markdown", "see [![pump](https://x.example/p.jpg)](https://x.example/a)", False),
    ],
)
def test_html_and_markdown_hide_blank_links_too(kind, value, blank):
    where = link("https://x.example/a", "", field="body")

    assert says("link-text-blank", entry(spec("body", kind), body=value), (where,)) is blank


def test_a_place_that_is_no_longer_there_is_survived():
    assert not says("link-text-blank", entry(body=[3]), (link("https://x.example/a", "", field="body.7.x"),))


@pytest.mark.parametrize(
    "text", ["here", "Click here", "Read more…", "this link", "LEARN MORE", "→ more", "“here”", "hier klicken", "en savoir plus"]
)
def test_words_that_fit_any_link_are_told(text):
    (finding,) = told("link-text-unclear", "To help, ", (text, "https://x.example"), ".")

    assert dict(finding.params)["words"] == " ".join(text.split())


@pytest.mark.parametrize("text", ["Read more about wells", "Here we are", "More than water", "annual report", "Link River Trust"])
def test_words_that_say_where_they_lead_are_silent(text):
    assert not told("link-text-unclear", (text, "https://x.example"))


def test_a_button_and_an_address_written_out_have_no_words():
    button = link(text="more", kind=LinkKind.CALL_TO_ACTION)
    bare = link(text="more", kind=LinkKind.TEXT)

    assert not says("link-text-unclear", entry(), (button, bare))
    assert not says("link-text-unclear", entry(), (link(text="here", salvaged=True),))


def test_one_text_for_two_pages_is_told():
    (finding,) = told("link-text-ambiguous", ("Annual report", "https://x.example/24"), " ", ("annual report.", "https://x.example/25"))

    assert dict(finding.params)["count"] == "2"
    assert finding.target_key == "annual report"


@pytest.mark.parametrize(
    "pair",
    [
        (("report", "https://x.example/a"), ("report", "http://www.x.example/a/")),
        (("report", "https://x.example/a#one"), ("report", "https://x.example/a#two")),
        (("report", "https://x.example/a"), ("plan", "https://x.example/b")),
        (("here", "https://x.example/a"), ("here", "https://x.example/b")),
        (("2024", "https://x.example/a"), ("2024", "https://x.example/b")),
        (("mail us", "mailto:a@x.example"), ("mail us", "mailto:a@x.example")),
    ],
)
def test_texts_that_do_not_mislead_are_silent(pair):
    assert not told("link-text-ambiguous", pair[0], " and ", pair[1])


def test_an_address_linked_again_nearby_is_told():
    (finding,) = told("link-repeated", ("talks", "https://x.example/t"), " and ", ("our programme", "https://x.example/t"))

    assert (dict(finding.params)["count"], finding.target_key) == ("2", "https://x.example/t")


def test_other_parts_of_a_page_and_places_far_apart_are_no_repetition():
    assert not told("link-repeated", ("a", "https://x.example/t#a"), " ", ("b", "https://x.example/t#b"))
    far = [paragraph(("talks", "https://x.example/t")), *[paragraph("words")] * 40, paragraph(("talks again", "https://x.example/t"))]
    subject = entry(description=far)

    assert not says("link-repeated", subject, extract(subject))
    assert not told("link-repeated", ("write", "mailto:a@x.example"), " ", ("to us", "mailto:a@x.example"))


def test_links_that_open_in_two_ways_are_told_by_the_fewer():
    (finding,) = told(
        "link-attributes-mixed",
        *(("a", "https://x.example/1", {"target": "_blank"}), " ", ("b", "https://x.example/2", {"target": None})),
        *(" ", ("c", "https://x.example/3", {"target": "_self"})),
    )

    assert [each.text for each in finding.occurrences] == ["a"]
    assert (dict(finding.params)["new_window"], dict(finding.params)["same_window"]) == ("1", "2")


@pytest.mark.parametrize(
    "pair",
    [
        (("a", "https://x.example/1", {"target": "_self"}), ("b", "https://x.example/2", {"target": None})),
        (("a", "https://x.example/1.pdf", {"target": "_blank"}), ("b", "https://x.example/2")),
        (("a", "https://x.example/1", {"target": "_blank"}), ("b", "/about")),
        (("a", "https://x.example/1", {"target": "frame"}), ("b", "https://x.example/2")),
    ],
)
def test_links_that_open_alike_are_silent(pair):
    assert not told("link-attributes-mixed", pair[0], " ", pair[1])


@pytest.mark.parametrize(
    ("links", "mixed"),
    [
        ([("https://a.example/1", "nofollow"), ("https://a.example/2", None)], 1),
        ([("https://a.example/1", "NoFollow noopener"), ("https://www.a.example/2", "noopener"), ("https://a.example/3", "ugc")], 1),
        ([("https://a.example/1", "nofollow"), ("https://b.example/2", None)], 0),
        ([("https://a.example/1", "nofollow"), ("https://a.example/2", "sponsored")], 0),
        ([("https://a.example/1", "noopener noreferrer"), ("https://a.example/2", None)], 0),
        ([("/a", "nofollow"), ("/b", None)], 0),
    ],
)
def test_one_website_is_linked_with_a_warning_or_without(links, mixed):
    body = [paragraph(*((f"word {at}", href, {"rel": rel}) for at, (href, rel) in enumerate(links)))]
    subject = entry(body=body)
    findings = found("link-attributes-mixed", subject, extract(subject))

    assert [(dict(each.params)["rel"], len(each.occurrences)) for each in findings] == [("a.example", 1)] * mixed


@pytest.mark.parametrize(
    ("kind", "value", "blank"),
    [
        ("link", "/donate", False),
        ("link", "entry::4", False),
        ("text", "[](/donate)", False),
        ("markdown", "[](/donate)", True),
        ("markdown", "![](/assets/a.jpg)", False),
        ("markdown", "[![](/assets/a.jpg)](/donate)", False),
        ("textarea", "<p><img src='/assets/a.jpg'> and <video poster=/assets/b.jpg></video></p>", False),
        ("textarea", "<p><a href='/donate'> </a></p>", True),
    ],
)
def test_an_address_that_stands_alone_or_is_a_picture_s_own_is_no_blank_link(kind, value, blank):
    subject = entry(spec("body", kind), body=value)

    assert says("link-text-blank", subject, extract(subject)) is blank


def test_in_one_long_text_lines_tell_how_far_two_mentions_lie_apart():
    near, far = ("\n\n".join(["[wells](https://a.example/)", *["Words."] * count, "[pumps](https://a.example/)"]) for count in (3, 60))

    for text, is_told in ((near, True), (far, False)):
        subject = read_file_of(text)
        assert says("link-repeated", subject, extract(subject)) is is_told


def test_a_picture_and_its_caption_may_lead_to_one_place():
    linked = {"type": "image", "attrs": {"src": "a.jpg", "alt": ""}, "marks": [{"type": "link", "attrs": {"href": "https://a.example/"}}]}
    subject = entry(body=[paragraph(linked, "Our ", ("wells", "https://a.example/"))])

    assert not says("link-repeated", subject, extract(subject))


def read_file_of(text: str) -> Entry:
    """An entry with a real file's places."""
    document = read_fields(f"---\ntitle: Wells\n---\n{text}\n")
    return replace(entry(spec("content", "markdown")), fields=document.value, marks=document.marks)


def test_addresses_that_a_template_fills_in_are_not_compared():
    links = (link("https://river.example/{{ slug }}", "more"), link("https://river.example/{{ id }}", "more"))
    assert not says("link-text-ambiguous", entry(), links)
