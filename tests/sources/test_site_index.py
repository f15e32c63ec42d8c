"""What a site holds besides the entries that are read: for references, and with links of its own."""

from datetime import UTC, datetime

import pytest

from audit.model.entry import Entry, EntryStatus, Skipped, Unreadable
from audit.model.site import Presence, SiteIndex, term_slug
from audit.sources.statamic import StatamicSource


@pytest.fixture
def root(write):
    return write(
        {
            "content/collections/pages.yaml": "route: '{parent_uri}/{slug}'\nstructure: {root: true}\n",
            "content/collections/pages/home.md": "id: home\n",
            "content/collections/pages/about.md": "id: about\n",
            "content/collections/pages/team.md": "id: team\n",
            "content/collections/pages/loose.md": "id: loose\n",
            "content/collections/pages/draft.md": "id: draft\npublished: false\n",
            "content/collections/pages/copy.md": "id: about\ntitle: Copied\n",
            "content/collections/pages/nameless.md": "title: No id\n",
            "content/collections/pages/strange.md": "id: strange\ndate: 2024-99-99\n",
            "content/trees/collections/pages.yaml": "tree:\n  - entry: home\n  - {entry: about, children: [{entry: team}]}\n",
            "content/collections/news.yaml": "route: {default: '/news/{year}/{{ slug }}'}\ndate: true\ndate_behavior: {future: private}\n",
            "content/collections/news/2030-01-01.ahead.md": "id: ahead\n",
            "content/collections/data/row.md": "id: row\n",
            "content/taxonomies/partners.yaml": "title: Partners\n",
            "content/taxonomies/partners/the-well-fund.yaml": "title: The Well Fund\nwebsite: https://fund.example/\n",
            "content/taxonomies/partners/broken.yaml": "title: a: b\n",
            "content/taxonomies/partners/old.yaml": "title: Old\npublished: false\n",
            "content/taxonomies/empty.yaml": "title: Empty\n",
            "content/taxonomies/.gitkeep": "",
            "content/globals/footer.yaml": "title: Footer\ndata:\n  text: '<a href=\"https://footer.example/\">x</a>'\n",
            "content/globals/default/contact.yaml": "mail: mailto:a@b.example\n",
            "resources/blueprints/globals/footer.yaml": "fields: [{handle: text, field: {type: textarea}}]\n",
            "content/trees/navigation/main.yaml": (
                "tree:\n  - {title: Out, url: https://out.example/, children: [{url: /about}, {entry: team}]}\n"
            ),
            "content/trees/navigation/default/side.yaml": "tree:\n  - {url: '', data: {badge: https://badge.example/}}\n",
            "resources/blueprints/navigation/side.yaml": "fields: [{handle: badge, field: {type: link}}]\n",
            "content/assets/images.yaml": "disk: pictures\n",
            "content/assets/docs.yaml": "disk: [odd]\n",
            "content/assets/private.yaml": "disk: vault\n",
            "content/assets/notes.txt": "",
            "config/filesystems.php": "'pictures' => ['driver' => 'local', 'root' => public_path('media/'), 'url' => '/media'],",
            "public/media/well.jpg": b"x",
            "public/media/.meta/well.jpg.yaml": "data: {alt: A well}\n",
            "public/media/deep/.meta/film.mp4.yaml": "data: {  }\n",
            "public/media/deep/plain.png": b"x",
            "public/docs/a.pdf": b"x",
            "users/someone@example.org.yaml": "name: Some One\nid: u-1\npassword_hash: secret\nsuper: true\n",
        }
    )


def test_references_to_entries_are_found_missing_or_hidden(root):
    index = StatamicSource(root=root, now=datetime(2026, 1, 1, tzinfo=UTC)).index()
    assert index.entry("about") is Presence.PRESENT
    assert index.entry("draft") is Presence.HIDDEN
    assert index.entry("ahead") is Presence.HIDDEN
    assert index.entry("row") is Presence.HIDDEN
    assert index.entry("gone") is Presence.MISSING
    assert index.entries["ahead"].status is EntryStatus.SCHEDULED
    assert index.entries["strange"].path == "content/collections/pages/strange.md"
    assert index.twins == {"about": ("content/collections/pages/about.md", "content/collections/pages/copy.md")}


def test_addresses_on_the_site_are_known_where_the_route_needs_no_guessing(root):
    index = StatamicSource(root=root).index()
    assert index.uris["/"] == "home"
    assert index.uris["/about"] == "about"
    assert index.uris["/loose"] == "loose"
    assert index.uris["/about/team"] == "team"
    assert index.uris["/news/2030/ahead"] == "ahead"


def test_terms_count_by_their_files_and_by_slug(root):
    index = StatamicSource(root=root).index()
    assert index.term("partners", "the-well-fund") is Presence.PRESENT
    assert index.term("partners", "The Well Fund") is Presence.PRESENT
    assert index.term("tags", "partners::the-well-fund") is Presence.PRESENT
    assert index.term("partners", "nobody") is Presence.MISSING
    assert index.term("tags", "any") is Presence.UNKNOWN
    assert set(index.terms) == {"partners", "empty"}


