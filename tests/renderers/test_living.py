"""Pages that keep their address: those of the newest report, and one that says so where there is nothing to say."""

import posixpath
import re
from dataclasses import replace

import pytest

from audit.model.report import Closed
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import RENDERERS, LivingPages, names
from audit.renderers.html.living import rebased
from tests.renderers import reports
from tests.renderers.details import detailed
from tests.renderers.pages import Parsed, text


def living(report) -> dict[str, str]:
    """Every page beside a report that keeps its address, by name."""
    pages = LivingPages.of(report)
    made = [document for renderer in RENDERERS for document in renderer.render(report)]
    found = {page.name: page for document in made if (page := pages.page(document))}
    return {name: (found.get(name) or pages.over(name)).content.decode() for name in {*found, *pages.names}}


@pytest.mark.parametrize(
    ("entry_id", "name"),
    [
        ("ini_00412", "initiatives/ini_00412/index.html"),
        ("7d0c2a9e-1f0b-4a57-9d35-0d7b2f0f9a11", "initiatives/7d0c2a9e-1f0b-4a57-9d35-0d7b2f0f9a11/index.html"),
        ("water.v2", "initiatives/water.v2/index.html"),
    ],
)
def test_an_initiative_is_found_by_the_id_that_the_cms_gave_it(entry_id, name):
    assert names.living_initiative(entry_id) == name


@pytest.mark.parametrize(
    "entry_id", ["path:content/a.md", "../up", "..", ".hidden", "A", "a/b", "a" * 101, "i1_abcdefgh", "", "a\0b", "ß", "a..b"]
)
def test_an_id_that_no_disk_or_address_should_hold_is_a_digest(entry_id):
    assert re.fullmatch(r"initiatives/i1_[a-z2-7]{20}/index\.html", names.living_initiative(entry_id))
    assert names.living_initiative(entry_id) != names.living_initiative(entry_id + "x")


def test_a_website_keeps_its_name_and_a_link_its_id():
    assert names.living_host("partner-a.example") == "hosts/partner-a.example/index.html"
    assert re.fullmatch(r"hosts/h1_\w+/index\.html", names.living_host("partner-a.example:8080"))
    assert names.living_link("t1_abcdefghijklmnopqrst") == "links/t1_abcdefghijklmnopqrst/index.html"


@pytest.mark.parametrize("make", [*reports.SMALL, detailed], ids=lambda make: make.__name__)
def test_every_link_of_them_leads_somewhere(make):
    report = make()
    pages = living(report)
    dated = {f"{report.id}/{document.name}": document for renderer in RENDERERS for document in renderer.render(report)}
    beside = {"index.html", "latest/index.html", "2026-11-20/index.html", names.METHOD}
    for name, page in pages.items():
        for href in Parsed(page).hrefs:
            if not href.startswith(("#", "http")):
                path, _, anchor = href.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                assert target in {*dated, *pages, *beside}, (name, href)
                if anchor and target in dated:
                    assert anchor in Parsed(dated[target].content.decode()).ids, (name, href)


def test_the_page_of_a_broken_settings_file_names_no_lasting_address():
    row = reports.initiative(1)
    broken = reports.line(7, initiative=row)
    broken = replace(broken, record=replace(broken.record, finding=replace(broken.finding, entry_id="path:content/globals/site.yaml")))
    report = reports.arranged([broken, reports.line(0, initiative=row)], [row])
    made = {document.name: document.content.decode() for renderer in RENDERERS for document in renderer.render(report)}
    lasting = living(report)
    assert "As it is now" not in text(made[names.initiative_page(broken.finding.entry_id)])
    assert names.living_initiative(broken.finding.entry_id) not in lasting
    assert "As it is now" in text(made[names.initiative_page(row.id)])
    for name, page in made.items():
        for href in Parsed(page).hrefs if name.endswith(".html") else ():
            target = posixpath.normpath(posixpath.join(report.id, posixpath.dirname(name), href.partition("#")[0]))
            assert not target.startswith("initiatives/") or target in lasting, (name, href)


def test_a_page_says_what_the_dated_one_says_but_does_not_lead_to_itself():
    report = detailed()
    made = {document.name: document.content.decode() for renderer in RENDERERS for document in renderer.render(report)}
    line = report.lines[0]
    lasting, dated = living(report)[names.living_initiative(line.finding.entry_id)], made[names.initiative_page(line.finding.entry_id)]
    assert "As it is now" in text(dated)
    assert text(lasting) == text(dated).replace("As it is now ", "")


