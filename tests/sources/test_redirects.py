"""Entries that send visitors elsewhere: what they say besides, nobody sees."""

import pytest

from audit.extract import extract
from audit.model.entry import Entry
from audit.rules import CONTENT_RULES, Context, check_entry
from audit.sources.statamic import StatamicSource
from tests.rules.world import NOW

COLLECTION = "content/collections/wells.yaml"
ROUTED = "title: Wells\nroute: 'wells/{slug}'\n"
FILE = "id: a\ntitle: TBC\nlink: https://river.example/old\nintro: lorem ipsum\n"


def read(root):
    return {reading.slug: reading for reading in StatamicSource(root=root).read() if isinstance(reading, Entry)}


def hrefs(entry):
    return [link.href for link in extract(entry)]


@pytest.mark.parametrize(
    ("redirect", "away"),
    [
        ("https://river.example/new", True),
        ("'entry::b'", True),
        ("'@child'", True),
        ("404", True),
        ("'404'", True),
        ("{url: 'https://river.example/new', status: 301}", True),
        ("''", False),
        ("null", False),
        ("false", False),
        ("{  }", False),
        ("{status: 301}", False),
    ],
)
def test_a_page_that_leads_away_shows_no_links_of_its_own(write, redirect, away):
    root = write({COLLECTION: ROUTED, "content/collections/wells/a.md": f"{FILE}redirect: {redirect}\n"})
    entry = read(root)["a"]

    assert entry.redirects is away
    assert ("https://river.example/old" not in hrefs(entry)) is away


def test_what_no_page_shows_can_lead_nowhere(write):
    file = f"{FILE}redirect: https://river.example/new\n"
    root = write({COLLECTION: "title: Wells\n", "content/collections/wells/a.md": file})

    assert hrefs(read(root)["a"]) == ["https://river.example/old", "https://river.example/new"]


def test_a_localisation_leads_where_its_origin_does_unless_it_says_otherwise(write):
    sites = "en: {name: E, url: /}\nfr: {name: F, url: /fr}\n"
    root = write(
        {
            "resources/sites.yaml": sites,
            COLLECTION: f"{ROUTED}sites: [en, fr]\n",
            "content/collections/wells/en/a.md": f"{FILE}redirect: https://river.example/new\n",
            "content/collections/wells/fr/b.md": "id: b\norigin: a\nlink: https://river.example/fr\n",
            "content/collections/wells/fr/c.md": "id: c\norigin: a\nredirect: null\nlink: https://river.example/fr\n",
        }
    )
    entries = read(root)

    assert [entries[slug].redirects for slug in "abc"] == [True, True, False]
    assert hrefs(entries["b"]) == []
    assert hrefs(entries["c"]) == ["https://river.example/fr"]


def test_pages_of_version_two_lead_away_without_a_route(write):
    root = write({"site/content/pages/1.about/index.md": f"---\n{FILE}redirect: /contact\n---\n"})

    assert [entry.redirects for entry in read(root).values()] == [True]


def test_of_a_page_that_leads_away_the_title_alone_is_judged(write):
    root = write({COLLECTION: ROUTED, "content/collections/wells/a.md": f"{FILE}redirect: https://river.example/new\n"})
    entry = read(root)["a"]
    found = {(each.rule, each.field) for each in check_entry(entry, extract(entry), rules=CONTENT_RULES, context=Context(now=NOW))}

    assert ("content-placeholder", "title") in found
    assert not {field for _, field in found} & {"intro", "summary", "call_to_action", "challenges"}


BLUEPRINT = """
fields:
  - handle: blocks
    field:
      type: replicator
      sets: {card: {fields: [{handle: title, field: {type: text}}, {handle: redirect, field: {type: text}}]}}
  - handle: redirect
    field: {type: group, fields: [{handle: url, field: {type: text}}]}
"""


def test_what_is_called_a_title_further_inside_is_seen_by_nobody_where_a_page_leads_away(write):
    file = "id: a\ntitle: Wells\nblocks:\n  - {type: card, title: TBC, redirect: TBD}\nredirect: {url: TBA}\n"
    root = write(
        {COLLECTION: ROUTED, "resources/blueprints/collections/wells/well.yaml": BLUEPRINT, "content/collections/wells/a.md": file}
    )
    entry = read(root)["a"]
    found = check_entry(entry, extract(entry), rules=CONTENT_RULES, context=Context(now=NOW))

    assert entry.redirects
    assert [each.field for each in found if each.rule == "content-placeholder"] == ["redirect.url"]
