import pytest

from audit.rules.reading.limits import counted_length, utf16_length
from tests.rules.world import BREAK, entry, found, paragraph, says, spec


@pytest.mark.parametrize("limit", ["5", 5])
def test_a_text_over_its_limit_is_found(limit):
    subject = entry(spec("summary", "textarea", options={"character_limit": limit}), summary="Wells!")
    (finding,) = found("content-over-limit", subject)

    assert dict(finding.params) == {"field": "Summary", "length": "6", "limit": "5", "over": "1", "form_changed": ""}


def test_a_limit_that_the_reader_of_blueprints_made_out_counts():
    assert says("content-over-limit", entry(spec("summary", character_limit=3), summary="Wells"))


def test_a_text_of_exactly_the_limit_is_silent():
    assert not says("content-over-limit", entry(spec("summary", options={"character_limit": 5}), summary="Wells"))


@pytest.mark.parametrize("limit", [None, 0, "", "none", -3, True, "٣"])
def test_what_is_no_limit_limits_nothing(limit):
    assert not says("content-over-limit", entry(spec("summary", options={"character_limit": limit}), summary="Wells"))


def test_without_a_blueprint_there_is_no_limit():
    assert not says("content-over-limit", entry(summary="x" * 10_000))


def test_values_that_are_not_counted_are_silent():
    assert not says("content-over-limit", entry(spec("tags", "list", character_limit=1), tags=["water", "wells"]))


def test_rows_of_one_field_are_one_finding_with_the_worst_of_them():
    rows = spec("steps", "grid", fields=(spec("step", character_limit=3),))
    (finding,) = found("content-over-limit", entry(rows, steps=[{"step": "Wells"}, {"step": "Pumps!!"}, {"step": "four"}]))

    assert len(finding.occurrences) == 3
    assert dict(finding.params)["over"] == "4"


@pytest.mark.parametrize(("text", "length"), [("", 0), ("Côte", 4), ("👍", 2), ("e\u0301", 2), ("a\r\nb", 3), ("\ud800", 1)])
def test_characters_count_as_the_browser_counts_them(text, length):
    assert counted_length(text) == length


def test_a_rich_text_counts_its_words_and_one_for_each_break():
    assert counted_length([paragraph("Wells", BREAK, "and"), paragraph(("pumps", "https://x"), {"type": "image"})]) == 5 + 1 + 3 + 5 + 1
    assert utf16_length("ab") == 2


def test_a_title_that_is_too_long_is_found():
    (finding,) = found("content-title-long", entry(title="W" * 66))

    assert dict(finding.params)["length"] == "66"
    assert not says("content-title-long", entry(title="W" * 65))
    assert not says("content-title-long", entry(title="  " + "W" * 64 + "  "))


def test_a_limit_of_the_blueprint_replaces_ours_for_titles():
    assert not says("content-title-long", entry(spec("title", character_limit=100), title="W" * 80))
