from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules import Context
from audit.rules.reading.blanks import is_blank, is_blank_text
from tests.rules.world import NOW, entry, found, paragraph, says, spec

BLANKS = [
    None,
    "",
    "   ",
    "\n\t ",
    "\u00a0",
    "\u200b\ufeff",
    "\u3164",
    "&nbsp;",
    "<p></p>",
    "<p>&nbsp;<br></p>",
    "<!-- summary -->",
    [],
    {},
    [None, " ", []],
    {"text": " "},
    [{"type": "paragraph"}],
    [paragraph("\u00a0"), paragraph({"type": "hardBreak"})],
    [{"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph"}]}]}],
]
TEXTS = [
    "Wells.",
    "0",
    0,
    False,
    0.0,
    "<",
    "a & b",
    "<img src=pump.jpg>",
    ["water"],
    {"url": "x"},
    [paragraph("Wells")],
    [{"type": "image", "attrs": {"src": "asset::assets::pump.jpg"}}],
    [{"type": "set", "attrs": {"values": {"type": "video", "url": "x"}}}],
    [{"type": "horizontalRule"}],
    [{"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("Wells")]}]}],
]
SPECIFIC = {"summary": "content-summary-missing", "call_to_action": "content-cta-missing", "challenges": "content-challenges-missing"}
ASKING = Context(now=NOW, required=("summary", "call_to_action", "challenges", "key_facts", "partner"))


@pytest.mark.parametrize("value", BLANKS, ids=repr)
def test_blank_values_show_nothing(value):
    assert is_blank(value)


@pytest.mark.parametrize("value", TEXTS, ids=repr)
def test_values_that_show_something_are_not_blank(value):
    assert not is_blank(value)


@given(st.text())
def test_a_text_with_a_letter_is_never_blank(text):
    assert not is_blank_text(text.replace("<", "").replace("&", "") + "a")


@pytest.mark.parametrize(("field", "rule"), SPECIFIC.items())
@pytest.mark.parametrize("value", BLANKS, ids=repr)
def test_a_required_field_that_shows_nothing_has_its_rule(field, rule, value):
    (finding,) = found(rule, entry(**{field: value}))

    assert finding.field == field


@pytest.mark.parametrize(("field", "rule"), SPECIFIC.items())
def test_a_required_field_that_is_not_there_stands_at_the_top_of_the_file(field, rule):
    (finding,) = found(rule, entry())

    assert (finding.field, finding.occurrences[0].location.line) == (field, 1)


@pytest.mark.parametrize(("field", "rule"), SPECIFIC.items())
def test_a_filled_field_is_silent(field, rule):
    assert not says(rule, entry(**{field: "Wells"}))


def test_a_field_that_nobody_asks_for_may_be_empty():
    nothing = Context(now=NOW, required=())

    for rule in (*SPECIFIC.values(), "content-key-facts-missing", "content-required-missing"):
        assert not says(rule, entry(), context=nothing)


@pytest.mark.parametrize("handle", ["key_facts", "key_facts_that_matter"])
def test_key_facts_go_by_longer_handles_too(handle):
    asking = Context(now=NOW, required=(handle,))

    assert says("content-key-facts-missing", entry(), context=asking)
    assert not says("content-required-missing", entry(), context=asking)


def test_a_handle_that_only_begins_like_a_summary_is_another_field():
    asking = Context(now=NOW, required=("summary_image",))

    assert not says("content-summary-missing", entry(), context=asking)
    assert says("content-required-missing", entry(), context=asking)


def test_other_required_fields_are_named():
    (finding,) = found("content-required-missing", entry(spec("partner", display="Partner organisation")), context=ASKING)

    assert finding.field == "partner"
    assert dict(finding.params)["field"] == "Partner organisation"


def test_what_the_blueprint_requires_is_required():
    subject = entry(spec("image", "assets", required=True), spec("partner", "terms", required=True), image={})

    assert [finding.field for finding in found("content-required-missing", subject)] == ["image", "partner"]
    assert not says("content-required-missing", subject, context=Context(now=NOW, blueprint_required=False))


@pytest.mark.parametrize(
    "quiet",
    [
        spec("image", "assets", required=True, conditional=True),
        spec("image", "assets", required=False),
        spec("image", "section", required=True),
        spec("image", "text", required=True, options={"visibility": "computed"}),
        spec("slug", "slug", required=True),
        spec("date", "date", required=True),
        spec("parent", "entries", required=True),
    ],
    ids=lambda each: f"{each.handle}-{each.type}",
)
def test_fields_whose_absence_proves_nothing_are_silent(quiet):
    assert not says("content-required-missing", entry(quiet))


def test_a_title_of_the_entry_counts_although_no_field_holds_it():
    asking = Context(now=NOW, required=("title",))

    assert not says("content-required-missing", entry(title="Water"), context=asking)
    assert says("content-required-missing", entry(title=" "), context=asking)


def test_what_a_translation_takes_over_is_missing_at_its_origin_only():
    assert not says("content-summary-missing", entry(origin="e-0"))
    assert says("content-summary-missing", entry(origin="e-0", summary=None))


def test_what_the_collection_fills_in_is_not_missing():
    assert not says("content-summary-missing", replace(entry(), inherited={"summary": "Wells."}))


def test_one_field_is_never_reported_as_missing_twice():
    form = [spec(handle, required=handle == "summary") for handle in ASKING.required]
    findings = [
        finding
        for rule in (*SPECIFIC.values(), "content-key-facts-missing", "content-required-missing")
        for finding in found(rule, entry(*form), context=ASKING)
    ]

    assert sorted(finding.field for finding in findings) == ["call_to_action", "challenges", "key_facts", "partner", "summary"]
    assert len({finding.id for finding in findings}) == 5


def test_what_stands_beside_initiatives_need_not_have_what_they_need():
    menu = replace(entry(), is_initiative=False, edited_at=0.0)

    for rule in ("content-summary-missing", "content-cta-missing", "content-updated-missing", "content-stale"):
        assert says(rule, replace(menu, is_initiative=True))
        assert not says(rule, menu)


FORM = spec("headline")


@pytest.mark.parametrize(("field", "rule"), SPECIFIC.items())
def test_a_form_without_a_field_is_not_asked_for_it(field, rule):
    assert not says(rule, entry(FORM))
    assert not says(rule, entry(FORM, **{field: " "})), "what editors cannot see they cannot fill"
    assert says(rule, entry(FORM, spec(field)))
    assert says(rule, entry(FORM, spec(field, conditional=True)))


@pytest.mark.parametrize(("field", "rule"), SPECIFIC.items())
def test_of_a_form_that_is_known_in_part_a_field_is_asked_where_an_entry_shows_that_it_has_it(field, rule):
    in_part = entry(FORM, complete=False)
    broken = replace(in_part, blueprint=replace(in_part.blueprint, complete=True, readable=False))

    assert not says(rule, in_part), "what an add-on brings in is hardly this"
    assert says(rule, entry(FORM, complete=False, **{field: None}))
    assert says(rule, entry(FORM, spec(field), complete=False))
    assert says(rule, broken)
    assert says(rule, entry())


def test_what_the_cms_keeps_of_every_entry_needs_no_place_in_its_form():
    asking = Context(now=NOW, required=("updated_by", "author"))

    assert [finding.field for finding in found("content-required-missing", entry(FORM), context=asking)] == ["updated_by"]