def test_an_initiative_with_nothing_to_do_has_a_page_that_is_the_same_every_night():
    row = replace(reports.initiative(1, health="clean"), links=14, judged=14)
    report = reports.arranged([], [row])
    page = living(report)[names.living_initiative(row.id)]
    assert "Water for every school 1 Nothing to do here. Partner River Trust Links 14 of 14 links with a verdict" in text(page)
    later = replace(report, date=report.date.replace(day=22), run=replace(report.run, id="run_2"), generated_at=reports.NIGHT)
    assert living(later)[names.living_initiative(row.id)] == page


def test_what_a_complete_run_did_not_look_at_again_is_never_called_good():
    row = reports.initiative(1, health="broken")
    other = reports.initiative(2, health="clean")
    known = reports.line(0, initiative=row, url="https://river.example/gone").record
    over = Closed(
        record=replace(known, state=State.NOT_RECHECKED),
        initiative=row.title,
        title="The page has been removed.",
        state=State.NOT_RECHECKED,
    )
    mended = replace(over, record=replace(over.record, finding=replace(known.finding, entry_id=other.id)), state=State.FIXED)
    asked = reports.arranged([reports.line(0, initiative=row, url="https://river.example/gone")], [row, other]).targets
    report = replace(reports.arranged([], [row, other], closed=[over, mended]), targets=asked)
    pages = LivingPages.of(report)

    def said(name: str) -> str:
        return text(pages.over(name).content.decode())

    page = said(names.living_initiative(row.id))
    assert "What was found here was not looked at again this time. It is still open." in page
    assert "Not re-checked The page has been removed. https://river.example/gone" in page
    assert "Nothing to do" not in page
    link = said(names.living_link(known.finding.target_id))
    assert "What was found about this link was not looked at again this time. It is still open." in link
    assert f"Not re-checked The page has been removed. {row.title}" in link
    assert "Nothing to do" not in link
    assert "Something that was found here was not looked at again" in said(names.living_host("river.example"))
    assert "Nothing to do here." in said(names.living_initiative(other.id)), "what is mended is mended"
    nowhere = LivingPages.of(replace(report, targets=()))
    assert "It is still open." in text(nowhere.over(names.living_link(known.finding.target_id)).content.decode())


def test_what_has_left_is_said_to_have_left():
    pages = LivingPages.of(reports.several())

    def said(name: str) -> str:
        return text(pages.over(name).content.decode())

    assert "is not in the collection any more, or it is not published" in said(names.living_initiative("gone-for-good"))
    assert "No initiative leads to this website any more." in said(names.living_host("gone.example"))
    assert "gone.example" in said(names.living_host("gone.example"))
    assert "No initiative uses this link any more." in said(names.living_link("t1_aaaaaaaaaaaaaaaaaaaa"))
    target = reports.several().targets[0]
    assert "Nothing to do about this link." in said(names.living_link(target.check.target_id))
    assert target.check.url in said(names.living_link(target.check.target_id))
    assert "Nothing happened to this website as a whole." in said(names.living_host(target.check.host))


def test_only_our_own_links_are_moved():
    page = (
        b"""<a href="../a.html#x"> <a href="#y"> <a href="https://b.example/../c"> <a class="own" href="b.html"> &quot; href=&quot;d.html"""
    )
    assert rebased(page, was="2026-11-21/p/1.html", now="initiatives/one/index.html") == (
        b"""<a href="../../2026-11-21/a.html#x"> <a href="#y"> <a href="https://b.example/../c"> """
        b"""<a class="own" href="../../2026-11-21/p/b.html"> &quot; href=&quot;d.html"""
    )


def test_hostile_texts_reach_no_address_of_them():
    for name, page in living(reports.hostile()).items():
        parsed = Parsed(page)
        assert re.fullmatch(r"[a-z0-9/._-]+", name)
        assert not parsed.tags & {"img", "iframe", "form", "base", "link", "object"}
        assert [href for href in parsed.hrefs if not re.fullmatch(r"[\w./#%-]+|https?://[!-~]+", href)] == []


def test_documents_without_such_an_address_have_none():
    assert LivingPages.of(reports.tiny()).page(Document(name="report.json", content=b"{}")) is None
    assert LivingPages.of(reports.tiny()).page(Document(name="p/1.html", content=b"")) is None


def test_a_title_is_shown_as_it_is_and_an_address_with_what_it_hides():
    row = reports.initiative(1, title="Rivers \U0001f3f3\ufe0f\u200d\U0001f308", health="clean")
    assert "\U0001f3f3\ufe0f\u200d\U0001f308</bdi></h1>" in living(reports.arranged([], [row]))[names.living_initiative(row.id)]
