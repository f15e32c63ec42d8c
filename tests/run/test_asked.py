"""What whoever looks after the audit reads of required fields that nobody is asked for."""

from dataclasses import replace

from audit.rules import Context
from audit.run.asked import unasked_notices
from tests.rules.world import NOW, entry, spec

PAGE = entry(spec("headline"), collection="pages")
INITIATIVE = entry(spec("summary"), spec("call_to_action"), collection="initiatives")
ASKING = Context(now=NOW, required=("summary", "call_to_action"))


def told(*entries, context=ASKING):
    return [(notice.code, notice.message) for notice in unasked_notices(entries, context)]


def test_a_collection_without_any_of_the_fields_is_named_once():
    ((code, message),) = told(INITIATIVE, PAGE, replace(PAGE, id="e-2"))

    assert code == "required_not_asked"
    assert message == (
        "No form of these collections has any of the fields in content.required (summary, call_to_action), so their entries are not asked"
        " for them: pages. Name the collections with initiatives in content.collections to leave the others out."
    )


def test_a_field_that_no_form_has_is_named():
    asking = Context(now=NOW, required=("summary", "sumary"))

    ((code, message),) = told(INITIATIVE, context=asking)

    assert (code, message.rpartition(": ")[2]) == ("required_unknown", "sumary.")


def test_where_every_collection_has_some_of_the_fields_or_no_known_form_nothing_is_told():
    assert told(INITIATIVE) == []
    assert told(INITIATIVE, replace(PAGE, blueprint=None)) == []
    assert told(INITIATIVE, replace(PAGE, blueprint=replace(PAGE.blueprint, readable=False))) == []


def test_of_a_form_that_is_known_in_part_the_entries_tell_what_it_has():
    in_part = replace(PAGE, blueprint=replace(PAGE.blueprint, complete=False))
    holding = replace(in_part, id="e-2", fields={"headline": "Wells", "summary": None})

    assert [code for code, _ in told(INITIATIVE, in_part)] == ["required_not_asked"]
    assert told(INITIATIVE, in_part, holding) == []


def test_where_one_of_two_forms_has_a_field_the_collection_is_asked():
    other = replace(INITIATIVE, collection="pages", blueprint=replace(INITIATIVE.blueprint, path="resources/other.yaml"))

    assert told(PAGE, other) == []


def test_what_stands_beside_initiatives_and_what_nobody_asks_for_tell_nothing():
    assert told(replace(PAGE, is_initiative=False)) == []
    assert told(PAGE, context=replace(ASKING, required=())) == []
    assert told() == []


def test_many_names_are_cut():
    pages = [replace(PAGE, collection=f"pages-{number}") for number in range(23)]

    assert told(*pages)[0][1].count("pages-") == 20
    assert "and 3 more." in told(*pages)[0][1]
