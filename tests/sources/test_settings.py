"""Settings of the site that are broken: told with their place, and nothing is built on what they may have said."""

from datetime import UTC, datetime

import pytest

from audit.model.entry import Entry
from audit.model.site import Presence
from audit.rules import CONTENT_RULES, SITE_RULES, Context, check_site, examine
from audit.sources.statamic import StatamicSource

BLUEPRINT = "resources/blueprints/collections/wells/well.yaml"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
GOOD = {
    "content/collections/wells.yaml": "title: Wells\nroute: '/wells/{slug}'\n",
    "content/collections/wells/a.md": "id: a\ntitle: A\n",
    BLUEPRINT: "tabs:\n  main:\n    sections:\n      - fields:\n          - {import: common}\n",
    "resources/fieldsets/common.yaml": "fields:\n  - {handle: pump, field: {type: text, required: true}}\n",
    "content/taxonomies/regions.yaml": "title: Regions\n",
    "content/navigation/main.yaml": "title: Main\n",
    "content/trees/navigation/main.yaml": "tree: []\n",
    "content/trees/collections/wells.yaml": "tree:\n  - entry: a\n",
    "content/globals/footer.yaml": "title: Footer\n",
    "content/assets/images.yaml": "disk: images\n",
    "resources/sites.yaml": "default:\n  name: One\n  url: /\n",
}
BROKEN = "title: One\nhandle: a: b\n"


def told(root, **more):
    site = StatamicSource(root=root, **more).index()
    findings = list(check_site([], rules=SITE_RULES, context=Context(now=NOW, site=site)))
    return [(each.rule, each.entry_id, each.occurrences[0].location.path, each.occurrences[0].location.line) for each in findings]


def only_entry(root) -> Entry:
    (entry,) = (reading for reading in StatamicSource(root=root).read() if isinstance(reading, Entry))
    return entry


def test_settings_that_can_be_read_are_silent(write):
    root = write(GOOD)
    assert told(root) == []
    assert set(StatamicSource(root=root).index().settings) == set(GOOD) - {"content/collections/wells/a.md"}


@pytest.mark.parametrize("path", sorted(set(GOOD) - {"content/collections/wells/a.md"}))
def test_a_broken_settings_file_is_told_with_its_line(write, path):
    assert told(write({**GOOD, path: BROKEN})) == [("content-settings-unreadable", f"path:{path}", path, 2)]


@pytest.mark.parametrize(
    ("content", "line"),
    [("- a\n- b\n", 1), ("just words\n", 1), (b"title: One\nname: \xff\n", 2), ("a: 1\nb: 2\na: 3\n", 3), ("a: [1\n", 2)],
)
def test_what_holds_no_named_values_is_broken_too(write, content, line):
    assert [each[3] for each in told(write({**GOOD, BLUEPRINT: content}))] == [line]


def test_empty_settings_say_nothing_and_are_not_broken(write):
    assert told(write({**GOOD, BLUEPRINT: "", "content/taxonomies/regions.yaml": "# nothing yet\n"})) == []


def test_settings_that_lead_outside_are_told(write):
    root = write(GOOD)
    (root / BLUEPRINT).unlink()
    (root / BLUEPRINT).symlink_to("/etc/passwd")
    assert told(root) == [("content-settings-unreadable", f"path:{BLUEPRINT}", BLUEPRINT, 1)]


def test_what_is_read_as_content_is_told_as_content(write):
    root = write({**GOOD, "content/globals/footer.yaml": BROKEN, "content/trees/navigation/main.yaml": BROKEN})
    assert len(told(root)) == 2
    assert told(root, also=("globals", "navigation")) == []


@pytest.mark.parametrize("path", [BLUEPRINT, "resources/fieldsets/common.yaml"])
def test_a_broken_form_asks_for_nothing(write, path):
    def missing(entry):
        return {
            dict(found.params)["field"]
            for found in examine(entry, (), rules=CONTENT_RULES, context=Context(now=NOW, required=())).findings
            if found.rule == "content-required-missing"
        }

    whole = only_entry(write(GOOD))
    assert (whole.blueprint.readable, missing(whole)) == (True, {"Pump"})
    broken = only_entry(write({**GOOD, path: BROKEN}))
    assert (broken.blueprint.readable, broken.blueprint.complete, missing(broken)) == (False, False, set())


def test_a_form_that_imports_from_an_add_on_is_whole_as_far_as_the_site_goes(write):
    entry = only_entry(write({**GOOD, BLUEPRINT: "fields: [{import: 'addon::seo'}]\n"}))
    assert (entry.blueprint.readable, entry.blueprint.complete) == (True, False)


def test_where_one_of_several_forms_is_broken_an_entry_that_names_none_is_measured_by_none(write):
    other = "order: 1\nfields: [{handle: pump, field: {type: text, required: true}}]\n"
    entry = only_entry(write({**GOOD, BLUEPRINT: BROKEN, "resources/blueprints/collections/wells/other.yaml": other}))
    assert entry.blueprint.path == BLUEPRINT
    assert not entry.blueprint.readable


def test_entries_of_a_collection_with_broken_settings_are_not_called_unreachable(write):
    root = write({**GOOD, "content/collections/wells.yaml": BROKEN})
    index = StatamicSource(root=root).index()
    assert index.entry("a") is Presence.PRESENT
    assert index.uris == {}
    assert not only_entry(root).spec("title").required


def test_a_broken_tree_leaves_the_addresses_of_its_entries_unknown(write):
    route = {"content/collections/wells.yaml": "route: '{parent_uri}/{slug}'\n"}
    assert StatamicSource(root=write({**GOOD, **route})).index().uris == {"/a": "a"}
    assert StatamicSource(root=write({**GOOD, **route, "content/trees/collections/wells.yaml": BROKEN})).index().uris == {}


def test_broken_settings_of_the_sites_still_tell_their_names(write):
    entry = {"content/collections/wells/en/a.md": "id: a\n", "content/collections/wells/de/b.md": "id: b\n"}
    root = write({"resources/sites.yaml": "en:\n  name: One: two\nde:\n  name: D\n", **entry})
    assert {reading.id: reading.site for reading in StatamicSource(root=root).read()} == {"a": "en", "b": "de"}
