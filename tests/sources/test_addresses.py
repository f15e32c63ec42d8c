"""Where entries are shown on their own site, and what links by address come to."""

import pytest

from audit.model.site import AssetRef, EntryRef, Presence, SiteIndex
from audit.sources.statamic import StatamicSource

PAGES = {
    "content/collections/pages.yaml": "route: '{parent_uri}/{slug}'\nstructure: {root: true}\n",
    "content/collections/pages/home.md": "id: home\n",
    "content/collections/pages/news.md": "id: news\n",
    "content/collections/pages/team.md": "id: team\n",
    "content/collections/pages/draft.md": "id: draft\npublished: false\n",
    "content/trees/collections/pages.yaml": "tree:\n  - entry: home\n  - {entry: news, children: [{entry: team}]}\n",
}


def uris(root):
    return StatamicSource(root=root).index().uris


def collection(route, *, more="", name="a.md", head="id: a\n"):
    return {"content/collections/wells.yaml": f"route: '{route}'\n{more}", f"content/collections/wells/{name}": head}


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (collection("/wells/{slug}"), "/wells/a"),
        (collection("wells/{{ slug }}/"), "/wells/a"),
        (collection("{mount}/{slug}", more="mount: news\n"), "/news/a"),
        (collection("{mount}/{slug}", more="mount: team\n"), "/news/team/a"),
        (collection("{mount}/{slug}", more="mount: gone\n"), None),
        (collection("/{year}/{month}/{day}/{slug}", more="date: true\n", name="2024-04-06.a.md"), "/2024/04/06/a"),
        (collection("/{year}/{slug}", more="date: true\n", head="id: a\ndate: '2023-05-01 10:00'\n"), "/2023/a"),
        (collection("/{year}/{slug}", name="2024-04-06.a.md"), None),
        (collection("/{depth}/{slug}"), "/1/a"),
        (collection("/{id}"), "/a"),
        (collection("/{author}/{slug}"), None),
        (collection("{mount}/{slug}", more="mount: a\n"), None),
    ],
)
def test_a_route_is_filled_in_as_far_as_the_files_tell(write, files, path):
    found = {entry_id: uri for uri, entry_id in uris(write({**PAGES, **files})).items()}
    assert found.get("a") == path


def test_pages_stand_below_their_parents(write):
    assert uris(write(PAGES)) == {"/": "home", "/news": "news", "/news/team": "team", "/draft": "draft"}


def test_a_tree_that_runs_in_a_circle_ends(write):
    tree = "tree:\n  - {entry: news, children: [{entry: team, children: [{entry: news}]}]}\n"
    assert "team" not in uris(write({**PAGES, "content/trees/collections/pages.yaml": tree})).values()


def test_a_chain_of_a_thousand_pages_is_left_alone(write):
    tree = "tree:\n" + "".join(f"  - {{entry: p{at}, children: [{{entry: p{at + 1}}}]}}\n" for at in range(1000))
    entries = {f"content/collections/pages/p{at}.md": f"id: p{at}\n" for at in range(1001)}
    found = uris(write({**PAGES, **entries, "content/trees/collections/pages.yaml": tree}))
    assert found["/"] == "p0"
    assert all(uri.count("/") < 60 for uri in found)


def test_of_two_entries_at_one_address_the_published_one_is_meant(write):
    assert uris(write({**PAGES, "content/collections/pages/news.1.md": "id: other\npublished: false\n"}))["/news"] == "news"


SITES = {
    "resources/sites.yaml": (
        "en: {name: E, url: /}\nde: {name: D, url: /de/}\n"
        "fr: {name: F, url: 'https://www.riviere.example/fr/'}\nit: {name: I, url: '{{ x }}'}\n"
    ),
    "content/collections/pages.yaml": "route: '/{slug}'\n",
    **{f"content/collections/pages/{site}/{name}.md": f"id: {site}-{name}\n" for site in ("en", "de", "fr", "it") for name in ("about",)},
    "content/collections/pages/de/start.md": "id: start\norigin: en-about\n",
    "content/collections/news.yaml": "route: '{mount}/{slug}'\nmount: en-about\n",
    "content/collections/news/de/a.md": "id: de-a\n",
    "content/collections/news/fr/a.md": "id: fr-a\n",
}


