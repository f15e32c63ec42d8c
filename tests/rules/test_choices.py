"""What the form itself says of a value: which choices there are, how many, and what a row needs."""

from dataclasses import replace

import pytest

from audit.rules.reading.walk import filled, rows
from tests.rules.world import CONTEXT, entry, found, says, spec


def choice(options, kind="select", **more):
    return spec("stage", kind, options={"options": options, **more})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (choice({"a": "Plan", "b": "Build"}), "c"),
        (choice({"a": "Plan"}, "radio"), "Plan"),
        (choice(["a", "b"], "button_group"), "c"),
        (choice([{"key": "a", "value": "Plan"}]), "Plan"),
        (choice(["a", "b"], "checkboxes"), ["a", "c"]),
        (choice({"1": "One"}), 2),
        (choice({"1": "One", "2": "Two"}), "Three"),
        (choice(["yes please", "no thanks"]), True),
        (choice([1.5, 2]), 2.5),
    ],
)
def test_a_choice_that_the_form_does_not_offer_is_told(field, value):
    assert says("content-choice-unknown", entry(field, stage=value))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (choice({"a": "Plan", "b": "Build"}), "a"),
        (choice({"0": "Plan", "1": "Build"}), "Build"),
        (choice({"1": "One"}), 1),
        (choice(["1", "2"]), 2.0),
        (choice([{"key": "a", "value": "Plan"}]), "a"),
        (choice([{"value": "a"}]), "a"),
        (choice(["a", "b"], "checkboxes"), ["b", "a"]),
        (choice({"true": "On", "false": "Off"}), True),
        (choice({"yes": "Yes", "no": "No"}), False),
        (choice(["a"], taggable=True), "anything"),
        (choice({}), "anything"),
        (choice(None), "anything"),
        (choice("odd"), "anything"),
        (choice(["a"]), False),
        (choice([{"key": 1, "value": "Plan"}], default="Plan"), "Plan"),
        (choice(["a"]), None),
        (choice(["a"]), ""),
        (choice(["a"]), [None, ""]),
        (choice(["a"]), {"odd": "map"}),
        (spec("stage", "text", options={"options": ["a"]}), "b"),
        (spec("other", "select", options={"options": ["a"]}), "b"),
    ],
)
def test_a_choice_that_is_offered_or_cannot_be_judged_is_silent(field, value):
    assert not says("content-choice-unknown", entry(field, stage=value))


def test_one_choice_in_several_rows_is_one_finding():
    steps = spec("steps", "grid", fields=(choice(["a"]),))
    (finding,) = found("content-choice-unknown", entry(steps, steps=[{"stage": "b"}, {"stage": "a"}, {"stage": "b"}]))

    assert (finding.field, finding.target_key, len(finding.occurrences)) == ("steps.stage", "b", 2)


def counted(kind="entries", **options):
    return spec("related", kind, options=options)


@pytest.mark.parametrize(
    ("field", "value", "few"),
    [
        (counted(max_items=1), ["a", "b"], ""),
        (counted(max_items="2"), ["a", "b", "c"], ""),
        (counted("assets", max_files=1), ["a.jpg", "b.jpg"], ""),
        (counted("grid", max_rows=1), [{"a": 1}, {"a": 2}], ""),
        (counted("replicator", max_sets=1), [{"type": "a"}, {"type": "b"}], ""),
        (counted(min_items=2), ["a"], "yes"),
        (counted("assets", min_files=3, max_files=5), ["a", "b"], "yes"),
    ],
)
def test_more_or_fewer_than_the_form_allows_are_told(field, value, few):
    (finding,) = found("content-item-count", entry(field, related=value))

    assert dict(finding.params)["few"] == few


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (counted(max_items=2), ["a", "b"]),
        (counted(max_items=1), "a"),
        (counted(max_items=1), ["a", "", None]),
        (counted(min_items=2), []),
        (counted(min_items=2), None),
        (counted(), ["a"] * 99),
        (counted(max_items=0), ["a"] * 99),
        (counted(max_items="many"), ["a"] * 99),
        (counted(max_items=True), ["a", "b"]),
        (spec("other", "entries", options={"max_items": 1}), ["a", "b"]),
    ],
)
def test_as_many_as_the_form_allows_are_silent(field, value):
    assert not says("content-item-count", entry(field, related=value))


def test_the_row_that_is_furthest_off_is_told_first():
    steps = spec("steps", "grid", fields=(counted(max_items=1),))
    (finding,) = found(
        "content-item-count", entry(steps, steps=[{"related": ["a", "b"]}, {"related": list("abcd")}, {"related": list("abc")}])
    )

    assert (dict(finding.params)["count"], dict(finding.params)["limit"], len(finding.occurrences)) == ("4", "1", 3)


NEEDED = spec("words", "text", required=True)
CARD = spec("card", "set", fields=(NEEDED, spec("note", "text")))


@pytest.mark.parametrize(
    ("field", "value", "places"),
    [
        (spec("x", "grid", fields=(NEEDED,)), [{"words": "a"}, {"words": " "}, {}], ["x.1.words", "x.2.words"]),
        (spec("x", "group", fields=(NEEDED,)), {"note": 1}, ["x.words"]),
        (spec("x", "replicator", fields=(CARD,)), [{"type": "card"}, {"type": "card", "enabled": False}], ["x.0.words"]),
        (
            spec("x", "bard", fields=(CARD,)),
            [
                {"type": "set", "attrs": {"values": {"type": "card"}}},
                {"type": "set", "attrs": {"enabled": False, "values": {"type": "card"}}},
            ],
            ["x.0.attrs.values.words"],
        ),
        (spec("x", "grid", fields=(spec("deep", "grid", fields=(NEEDED,)),)), [{"deep": [{}]}], ["x.0.deep.0.words"]),
    ],
)
def test_a_row_without_what_it_needs_is_told_where_it_stands(field, value, places):
    findings = found("content-required-missing", entry(field, x=value))

    assert [each.location.field for finding in findings for each in finding.occurrences] == places


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (spec("x", "grid", fields=(NEEDED,)), []),
        (spec("x", "grid", fields=(NEEDED,)), None),
        (spec("x", "grid", fields=(replace(NEEDED, conditional=True),)), [{}]),
        (spec("x", "grid", fields=(replace(NEEDED, type="toggle"),)), [{}]),
        (spec("x", "replicator", fields=(CARD,)), [{"type": "gone"}, "odd"]),
        (spec("x", "text", fields=(NEEDED,)), "words"),
    ],
)
def test_rows_that_need_nothing_more_are_silent(field, value):
    assert not says("content-required-missing", entry(field, x=value))
    assert not says(
        "content-required-missing", entry(spec("x", "grid", fields=(NEEDED,)), x=[{}]), context=replace(CONTEXT, blueprint_required=False)
    )


def test_a_switch_that_nobody_touched_is_off_and_not_empty():
    assert not says("content-required-missing", entry(spec("shown", "toggle", required=True)))


def test_a_field_without_a_form_has_no_rows():
    (title, other) = filled(entry(other=[{"a": 1}]))

    assert [list(rows(each)) for each in (title, other)] == [[], []]
