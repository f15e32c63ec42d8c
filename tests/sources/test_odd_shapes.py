"""Lists and maps where everybody else has a word: an entry is read, extracted and checked all the same."""

import json
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.extract import extract
from audit.model.entry import Entry
from audit.rules import CONTENT_RULES, SITE_RULES, Context, check_site, examine
from audit.sources.statamic import StatamicSource

NOW = datetime(2026, 11, 21, tzinfo=UTC)
BLUEPRINT = "resources/blueprints/collections/wells/well.yaml"
COLLECTION = "content/collections/wells.yaml"
ENTRY = "content/collections/wells/a.md"
LINK = {"type": "link", "attrs": {"href": "https://river.example/a", "target": "_blank", "rel": "nofollow"}}


def has(handle, kind, **more):
    return {"handle": handle, "field": {"type": kind, "display": handle, **more}}


SITE = {
    BLUEPRINT: {
        "title": "Well",
        "order": 1,
        "fields": [
            has("body", "bard", sets={"cards": {"sets": {"card": {"fields": [has("link", "link"), has("text", "text")]}}}}),
            has("note", "text", input_type="text", character_limit=20, validate=["required"]),
            has("kind", "select", options={"deep": "Deep"}, max_items=1),
            has("rows", "grid", fields=[has("url", "link")], min_rows=1),
            {"import": "common", "prefix": "p_", "config": {"button": {"display": "Button"}}},
        ],
    },
    "resources/fieldsets/common.yaml": {"fields": [has("button", "link"), has("intro", "markdown")]},
    COLLECTION: {"title": "Wells", "route": "/w/{slug}", "taxonomies": ["tags"], "structure": {"root": True}, "inject": {"seen": "x"}},
    "content/trees/collections/wells.yaml": {"tree": [{"entry": "a", "children": [{"entry": "b"}]}]},
    ENTRY: {
        "id": "a",
        "title": "Wells",
        "blueprint": "well",
        "body": [
            {
                "type": "set",
                "attrs": {"id": "1", "enabled": True, "values": {"type": "card", "link": "https://river.example/b", "text": "x"}},
            },
            {"type": "paragraph", "content": [{"type": "text", "text": "river", "marks": [LINK]}, {"type": "hardBreak"}]},
            {"type": "codeBlock", "content": [{"type": "text", "text": "x"}]},
        ],
        "note": "A note",
        "kind": "deep",
        "rows": [{"url": "https://river.example/c"}],
        "p_button": "https://river.example/d",
        "tags": ["deep"],
        "updated_at": 1790000000,
    },
}
"""A site as its files' values."""
ODD = (["x"], {"x": "y"}, [["x"]], [], {}, None, True, 7, -1, 1.5, "", "²", "x")


def paths(value, path=()):
    yield path
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*path, step))


def changed(value, path, other):
    """The same with something else at one place."""
    if not path:
        return other
    made = deepcopy(value)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = other
    return made


def looked_through(write, site):
    """Every entry of a site with its links, extracted and checked."""
    root = write({name: f"---\n{json.dumps(value)}\n---\n" if name == ENTRY else json.dumps(value) for name, value in site.items()})
    source = StatamicSource(root=root, now=NOW)
    context = Context(now=NOW, site=source.index())
    entries = [(entry, extract(entry)) for entry in source.read() if isinstance(entry, Entry)]
    facts = [examine(entry, links, rules=CONTENT_RULES, context=context).facts for entry, links in entries]
    list(check_site(facts, rules=SITE_RULES, context=context))
    return [link.href for _, links in entries for link in links]


EVERYWHERE = [(name, path) for name, value in SITE.items() for path in paths(value)]


@given(st.lists(st.tuples(st.sampled_from(EVERYWHERE), st.sampled_from(ODD)), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_anywhere_in_a_site_its_entries_are_looked_through(write, changes):
    site = SITE
    for (name, path), other in changes:
        try:
            site = site | {name: changed(site[name], path, other)}
        except (LookupError, TypeError):
            continue  # the change before has taken the place away
    looked_through(write, site)


@pytest.mark.parametrize("odd", [["paragraph"], {"a": "b"}], ids=["list", "map"])
@pytest.mark.parametrize(
    "path", [("body", 1, "type"), ("body", 1, "content", 0, "type"), ("body", 1, "content", 1, "type"), ("body", 2, "type")]
)
def test_a_node_of_an_odd_type_hides_no_other_link(write, path, odd):
    assert {f"https://river.example/{letter}" for letter in "bcd"} <= set(
        looked_through(write, SITE | {ENTRY: changed(SITE[ENTRY], path, odd)})
    )


@pytest.mark.parametrize("odd", [["text"], {"a": "b"}], ids=["list", "map"])
@pytest.mark.parametrize("option", ["type", "input_type", "character_limit", "validate"])
def test_an_odd_option_of_a_field_keeps_no_entry_from_being_looked_through(write, option, odd):
    site = SITE | {BLUEPRINT: changed(SITE[BLUEPRINT], ("fields", 1, "field", option), odd)}

    assert looked_through(write, site) == looked_through(write, SITE)
