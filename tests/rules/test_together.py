"""Rules about all initiatives together, and the hold-back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.entry import Problem
from audit.model.finding import Finding
from audit.model.site import SiteIndex
from audit.rules import SITE_RULES, check_site, facts_of
from audit.rules.facts import likeness
from audit.rules.jump import Jump, affected, jumps, released
from tests.rules.world import CONTEXT, entry, found, paragraph

WELLS = " ".join(f"In village {number} the partners dug a well and taught {number * 7} people to keep it clean." for number in range(12))
OTHER = " ".join(
    f"On day {number} the choir of school {number * 3} sang {number * 5} songs about the sea and the wind." for number in range(12)
)
FOLDER = "content/collections/initiatives"


def page(title, text, **more):
    more = {"name": title, "slug": title, "path": f"{FOLDER}/{title}.md", **more}
    return entry(title=title, body=[paragraph(text)], **more)


def told(rule, *entries):
    facts = [facts_of(each) for each in entries]
    return list(check_site(facts, rules=[each for each in SITE_RULES if each.name == rule], context=CONTEXT))


def test_settings_that_cannot_be_read_are_told_by_file_and_line():
    (rule,) = (each for each in SITE_RULES if each.name == "content-settings-unreadable")
    problem = Problem(rule=rule.name, detail="a quotation mark is missing", line=3, column=5)
    site = SiteIndex(settings={"resources/a.yaml": None, "resources/b.yaml": problem})
    (finding,) = check_site([], rules=[rule], context=replace(CONTEXT, site=site))

    assert (finding.entry_id, finding.occurrences[0].location.line, finding.occurrences[0].location.column) == (
        "path:resources/b.yaml",
        3,
        5,
    )
    assert dict(finding.params)["detail"] == "a quotation mark is missing"
    assert list(check_site([], rules=[rule], context=CONTEXT)) == []


def test_two_initiatives_with_nearly_the_same_text_are_told_once():
    (finding,) = told("content-duplicate", page("b", WELLS + " It is done."), page("a", WELLS), page("c", OTHER))

    assert finding.entry_id == "b"
    assert dict(finding.params)["other"] == "a"
    assert int(dict(finding.params)["percent"]) >= 90


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page("a", WELLS), page("b", OTHER)),
        (page("a", WELLS), page("b", OTHER + " " + WELLS[:120])),
        (page("a", WELLS), page("b", WELLS, origin="a", site="de")),
        (page("a", WELLS), page("b", WELLS, collection="stories")),
        (page("a", "We dig wells."), page("b", "We dig wells.")),
    ],
)
def test_texts_that_may_be_alike_are_silent(one, other):
    assert not told("content-duplicate", one, other)


def test_what_many_pages_share_makes_no_pair():
    assert not told("content-duplicate", *[page(f"p{number:02}", WELLS) for number in range(52)])


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_likeness_is_even_and_full_only_for_the_same(one, other):
    first, second = facts_of(page("a", " ".join(one))), facts_of(page("b", " ".join(other)))

    assert likeness(first, second) == likeness(second, first)
    assert 0.0 <= likeness(first, second) <= 1.0
    assert likeness(first, first) in {0.0, 1.0}


def test_a_copied_id_is_told_at_the_copy():
    (finding,) = told("content-duplicate-id", page("b", "x", name="same"), page("a", "x", name="same"), page("c", "x"))

    assert finding.occurrences[0].location.path.endswith("/b.md")
    assert dict(finding.params)["file"].endswith("/a.md")


def test_entries_without_an_id_have_no_twin():
    assert not told("content-duplicate-id", page("a", "x", name="path:a.md"), page("b", "x", name="path:b.md"))


def test_the_run_may_call_a_copy_by_another_name():
    facts = [facts_of(page("a", "x", name="same")), facts_of(page("b", "x", name="same"), entry_id="same@b.md")]
    (finding,) = check_site(facts, rules=[each for each in SITE_RULES if each.name == "content-duplicate-id"], context=CONTEXT)

    assert finding.entry_id == "same@b.md"


def test_two_entries_with_one_slug_are_told():
    (finding,) = told("content-duplicate-slug", page("wells", "x"), page("wells.1", "x", slug="wells"))

    assert dict(finding.params)["slug"] == "wells"


@pytest.mark.parametrize(
    "other",
    [
        page("b", "x", slug="b"),
        page("b", "x", slug="wells", site="de"),
        page("b", "x", slug="wells", collection="stories"),
        page("b", "x", slug="wells", path=f"{FOLDER}/sub/wells.md"),
        page("b", "x", slug="wells", path=f"{FOLDER}/2024-01-01.wells.md"),
    ],
)
def test_slugs_that_make_different_addresses_are_silent(other):
    assert not told("content-duplicate-slug", page("wells", "x"), other)


def test_entries_without_a_slug_are_silent():
    assert not told("content-duplicate-slug", page("a", "x", slug=""), page("b", "x", slug=""))


def missing(count: int, field: str = "key_facts") -> list[Finding]:
    (finding,) = found("content-required-missing", entry(), context=replace(CONTEXT, required=(field,)))[:1] or found(
        "content-key-facts-missing", entry(), context=replace(CONTEXT, required=(field,))
    )
    return [replace(finding, entry_id=f"e-{number}") for number in range(count)]


KEY = ("content-key-facts-missing", "key_facts")
KNOWN = frozenset({"content-key-facts-missing"})


def test_a_rule_that_fires_nearly_everywhere_overnight_is_held_back():
    findings = missing(1988)
    held = jumps({KEY: 14}, 2000, findings, 2000, known=KNOWN)

    assert held == (Jump(rule=KEY[0], field=KEY[1], before=14, after=1988, total=2000),)
    assert released(findings, held) == ()


@pytest.mark.parametrize(
    ("before", "before_total", "after", "total", "known"),
    [
        (200, 2000, 1988, 2000, KNOWN),
        (14, 2000, 900, 2000, KNOWN),
        (0, 2000, 1988, 2000, frozenset()),
        (0, 10, 10, 10, KNOWN),
        (100, 2000, 1988, 2000, KNOWN),
    ],
)
def test_other_changes_are_no_jump(before, before_total, after, total, known):
    findings = missing(after)

    assert jumps({KEY: before}, before_total, findings, total, known=known) == ()


def test_only_the_field_that_jumped_is_held_back():
    findings = [*missing(30), *missing(3, "partner")]
    held = jumps({KEY: 0}, 40, findings, 40, known=KNOWN | {"content-required-missing"})

    assert {finding.field for finding in released(findings, held)} == {"partner"}


def test_an_initiative_counts_once_however_often_a_rule_speaks():
    assert affected([*missing(3), *missing(3)]) == {KEY: 3}
