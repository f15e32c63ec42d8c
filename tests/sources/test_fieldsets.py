"""Fields that a blueprint takes from elsewhere."""

import time

import pytest

from audit.extract import extract
from audit.sources.statamic import StatamicSource
from tests.sources.forms import BLUEPRINT, handles, read


def test_fieldsets_are_imported_with_prefix_and_overrides(write):
    blueprint = read(
        write,
        "fields:\n  - {import: seo, prefix: p_, config: {title: {display: Ours}}}\n"
        "  - {handle: mine, field: common.intro, config: {type: markdown}}\n"
        "  - {handle: deep, field: inner.deep.text}\n",
        seo="fields:\n  - {handle: title, field: {type: text, display: Theirs}}\n  - {import: common}\n",
        common="fields:\n  - {handle: intro, field: {type: text}}\n",
        inner__deep="fields:\n  text: {type: bard}\n",
    )
    assert [(spec.handle, spec.type, spec.display) for spec in blueprint.fields] == [
        ("p_title", "text", "Ours"),
        ("p_intro", "text", ""),
        ("mine", "markdown", ""),
        ("deep", "bard", ""),
    ]
    assert blueprint.complete


@pytest.mark.parametrize(
    "item",
    [
        "{import: 'addon::seo'}",
        "{import: gone}",
        "{import: me}",
        "{handle: a, field: 'addon::seo.title'}",
        "{handle: a, field: me.gone}",
        "{import: broken}",
    ],
)
def test_what_cannot_be_resolved_makes_a_blueprint_partial(write, item):
    blueprint = read(
        write, f"fields:\n  - {{handle: kept, field: {{}}}}\n  - {item}\n", me="fields:\n  - {import: me}\n", broken="fields: [{handle: x"
    )
    assert handles(blueprint) == ["kept"]
    assert not blueprint.complete


def test_an_import_reaches_through_what_the_fieldset_imports_itself(write):
    blueprint = read(
        write,
        "fields:\n  - {import: outer, prefix: a_, config: {b_text: {display: Ours, required: true}, named: {type: link}}}\n"
        "  - {handle: mine, field: outer.b_text, config: {display: Mine}}\n",
        outer="fields:\n  - {import: inner, prefix: b_}\n  - {handle: named, field: inner.text}\n",
        inner="fields:\n  - {handle: text, field: {type: bard, display: Theirs}}\n",
    )
    assert [(spec.handle, spec.type, spec.display, spec.required) for spec in blueprint.fields] == [
        ("a_b_text", "bard", "Ours", True),
        ("a_named", "link", "Theirs", False),
        ("mine", "bard", "Mine", False),
    ]
    assert blueprint.complete


def test_a_fieldset_may_be_imported_twice_side_by_side_and_inside_sets(write):
    blueprint = read(
        write,
        "fields:\n  - {import: link, prefix: one_}\n  - {import: link, prefix: two_}\n"
        "  - {handle: parts, field: {type: replicator, sets: {button: {fields: [{import: link}]}}}}\n",
        link="sections:\n  - fields:\n      - {handle: url, field: {type: link}}\n",
    )
    assert blueprint.complete
    assert handles(blueprint) == ["one_url", "two_url", "parts"]
    assert [spec.handle for spec in blueprint.fields[-1].fields[0].fields] == ["url"]


COMMON = """
fields:
  - {handle: button, field: {type: link}}
  - handle: blocks
    field: {type: replicator, sets: {card: {fields: [{handle: button, field: common.button}, {handle: text, field: {type: text}}]}}}
"""


def test_a_set_may_use_a_field_of_the_fieldset_in_which_it_stands(write):
    blueprint = read(write, "fields: [{import: common}, {handle: mine, field: common.blocks}]\n", common=COMMON)

    button, blocks, mine = blueprint.fields
    assert blueprint.complete
    assert (button.type, [inner.type for inner in blocks.fields[0].fields]) == ("link", ["link", "text"])
    assert mine.fields == blocks.fields


def test_the_link_of_such_a_set_is_extracted(write):
    entry = "id: a\ntitle: A\nblocks: [{type: card, button: www.river.example, text: www.no-link.example}]\n"
    root = write(
        {BLUEPRINT: "fields: [{import: common}]\n", "resources/fieldsets/common.yaml": COMMON, "content/collections/wells/a.md": entry}
    )
    (found,) = StatamicSource(root=root).read()

    assert [(link.href, link.location.field) for link in extract(found)] == [("www.river.example", "blocks.0.button")]


def test_a_set_that_holds_the_fieldset_in_which_it_stands_is_read_once_inside_itself(write):
    me = (
        "fields: [{handle: url, field: {type: link}}, {handle: parts, field: {type: replicator, sets: {more: {fields: [{import: me}]}}}}]\n"
    )
    blueprint = read(write, "fields: [{import: me}]\n", me=me)
    (more,) = blueprint.fields[1].fields

    assert not blueprint.complete
    assert [(spec.handle, spec.type, spec.fields) for spec in more.fields] == [("url", "link", ()), ("parts", "replicator", ())]


LOOPS = {
    "in a circle": {"one": "{import: two}", "two": "{import: one}"},
    "in a circle by a field": {"one": "{handle: a, field: two.b}", "two": "{handle: b, field: one.a}"},
    "doubling": {f"f{number}": f"{{import: f{number + 1}, prefix: a}}, {{import: f{number + 1}, prefix: b}}" for number in range(30)},
    "each in each": {
        "one": ", ".join(f"{{handle: h{number}, field: {{fields: [{{import: one}}]}}}}" for number in range(30)),
    },
    "nested and doubling": {
        f"f{number}": ", ".join(f"{{handle: {name}, field: {{type: group, fields: [{{import: f{number + 1}}}]}}}}" for name in "abcd")
        for number in range(30)
    },
}


@pytest.mark.parametrize("name", LOOPS)
def test_fieldsets_that_come_to_themselves_or_multiply_end_soon(write, name):
    sets = {handle: f"fields: [{{handle: x, field: {{}}}}, {items}]\n" for handle, items in LOOPS[name].items()}
    began = time.process_time()
    blueprint = read(write, f"fields: [{{import: {next(iter(sets))}}}]\n", **sets)

    assert time.process_time() - began < 3  # less than one is seen
    assert not blueprint.complete
    assert "x" in {spec.handle.lstrip("ab") for spec in blueprint.fields}


def test_a_site_s_own_version_of_an_add_on_s_fieldset_is_read(write):
    blueprint = read(
        write,
        "fields:\n  - {import: 'peak::seo.basic'}\n",
        vendor__peak__seo__basic="fields:\n  - {handle: seo_title, field: {type: text}}\n",
    )
    assert (handles(blueprint), blueprint.complete) == (["seo_title"], True)