def test_each_site_has_a_prefix_of_its_own(write):
    index = StatamicSource(root=write(SITES)).index()
    assert {ref.id: ref.uri for ref in index.entries.values()} == {
        "en-about": "/about",
        "de-about": "/de/about",
        "fr-about": "//riviere.example/fr/about",
        "it-about": "/about",
        "start": "/de/start",
        "de-a": "/de/start/a",
        "fr-a": "",
    }


def test_prefixes_may_stand_in_the_configuration_of_versions_3_and_4(write):
    php = "<?php return ['sites' => ['en' => ['name' => 'E', 'url' => '/'], 'de' => ['name' => 'D', 'locale' => 'x', 'url' => '/d/']]];"
    files = {name: text for name, text in SITES.items() if "sites.yaml" not in name}
    index = StatamicSource(root=write({**files, "config/statamic/sites.php": php})).index()
    assert index.entries["de-about"].uri == "/d/about"


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("env('APP_URL', 'https://www.river.example.org')", {"//river.example.org"}),
        ("'https://river.example.org'", {"//river.example.org"}),
        ("env('APP_URL', 'http://localhost')", set()),
        ("env('APP_URL', 'http://river.test')", set()),
        ("env('APP_URL')", set()),
    ],
)
def test_the_site_s_own_name_is_known_from_its_configuration(write, url, hosts):
    root = write({**PAGES, "config/app.php": f"<?php return ['name' => 'x', 'url' => {url},];"})
    assert StatamicSource(root=root).index().hosts == hosts


def test_the_site_s_own_name_may_be_told(write):
    assert StatamicSource(root=write(PAGES), url="https://www.river.example.org/").index().hosts == {"//river.example.org"}


INDEX = SiteIndex(
    entries={
        "here": EntryRef(id="here", path="a.md", collection="pages"),
        "data": EntryRef(id="data", path="b.md", collection="pages", routable=False),
    },
    uris={"/": "here", "/about": "here", "/draft": "data", "//riviere.example/fr/about": "here", "//riviere.example": "data"},
    prefixes={"en": "", "fr": "//riviere.example/fr", "it": "//riviere.example"},
    hosts=frozenset({"//river.example"}),
    assets={"files": {"plan ä.pdf": AssetRef(container="files", path="plan ä.pdf")}},
    folders={"/files": "files"},
)


@pytest.mark.parametrize(
    ("address", "site", "presence"),
    [
        ("/about", "en", Presence.PRESENT),
        ("/about/?x=1#y", "en", Presence.PRESENT),
        ("/", "en", Presence.PRESENT),
        ("/draft", "en", Presence.HIDDEN),
        ("/elsewhere", "en", Presence.UNKNOWN),
        ("https://www.river.example/draft", "en", Presence.HIDDEN),
        ("http://river.example", "en", Presence.PRESENT),
        ("//river.example/about", "en", Presence.PRESENT),
        ("https://other.example/draft", "en", Presence.UNKNOWN),
        ("ftp://river.example/draft", "en", Presence.UNKNOWN),
        ("https://riviere.example/fr/about", "en", Presence.PRESENT),
        ("https://www.riviere.example/", "en", Presence.HIDDEN),
        ("/fr/about", "fr", Presence.PRESENT),
        ("/", "it", Presence.HIDDEN),
        ("/about", "fr", Presence.UNKNOWN),
        ("/files/plan%20%C3%A4.pdf", "en", Presence.PRESENT),
        ("/files/gone.pdf", "en", Presence.MISSING),
        ("https://river.example/files/gone.pdf", "en", Presence.MISSING),
        ("about", "en", Presence.UNKNOWN),
        ("https://[half", "en", Presence.UNKNOWN),
    ],
)
def test_an_address_on_the_site_is_looked_up(address, site, presence):
    assert INDEX.page(address, site) is presence


def test_a_site_that_knows_no_name_of_its_own_takes_no_whole_address_for_its_own():
    assert SiteIndex(uris={"/about": "x"}).page("https://river.example/about") is Presence.UNKNOWN
