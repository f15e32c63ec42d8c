"""Rules about what content refers to."""

from dataclasses import replace

import pytest

from audit.extract import extract
from audit.model.entry import EntryStatus
from audit.model.site import AssetRef, EntryRef, Presence, SiteIndex
from audit.rules.content.link_internal_missing import presence_of
from tests.rules.world import CONTEXT, entry, found, link, paragraph, says, spec

SITE = SiteIndex(
    entries={
        "here": EntryRef(id="here", path="a.md", collection="pages"),
        "draft": EntryRef(id="draft", path="b.md", collection="pages", status=EntryStatus.DRAFT),
    },
    terms={"challenges": frozenset({"war", "saving-democracy"})},
    assets={
        "assets": {
            "pump.jpg": AssetRef(container="assets", path="pump.jpg"),
            "well.jpg": AssetRef(container="assets", path="well.jpg", alt="A well"),
            "plan.pdf": AssetRef(container="assets", path="plan.pdf"),
        }
    },
    users=frozenset({"u-1"}),
    uris={"/about": "here", "/draft": "draft"},
    folders={"/files": "assets"},
    hosts=frozenset({"//river.example"}),
)
KNOWING = replace(CONTEXT, site=SITE)


def told(rule, subject, links=()):
    return found(rule, subject, links, context=KNOWING)


def closed(**more):
    return spec("challenges", "terms", options={"taxonomies": ["challenges"], "create": False, **more})


def test_a_term_that_is_gone_is_told_by_its_place():
    (finding,) = told("content-term-missing", entry(closed(), challenges=["war", "inspiration"]))

    assert (finding.field, finding.target_key) == ("challenges", "inspiration")
    assert finding.occurrences[0].location.field == "challenges.1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (closed(), ["war"]),
        (closed(), "Saving Democracy"),
        (closed(taxonomies="challenges"), "challenges::war"),
        (closed(create=True), ["inspiration"]),
        (spec("challenges", "terms", options={"taxonomies": ["challenges"]}), ["inspiration"]),
        (closed(taxonomies=["elsewhere"]), ["inspiration"]),
        (closed(taxonomies=["elsewhere", "challenges"]), ["inspiration"]),
        (closed(), [3, None, " "]),
        (closed(), {"a": "inspiration"}),
        (spec("challenges", "text", options={"create": False}), "inspiration"),
    ],
)
def test_terms_that_are_there_or_cannot_be_known_are_silent(field, value):
    assert not told("content-term-missing", entry(field, challenges=value))


def test_a_field_that_names_no_taxonomy_means_its_own():
    field = spec("challenges", "terms", options={"create": False})

    assert told("content-term-missing", entry(field, challenges="inspiration"))


def related(*collections):
    return spec("related", "entries", options={"collections": list(collections)})


def test_entries_that_are_gone_are_told_once_a_field_and_drafts_are_not():
    (finding,) = told("content-entry-missing", entry(related("pages"), related=["here", "draft", "gone", "entry::gone-too"]))

    assert [each.text for each in finding.occurrences] == ["gone", "entry::gone-too"]


@pytest.mark.parametrize("field", [related("books"), related("pages", "books"), related()])
def test_an_entry_of_a_collection_that_we_never_saw_proves_nothing(field):
    assert not told("content-entry-missing", entry(field, related="gone"))


def test_which_entry_stands_above_another_is_the_tree_s_to_say():
    above = spec("parent", "entries", options={"collections": ["pages"]})

    assert not told("content-entry-missing", entry(above, collection="pages", parent="gone"))
    assert told("content-entry-missing", entry(above, collection="initiatives", parent="gone")), "a field of the site's own"
    assert told("content-entry-missing", entry(related("pages"), collection="pages", related="gone"))


def test_a_user_who_is_gone_is_told():
    author = spec("author", "users")

    assert told("content-user-missing", entry(author, author="u-9"))
    assert not told("content-user-missing", entry(author, author="u-1"))
    assert not told("content-user-missing", entry(author, author="current"))
    assert not says("content-user-missing", entry(author, author="u-9"), context=replace(CONTEXT, site=SiteIndex()))


def test_nobody_s_mail_address_stands_in_a_report():
    (finding, other) = told("content-user-missing", entry(spec("author", "users"), author=["amina.k@river.example", "adam@river.example"]))

    assert "amina.k@" not in repr(finding)
    assert dict(finding.params)["name"] == "a…@river.example"
    assert finding.id != other.id


@pytest.mark.parametrize(
    ("options", "value", "missing"),
    [
        ({"container": "assets"}, "gone.jpg", True),
        ({}, "gone.jpg", True),
        ({"container": "assets"}, ["pump.jpg", "gone.jpg"], True),
        ({"container": "assets"}, "pump.jpg", False),
        ({"container": "elsewhere"}, "gone.jpg", False),
        ({}, "asset::assets::gone.jpg", True),
        ({}, "asset::assets::pump.jpg", False),
        ({}, "https://x.example/gone.jpg", False),
        ({}, "/img/gone.jpg", False),
    ],
)
def test_a_file_that_is_not_there_is_told(options, value, missing):
    assert bool(told("content-asset-missing", entry(spec("image", "assets", options=options), image=value))) is missing


@pytest.mark.parametrize(
    ("value", "bare"),
    [("pump.jpg", True), ("well.jpg", False), ("plan.pdf", False), ("gone.jpg", False), (["well.jpg", "pump.jpg"], True)],
)
@pytest.mark.parametrize("options", [{"container": "assets"}, {}])
def test_a_picture_without_a_description_is_told(value, bare, options):
    assert bool(told("content-image-alt", entry(spec("image", "assets", options=options), image=value))) is bare


