"""Texts that stand in two fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules.reading.repeats import KnownTexts, cut, words_of
from tests.rules.characters import NB
from tests.rules.world import entry, found, paragraph, says, spec

MISSION = "We bring clean water to every school in the valley, from the first well to the very last tap."


def test_a_long_run_of_words_in_two_fields_is_told_with_both():
    subject = entry(
        summary=MISSION, key_facts="Since 2019 " + MISSION.lower().replace(" ", NB), description=[paragraph("Something else entirely.")]
    )
    (finding,) = found("content-repeated", subject)

    assert finding.field == "key_facts"
    assert dict(finding.params)["other"] == "Summary"
    assert dict(finding.params)["count"] == "19"


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": MISSION, "meta_description": MISSION},
        {"summary": MISSION, "excerpt": MISSION},
        {"title": MISSION, "summary": MISSION},
        {"summary": "We bring clean water to schools.", "key_facts": "We bring clean water to schools."},
        {
            "speaker": "Ana Lima Costa, Bo Li, Cy Tan, Di Po, Ed Ro, Flo Su, Gus Vo",
            "about": "Ana Lima Costa, Bo Li, Cy Tan, Di Po, Ed Ro, Flo Su, Gus Vo",
        },
        {"link": "https://x.example/a-b-c-d-e-f-g-h-i-j-k-l-m/n/o/p", "note": "https://x.example/a-b-c-d-e-f-g-h-i-j-k-l-m/n/o/p"},
        {"description": [paragraph(MISSION), paragraph(MISSION)]},
    ],
)
def test_repeats_that_are_meant_or_short_are_silent(fields):
    assert not says("content-repeated", entry(**fields))


def test_of_several_repeats_the_longest_is_told():
    shorter = "They sing about the sea and the wind on every day of the long summer."
    subject = entry(summary=f"{MISSION} {shorter}", facts=f"{MISSION} Then it rained. {shorter}")
    (finding,) = found("content-repeated", subject)

    assert dict(finding.params)["count"] == "19"


def test_a_long_repeat_is_shown_by_its_ends():
    text = " ".join(f"water{number} flows down" for number in range(30))
    (finding,) = found("content-repeated", entry(summary=text, facts=text))

    assert "…" in dict(finding.params)["words"]


@given(st.lists(st.sampled_from("abcdef"), min_size=3, max_size=30), st.lists(st.sampled_from("abcdef"), min_size=3, max_size=30))
def test_the_longest_common_run_is_found(one, other):
    least = 4
    known = KnownTexts(least)
    known.add(tuple(one), owner="one")
    got = max((repeat.count for repeat in known.repeats(tuple(other), besides="other")), default=0)
    runs = [
        count
        for start in range(len(other))
        for place in range(len(one))
        for count in range(1, min(len(other) - start, len(one) - place) + 1)
        if other[start : start + count] == one[place : place + count]
    ]
    longest = max(runs, default=0)

    assert got == (longest if longest >= least else 0)


@given(st.text(alphabet="ab ’'-.é", max_size=40), st.integers(0, 5), st.integers(1, 5))
def test_what_is_cut_holds_the_words_asked_for(text, start, count):
    words = words_of(text)

    assert words_of(cut(text, start, count)) == words[start : start + count]


def repeated(*, handle="summary", display="", complete=True, words=14, form=True):
    shared = " ".join(f"word{number}" for number in range(words))
    specs = [spec(handle, "textarea", display=display)] if form else []
    return says(
        "content-repeated", entry(*specs, spec("story", "textarea"), complete=complete, **{handle: shared, "story": f"It began. {shared}"})
    )


def test_what_introduces_a_text_may_be_taken_from_it():
    assert repeated()
    assert not repeated(handle="short_description")
    assert not repeated(handle="description", display="Short Description")
    assert not repeated(handle="card_teaser")
    assert repeated(handle="short_description", words=70)
    assert repeated(handle="shortages")


def test_what_the_form_no_longer_has_is_not_shown_twice():
    assert not repeated(form=False)
    assert repeated(form=False, complete=False)


def test_an_unknown_setting_is_no_placeholder_and_an_unknown_summary_is():
    known = spec("title")

    assert not says("content-placeholder", entry(known, json_type="none", theme="default"))
    assert says("content-placeholder", entry(known, summary="none"))
    assert says("content-placeholder", entry(known, excerpt="test"))
    assert says("content-placeholder", entry(known, json_type="TBC"))
    assert says("content-placeholder", entry(spec("json_type"), json_type="none"))
