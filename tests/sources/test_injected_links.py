"""Links that settings put on pages, and globals."""

import pytest

from audit.extract import extract
from audit.sources.statamic import StatamicSource
from tests.sources.entries import SITES, entry

INJECTING = {
    "content/collections/wells.yaml": "title: Wells\nroute: '/{slug}'\n"
    "inject:\n  layout: wide\n  sponsor: https://sponsor.example/us\n  need: {}\n",
    "content/collections/wells/a.md": entry("a"),
    "resources/blueprints/collections/wells/well.yaml": "fields: [{handle: sponsor, field: {type: link, required: true}}]\n",
}


def test_links_that_a_collection_puts_on_all_its_pages_are_read_once_from_its_settings(write):
    source = StatamicSource(root=write(INJECTING))
    first, second = source.read()
    assert (first.id, first.is_initiative) == ("a", True)
    assert (second.id, second.is_initiative, second.title, second.collection) == ("collection:wells", False, "Wells", "wells")
    assert second.fields == {"inject": {"layout": "wide", "sponsor": "https://sponsor.example/us", "need": {}}}
    (link,) = extract(second)
    assert (link.href, link.location.line, link.location.field) == ("https://sponsor.example/us", 5, "inject.sponsor")
    assert source.count() == 2
    assert [sum(1 for _ in part.read()) for part in source.shares(2)] == [2, 0]


@pytest.mark.parametrize("inject", ["{layout: wide, icons: [river, well]}", "none", "[]", "null"])
def test_a_collection_that_puts_no_link_on_its_pages_is_not_read_itself(write, inject):
    source = StatamicSource(root=write({**INJECTING, "content/collections/wells.yaml": f"inject: {inject}\n"}))
    assert [reading.id for reading in source.read()] == ["a"]
    assert source.count() == 1


def test_links_that_a_collection_injects_are_read_without_a_blueprint_too(write):
    without = {name: text for name, text in INJECTING.items() if "blueprints" not in name}
    assert [reading.id for reading in StatamicSource(root=write(without)).read()] == ["a", "collection:wells"]


def test_a_global_whose_name_holds_braces_is_read_like_any_other(write):
    root = write(
        {
            "resources/sites.yaml": SITES,
            "content/collections/wells/en/a.md": entry("a"),
            "content/globals/en/x.yaml": "a: 1\n",
            "content/globals/fr/{x}.yaml": "origin: en\n",
        }
    )
    found = {reading.id: reading for reading in StatamicSource(root=root, also=("globals",)).read()}
    assert found["global:fr/{x}"].origin == "global:en/{x}"