def test_all_bare_pictures_of_a_field_are_one_finding():
    (finding,) = told("content-image-alt", entry(spec("image", "assets"), image=["pump.jpg", "pump.jpg"]))

    assert dict(finding.params)["several"] == "2"


@pytest.mark.parametrize(
    ("attrs", "bare"),
    [
        ({"src": "asset::assets::pump.jpg", "alt": None}, True),
        ({"src": "asset::assets::pump.jpg"}, True),
        ({"src": "asset::assets::pump.jpg", "alt": ""}, False),
        ({"src": "asset::assets::pump.jpg", "alt": "A pump"}, False),
        ({"src": "asset::assets::well.jpg", "alt": None}, False),
        ({"src": "https://x.example/pump.jpg", "alt": None}, True),
        ({"src": None}, False),
    ],
)
def test_a_picture_among_words_needs_a_description_too(attrs, bare):
    body = [{"type": "paragraph", "content": [{"type": "text", "text": "See"}, {"type": "image", "attrs": attrs}]}, "odd", {"type": "set"}]

    assert bool(told("content-image-alt", entry(body=[body[0], body[2]]))) is bare
    assert not told("content-image-alt", entry(body=body))


@pytest.mark.parametrize(
    ("kind", "text", "bare"),
    [
        ("markdown", "![](pump.jpg)", True),
        ("markdown", "![ ](<pump.jpg>)", True),
        ("markdown", "![A pump](pump.jpg)", False),
        ("markdown", "Write `![](pump.jpg)` for a picture.", False),
        ("markdown", "```\n![](pump.jpg)\n<img src=a.jpg>\n```", False),
        ("markdown", "Text <img src='pump.jpg'> text", True),
        ("textarea", "![](pump.jpg)", False),
        ("textarea", "<p><img src=pump.jpg width=3></p>", True),
        ("textarea", '<img class="x" src="pump.jpg" alt="">', False),
        ("textarea", "<img src='pump.jpg' alt>", False),
        ("textarea", "<img src='pump.jpg' role=presentation>", False),
        ("textarea", "<img src='pump.jpg' aria-hidden='true'/>", False),
        ("textarea", "<img src='pump.jpg' data-alt='x'>", True),
        ("textarea", "<!-- <img src='pump.jpg'> --><p>x</p>", False),
        ("textarea", "<img class='lazy'><p>x</p>", False),
        ("markdown", "![](asset::assets::well.jpg)", False),
        ("markdown", "![](asset::assets::pump.jpg)", True),
    ],
)
def test_a_picture_in_written_markup_needs_a_description_too(kind, text, bare):
    assert bool(told("content-image-alt", entry(spec("body", kind), body=text))) is bare


def test_a_picture_among_words_is_judged_without_the_site_too():
    body = [{"type": "paragraph"}, {"type": "image", "attrs": {"src": "asset::assets::well.jpg", "alt": None}}]

    assert says("content-image-alt", entry(spec("image", "assets"), body=body, image="pump.jpg"))


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("statamic://entry::gone", "missing"),
        ("entry::gone?x=1#part", "missing"),
        ("entry::here", ""),
        ("statamic://entry::draft", "hidden"),
        ("asset::assets::gone.pdf", "missing"),
        ("statamic://asset::assets::plan.pdf", ""),
        ("asset::elsewhere::x.pdf", ""),
        ("/about", ""),
        ("/nowhere", ""),
        ("/draft?x#y", "hidden"),
        ("/files/gone.pdf", "missing"),
        ("/files/plan.pdf", ""),
        ("https://river.example/draft", "hidden"),
        ("https://x.example/draft", ""),
        ("https://x.example/entry::gone", ""),
    ],
)
def test_a_link_inside_the_site_is_followed(href, said):
    findings = told("link-internal-missing", entry(), (link(href),))

    assert ["hidden" if dict(each.params)["hidden"] else "missing" for each in findings] == ([said] if said else [])


def test_an_address_of_another_kind_is_no_reference():
    assert presence_of("mailto:a@b.example", SITE, entry(), link("mailto:a@b.example")) is Presence.UNKNOWN


def test_the_first_page_below_is_there_when_a_tree_has_one():
    site = replace(SITE, entries={**SITE.entries, "e-1": EntryRef(id="e-1", path="c.md", collection="pages")})
    for parents, said in ((frozenset(), True), (frozenset({"e-1"}), False)):
        context = replace(CONTEXT, site=replace(site, parents=parents))
        assert bool(found("link-internal-missing", entry(), (link("@child"),), context=context)) is said
    assert not told("link-internal-missing", entry(), (link("@child"),))


@pytest.mark.parametrize(("suffix", "missing"), [("", False), ("?a=1", True), ("#part", True)])
def test_in_a_rich_text_a_reference_with_something_behind_it_is_found_by_nothing(suffix, missing):
    href = f"statamic://entry::here{suffix}"
    subject = entry(body=[paragraph("See ", ("here", href))], text=f"[here]({href})")

    findings = found("link-internal-missing", subject, extract(subject), context=KNOWING)

    assert [each.field for each in findings] == (["body"] if missing else [])


def test_references_are_left_alone_where_the_rest_of_the_site_is_unknown():
    subject = entry(closed(), spec("related", "entries"), spec("image", "assets"), challenges="gone", related="gone", image="gone.jpg")

    for rule in ("content-term-missing", "content-entry-missing", "content-asset-missing", "content-user-missing", "content-image-alt"):
        assert not says(rule, subject)
    assert not says("link-internal-missing", subject, (link("entry::gone"),))
    assert not says("link-internal-missing", subject, (link("entry::gone"),), context=replace(CONTEXT, site=SiteIndex()))
