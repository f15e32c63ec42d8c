"""Sites of several languages, of older versions, and one file of a site."""

from audit.model.entry import Skipped, Unreadable
from audit.sources.statamic import read_file
from tests.sources.entries import SITES, entry, ids, readings


def test_with_several_sites_the_first_folder_names_the_site(write):
    root = write(
        {
            "resources/sites.yaml": SITES,
            "content/collections/wells.yaml": "sites: [en]\n",
            "content/collections/wells/en/a.md": entry("a"),
            "content/collections/wells/fr/b.md": entry("b"),
            "content/collections/wells/stray.md": entry("c"),
            "content/collections/all/fr/deep/d.md": entry("d"),
        }
    )
    found = {reading.path.rsplit("/", 1)[-1]: getattr(reading, "site", None) or reading.why for reading in readings(root)}
    assert found == {"a.md": "en", "b.md": "other site", "stray.md": "other site", "d.md": "fr"}


def test_sites_are_known_from_the_older_settings_too(write):
    php = "<?php return ['sites' => ['default' => ['name' => 'A', 'url' => '/'], 'gr' => [ 'name' => 'B' ]]];"
    root = write({"config/statamic/sites.php": php, "content/collections/wells/gr/a.md": entry("a")})
    assert readings(root)[0].site == "gr"


def test_a_localisation_shows_what_its_origin_says(write):
    root = write(
        {
            "resources/sites.yaml": SITES,
            "content/collections/wells.yaml": "inject: {layout: wide, colour: blue}\n",
            "content/collections/wells/en/a.md": entry("a", "blueprint: special\nsummary: English\nlayout: narrow\nnote: kept\n"),
            "content/collections/wells/fr/b.md": "---\nid: b\norigin: a\nsummary: null\n---\n",
            "content/collections/wells/fr/c.md": "---\nid: c\norigin: b\ntitle: Troisième\n---\n",
            "content/collections/wells/fr/d.md": "---\nid: d\norigin: gone\n---\n",
            "content/collections/wells/fr/e.md": "---\nid: e\norigin: f\n---\n",
            "content/collections/wells/fr/f.md": "---\nid: f\norigin: e\n---\n",
            "content/collections/wells/fr/g.md": "---\nid: g\norigin: broken\n---\n",
            "content/collections/wells/en/broken.md": "---\nid: broken\na: b: c\n---\n",
            "resources/blueprints/collections/wells/plain.yaml": "fields: []\n",
            "resources/blueprints/collections/wells/special.yaml": "fields: []\n",
        }
    )
    found = {reading.id: reading for reading in readings(root)}
    second = found["b"]
    assert second.fields == {"summary": None}
    assert second.value("summary") is None
    assert second.value("note") == "kept"
    assert second.value("layout") == "narrow"
    assert second.value("colour") == "blue"
    assert second.value("nothing") is None
    assert second.title == "Title of a"
    assert second.origin == "a"
    assert second.blueprint.handle == "special"
    assert found["a"].inherited == {"colour": "blue"}
    assert found["c"].title == "Troisième"
    assert found["c"].value("note") == "kept"
    for dangling in ("d", "g"):
        (problem,) = found[dangling].problems
        assert (problem.rule, problem.field, problem.line) == ("content-origin-missing", "origin", 3)
    assert found["e"].problems == ()


def test_a_site_of_version_2_is_read_by_its_own_names(write):
    root = write(
        {
            "site/content/collections/wells/folder.yaml": "fieldset: well\ndate: true\n",
            "site/content/collections/wells/1.first.md": entry("1"),
            "site/content/collections/wells/2019-02-03.dated.md": entry("2", "fieldset: other\n"),
            "site/content/collections/wells/_3.draft.md": entry("3"),
            "site/content/collections/wells/__hidden.md": entry("4"),
            "site/content/pages/1.about/index.md": entry("5"),
            "site/content/pages/_2.secret/index.md": entry("6"),
            "site/settings/fieldsets/well.yaml": "sections:\n  main:\n    fields:\n      link: {type: text, display: Link}\n",
            "site/settings/fieldsets/other.yaml": "fields: {more: {type: text}}\n",
            "site/settings/fieldsets/default.yaml": "fields: {more: {type: text}}\n",
        }
    )
    found = {reading.id: reading for reading in readings(root)}
    assert {entry_id: getattr(reading, "slug", "") for entry_id, reading in found.items()} == {
        "1": "first",
        "2": "dated",
        "3": "",
        "4": "",
        "5": "about",
        "6": "",
    }
    assert found["1"].blueprint.field("link").display == "Link"
    assert found["2"].blueprint.handle == "other"
    assert found["5"].blueprint.handle == "default"
    assert found["5"].collection == "pages"
    assert [found[entry_id].why for entry_id in ("3", "4", "6")] == ["draft"] * 3
    assert ids(readings(write({}), collections=("pages",))) == ["5", "6"]


def test_one_file_of_a_site_is_read_by_name(write):
    root = write(
        {
            "content/collections/wells/2024-01-01.a.md": entry("a"),
            "content/taxonomies/partners/p.yaml": "title: P\npublished: false\nwebsite: https://p.example\n",
            "resources/blueprints/collections/wells/well.yaml": "fields: [{handle: x, field: {type: link}}]\n",
        }
    )
    found = read_file(root / "content/collections/wells/2024-01-01.a.md")
    assert (found.collection, found.slug, found.path) == ("wells", "a", "content/collections/wells/2024-01-01.a.md")
    assert found.blueprint.field("x").type == "link"
    term = read_file(root / "content/taxonomies/partners/p.yaml", root=root)
    assert term.fields == {"title": "P", "published": False, "website": "https://p.example"}
    assert isinstance(read_file(root / "content/collections/wells/gone.md"), Skipped)


def test_a_file_outside_any_site_is_read_as_it_is(write):
    root = write(
        {
            "note.md": entry("n", body="Text"),
            "bare.yaml": "id: 7\ntitle: ''\na: [1, yes]\n",
            "bad.yml": "a: b: c",
            "list.yaml": "- x\n- y: 'https://a'\n",
        }
    )
    note = read_file(root / "note.md")
    assert (note.collection, note.blueprint, note.path, note.fields["content"]) == ("", None, "note.md", "Text")
    bare = read_file(root / "bare.yaml")
    assert bare.fields == {"id": 7, "title": "", "a": [1, "yes"]}
    assert (bare.id, bare.title) == ("7", "bare")
    assert isinstance(read_file(root / "bad.yml"), Unreadable)
    listed = read_file(root / "list.yaml")
    assert listed.fields == {"0": "x", "1": {"y": "https://a"}}
    assert listed.marks.offset_place(("1", "y"), 6) == (2, 13)
    assert listed.marks.offset_place(("one", "y"), 6) == (1, 1)