def test_assets_count_when_they_or_their_description_are_here(root):
    index = StatamicSource(root=root).index()
    assert index.asset("images", "well.jpg") is Presence.PRESENT
    assert index.assets["images"]["well.jpg"].alt == "A well"
    assert index.assets["images"]["deep/film.mp4"].alt is None
    assert index.asset("images", "deep/plain.png") is Presence.PRESENT
    assert index.asset("images", "gone.jpg") is Presence.MISSING
    assert index.asset("docs", "a.pdf") is Presence.PRESENT
    assert index.asset("private", "x") is Presence.UNKNOWN


def test_of_users_only_ids_are_known(root):
    index = StatamicSource(root=root).index()
    assert index.user("u-1") is Presence.PRESENT
    assert index.user("u-2") is Presence.MISSING
    assert "secret" not in repr(index)
    assert "example.org" not in repr(index)
    assert SiteIndex().user("u-1") is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("text", "slug"), [("Saving Democracy", "saving-democracy"), ("  A_b--C! ", "a-b-c"), ("Côte d’Ivoire", "côte-divoire")]
)
def test_terms_are_named_as_their_files_are(text, slug):
    assert term_slug(text) == slug


def test_terms_globals_and_menus_are_read_when_asked_for(root):
    source = StatamicSource(root=root, collections=("data",), also=("terms", "globals", "navigation"))
    found = list(source.read())
    assert source.count() == len(found)
    kinds = {reading.id: type(reading) for reading in found}
    assert kinds == {
        "row": Entry,
        "path:content/taxonomies/partners/broken.yaml": Unreadable,
        "term:partners::old": Skipped,
        "term:partners::the-well-fund": Entry,
        "global:default/contact": Entry,
        "global:footer": Entry,
        "nav:default/side": Entry,
        "nav:main": Entry,
    }
    by_id = {reading.id: reading for reading in found}
    assert by_id["term:partners::the-well-fund"].title == "The Well Fund"
    assert by_id["term:partners::the-well-fund"].collection == "taxonomies/partners"
    assert by_id["global:footer"].spec("data").fields[0].handle == "text"
    assert by_id["global:default/contact"].site == "default"
    assert by_id["nav:main"].title == "main"
    assert by_id["nav:default/side"].spec("tree").fields[2].fields[0].handle == "badge"


def test_a_companion_that_cannot_be_opened_is_a_finding(root):
    (root / "content/globals/link.yaml").symlink_to("/etc/passwd")
    found = [
        reading for reading in StatamicSource(root=root, collections=("data",), also=("globals",)).read() if isinstance(reading, Unreadable)
    ]
    assert [reading.path for reading in found] == ["content/globals/link.yaml"]


def test_each_site_has_a_tree_of_its_own(write):
    root = write(
        {
            "resources/sites.yaml": "en: {name: E}\nde: {name: D}\n",
            "content/collections/pages.yaml": "route: {en: '{parent_uri}/{slug}', de: '/seiten/{slug}'}\nstructure: {root: true}\n",
            "content/collections/pages/en/home.md": "id: home\n",
            "content/collections/pages/de/start.md": "id: start\n",
            "content/collections/pages/stray.md": "id: stray\n",
            "content/trees/collections/en/pages.yaml": "tree: [{entry: home}, {url: x}, odd]\n",
            "content/trees/collections/de/pages.yaml": "tree: 7\n",
        }
    )
    index = StatamicSource(root=root).index()
    assert index.uris == {"/": "home", "/seiten/start": "start"}
    assert "stray" not in index.entries


def test_a_tree_inside_the_collection_s_settings_counts_as_in_version_3_0(write):
    root = write(
        {
            "content/collections/pages.yaml": (
                "route: '/{parent_uri}/{slug}'\nstructure: {root: true, tree: [{entry: first}, {entry: second}]}\n"
            ),
            "content/collections/pages/first.md": "id: first\n",
            "content/collections/pages/second.md": "id: second\n",
        }
    )
    assert StatamicSource(root=root).index().uris == {"/": "first", "/second": "second"}


@pytest.mark.parametrize(
    ("value", "there"),
    [
        ("Côte d’Ivoire", "cote-divoire"),
        ("Größe", "grosse"),
        ("Müller", "mueller"),
        ("Müller", "muller"),
        ("Łódź & Ærø", "lodz-aero"),
        ("水", "水"),
    ],
)
def test_a_term_goes_by_its_plain_letters_too(value, there):
    index = SiteIndex(terms={"places": frozenset({there})})
    assert index.term("places", value) is Presence.PRESENT
    assert index.term("places", f"{value} x") is Presence.MISSING


