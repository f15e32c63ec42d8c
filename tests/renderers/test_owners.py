"""One person's list: hers and no others, as a page of the report and as a page that is served elsewhere."""

import posixpath
import re
from dataclasses import replace
from itertools import pairwise

from audit.renderers import names
from audit.renderers.html import owner_list
from tests.renderers import reports
from tests.renderers.pages import Parsed, pages, text


def two_owners():
    report = reports.several()
    rows = tuple(replace(row, owner_ref="o1_amina" if number % 2 else "o1_joao") for number, row in enumerate(report.initiatives))
    return replace(report, initiatives=rows)


def hers(report, ref: str = "o1_amina") -> set[str]:
    return {row.id for row in report.initiatives if row.owner_ref == ref}


def findings_on(page: str) -> set[str]:
    return {one for one in Parsed(page).ids if re.fullmatch(r"f1_[a-z0-9]+", one)}


def test_every_owner_with_something_to_do_has_a_list_of_hers_and_no_others():
    report = two_owners()
    made = pages(report)
    for ref in ("o1_amina", "o1_joao"):
        expected = {line.finding.id for line in report.lines if line.label != "suspected" and line.finding.entry_id in hers(report, ref)}
        assert expected
        assert findings_on(made[names.owner_page(ref)]) == expected


def test_the_list_says_how_much_and_in_how_many_initiatives():
    report = two_owners()
    words = text(pages(report)[names.owner_page("o1_amina")])
    assert re.search(r"\d+ to fix.*, in \d+ of \d+ initiatives\.", words)
    assert "What to do" in words


def test_an_owner_with_nothing_to_do_has_no_page_and_her_served_list_says_so():
    report = reports.nothing_wrong()
    assert not [name for name in pages(report) if name.startswith("owners/")]
    words = text(owner_list(report, {row.id for row in report.initiatives}, reports="/reports/2026-11-21/").decode())
    assert "Nothing to do in 2 initiatives." in words


def test_a_list_served_elsewhere_leads_into_the_report():
    report = two_owners()
    page = owner_list(report, hers(report), reports="/reports/2026-11-21/", ways=(("Not mine", "/owners/x/hand-over"),)).decode()
    made = pages(report)
    assert findings_on(page) == findings_on(made[names.owner_page("o1_amina")])
    assert "/owners/x/hand-over" in Parsed(page).hrefs
    inside = [href for href in Parsed(page).hrefs if href.startswith("/reports/")]
    assert inside
    for href in inside:
        name, _, anchor = posixpath.normpath(href).removeprefix("/reports/").partition("#")
        if name == "index.html":
            continue
        name = name.removeprefix("2026-11-21/")
        assert name in made
        assert not anchor or anchor in Parsed(made[name]).ids


def test_an_owner_of_much_gets_a_page_that_stays_small_and_names_the_rest():
    report = reports.huge(initiatives=300, findings=1_500, targets=200, hosts=50)
    hers = {row.id for row in report.initiatives}
    made = [owner_list(report, hers, reports="/reports/2026-11-21/", number=number) for number in range(1, 6)]
    shown = [page.decode() for page in made if page]
    assert (len(shown), made[len(shown) :]) == (3, [None, None])
    assert max(len(page.encode()) for page in shown) <= 300_000
    assert "More initiatives with something to do" in text(shown[0])
    assert [href for page in shown for href in Parsed(page).hrefs if href.startswith("?")] == ["?page=2", "?page=1", "?page=3", "?page=2"]
    rows = {line.finding.entry_id for line in report.lines}
    listed = {href.partition("#")[0] for page in shown for href in Parsed(page).hrefs if "/initiatives/" in href}
    assert listed == {f"/reports/2026-11-21/{names.initiative_page(entry)}" for entry in rows}


def test_what_came_from_outside_is_as_harmless_on_a_list_as_elsewhere():
    report = reports.hostile()
    page = owner_list(report, {row.id for row in report.initiatives}, reports="/reports/2026-11-21/").decode()
    assert not Parsed(page).tags & {"img", "iframe", "form", "base", "object", "embed"}
    assert all(re.match(r"#|/reports/|https?://", href) for href in Parsed(page).hrefs)


def test_a_list_of_very_many_initiatives_in_a_report_goes_on_over_pages_that_stay_small():
    report = reports.huge(initiatives=600, findings=1_500, targets=200, hosts=50)
    report = replace(
        report,
        initiatives=tuple(replace(row, owner_ref="o1_amina") for row in report.initiatives),
        closed=tuple(reports.closed(number) for number in range(600)),
    )
    made = {name: page for name, page in pages(report).items() if name.startswith("owners/")}
    names_of = [names.owner_page("o1_amina", number) for number in range(1, len(made) + 1)]
    assert len(made) > 3
    assert list(made) == names_of
    assert max(len(page.encode()) for page in made.values()) <= 300_000
    for before, after in pairwise(names_of):
        assert f"../{after}" in Parsed(made[before]).hrefs
        assert f"../{before}" in Parsed(made[after]).hrefs
    led = [href.partition("#")[0] for page in made.values() for href in Parsed(page).hrefs if "/initiatives/" in href and "#" not in href]
    assert {f"../{names.initiative_page(line.finding.entry_id)}" for line in report.lines} <= set(led)


def test_a_list_on_one_page_has_no_way_to_others():
    made = pages(two_owners())
    assert not [href for href in Parsed(made[names.owner_page("o1_amina")]).hrefs if "/owners/" in href]


def test_a_list_shows_some_of_what_was_fixed_and_counts_all_of_it():
    report = two_owners()
    mine = min(hers(report))
    fixed = tuple(
        replace(one, record=replace(one.record, finding=replace(one.record.finding, entry_id=mine)))
        for one in (reports.closed(number) for number in range(25))
    )
    words = text(pages(replace(report, closed=fixed))[names.owner_page("o1_amina")])
    assert "Fixed since the last report (25)" in words
    assert "And 5 more." in words