def test_a_localisation_without_a_date_appears_with_its_origin(write):
    root = write(
        {
            "resources/sites.yaml": "en: {name: E}\nde: {name: D}\n",
            "content/collections/news.yaml": "route: '/{slug}'\ndate: true\ndate_behavior: {future: private}\n",
            "content/collections/news/en/2030-01-01.ahead.md": "id: a\n",
            "content/collections/news/de/bald.md": "id: b\norigin: a\n",
            "content/collections/news/de/2020-01-01.eigen.md": "id: c\norigin: a\n",
        }
    )
    source = StatamicSource(root=root, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert {ref.id: ref.status.value for ref in source.index().entries.values()} == {"a": "scheduled", "b": "scheduled", "c": "published"}
    assert {reading.id: type(reading) for reading in source.read()} == {"a": Skipped, "b": Skipped, "c": Entry}


def test_an_entry_without_the_date_by_which_its_collection_is_ordered_is_told(write):
    root = write(
        {
            "content/collections/news.yaml": "date: true\n",
            "content/collections/news/a.md": "id: a\n",
            **{
                f"content/collections/news/{name}.md": text
                for name, text in (("2024-01-01.b", "id: b\n"), ("c", "id: c\ndate: 2024-01-01\n"))
            },
        }
    )
    told = {reading.id: [problem.rule for problem in reading.problems] for reading in StatamicSource(root=root).read()}
    assert told == {"a": ["content-date-missing"], "b": [], "c": []}


def test_menus_of_version_3_0_hold_their_own_tree(write):
    root = write(
        {
            "content/collections/data/row.md": "id: row\n",
            "content/collections/pages.yaml": "route: '{parent_uri}/{slug}'\nstructure: main\n",
            "content/collections/pages/a.md": "id: a\n",
            "content/collections/pages/b.md": "id: b\n",
            "content/structures/main.yaml": "tree: [{entry: a, children: [{entry: b}, {url: 'https://x.example/'}]}]\n",
            "content/structures/broken.yaml": "a: b: c\n",
            "content/navigation/foot.yaml": "title: Foot\ntree: [{url: 'https://y.example/'}, {entry: gone}]\n",
            "content/navigation/new.yaml": "title: New\n",
        }
    )
    source = StatamicSource(root=root, collections=("data",), also=("navigation",))
    found = {reading.id: type(reading) for reading in source.read()}
    assert found == {"row": Entry, "nav:main": Entry, "nav:foot": Entry, "path:content/structures/broken.yaml": Unreadable}
    index = source.index()
    assert index.uris == {"/a": "a", "/a/b": "b"}
    assert set(index.settings) == {"content/collections/pages.yaml", "content/navigation/foot.yaml", "content/navigation/new.yaml"}


@pytest.mark.parametrize(
    ("switch", "sites", "expected"),
    [
        ("'multisite' => true,", "en: {name: E}\n", {"a": "en"}),
        ("'multisite' => false,", "en: {name: E}\nde: {name: D}\n", {"a": "en", "b": "en"}),
        ("// 'multisite' => false,", "en: {name: E}\nde: {name: D}\n", {"a": "en", "b": "de"}),
        ("'multisite' => env('MANY'),", "en: {name: E}\nde: {name: D}\n", {"a": "en", "b": "de"}),
    ],
)
def test_the_switch_for_several_sites_decides_what_folders_mean(write, switch, sites, expected):
    root = write(
        {
            "config/statamic/system.php": f"<?php return [\n    {switch}\n];\n",
            "resources/sites.yaml": sites,
            "content/collections/news/en/a.md": "id: a\n",
            "content/collections/news/de/b.md": "id: b\n",
        }
    )
    assert {reading.id: reading.site for reading in StatamicSource(root=root).read() if isinstance(reading, Entry)} == expected


def test_terms_and_globals_of_several_sites_are_known_field_by_field(write):
    root = write(
        {
            "resources/sites.yaml": "en: {name: E}\nfr: {name: F}\n",
            "content/collections/data/en/row.md": "id: row\n",
            "content/taxonomies/partners/river.yaml": "title: River\nlocalizations: {fr: {website: '/rivière'}}\n",
            "resources/blueprints/taxonomies/partners/partner.yaml": "fields: [{handle: website, field: {type: link, required: true}}]\n",
            "content/globals/fr/footer.yaml": "origin: en\ntext: Pied\n",
            "content/globals/en/footer.yaml": "text: Foot\n",
        }
    )
    found = {reading.id: reading for reading in StatamicSource(root=root, also=("terms", "globals")).read()}
    (french,) = found["term:partners::river"].spec("localizations").fields
    assert (french.handle, french.fields[0].type, french.fields[0].required) == ("fr", "link", False)
    assert (found["global:fr/footer"].origin, dict(found["global:fr/footer"].fields)) == ("global:en/footer", {"text": "Pied"})
    assert found["global:en/footer"].origin is None
    assert not found["global:en/footer"].is_initiative


def test_in_version_2_a_page_takes_no_form_by_chance(write):
    root = write(
        {
            "site/content/pages/1.about/index.md": "---\nid: p\n---\n",
            "site/content/collections/blog/folder.yaml": "fieldset: post\n",
            "site/content/collections/blog/1.a.md": "---\nid: b\n---\n",
            "site/settings/fieldsets/another.yaml": "fields: {x: {type: text, required: true}}\n",
            "site/settings/fieldsets/post.yaml": "fields: {y: {type: text}}\n",
        }
    )
    assert {each.id: each.blueprint and each.blueprint.handle for each in StatamicSource(root=root).read()} == {"p": None, "b": "post"}
