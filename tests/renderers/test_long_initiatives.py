"""An initiative with more than a page can hold goes on: everything is there, each page opens at once, and addresses lead where they did."""

import posixpath
import re
from dataclasses import replace

import pytest

from audit.model.details import LinkRow
from audit.model.report import Report
from audit.renderers import names
from tests.renderers import reports
from tests.renderers.pages import Parsed, pages, text

ENTRY = replace(reports.initiative(1), owner_ref="o1_amina")
OWN = names.initiative_page(ENTRY.id)


def crowded(findings: int = 700, links: int = 2_000, *, sentence: str = "") -> Report:
    """An initiative in which everything is wrong."""
    lines = [
        reports.line(n % 7, initiative=ENTRY, url=f"https://host-{n}.example/{'x' * (n % 300)}", field=f"field_{n % 9}_{n}")
        for n in range(findings)
    ]
    lines = [
        replace(one, record=replace(one.record, finding=replace(one.finding, occurrences=_quoting(one, sentence)))) if sentence else one
        for one in lines
    ]
    report = reports.arranged(lines, [ENTRY])
    mentions = tuple(
        LinkRow(text=f"Link {n}", field_label="Description", line=n, target_id=report.targets[n % len(report.targets)].check.target_id)
        for n in range(links)
    )
    return replace(report, initiatives=(replace(ENTRY, mentions=mentions, links=links, judged=links),))


def _quoting(line, sentence: str):
    return tuple(replace(one, location=replace(one.location, sentence=sentence)) for one in line.finding.occurrences)


def own_pages(made: dict[str, str]) -> dict[str, str]:
    return {name: page for name, page in made.items() if name == OWN or name.startswith(OWN.removesuffix(".html") + "-")}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages(crowded())


def test_every_page_stays_small_and_every_finding_and_link_stands_on_one(made):
    own = own_pages(made)
    assert len(own) > 5
    assert max(len(page.encode()) for page in made.values()) <= 300_000
    cards = [one for page in own.values() for one in re.findall(r'<article class="card" aria-labelledby="(f1_\w+)-title"', page)]
    assert sorted(cards) == sorted(line.finding.id for line in crowded().lines if line.label != "suspected")
    rows = [row for page in own.values() for row in re.findall(r'<th scope="row"><bdi>(Link \d+)</bdi>', page)]
    assert rows == [f"Link {n}" for n in range(2_000)]


@pytest.mark.parametrize("sentence", ["a long way round to say something " * 17, '"<&>"' * 120], ids=["long", "of signs"])
def test_texts_of_any_length_keep_the_pages_small(sentence):
    made = pages(crowded(findings=300, links=0, sentence=sentence))
    assert max(len(page.encode()) for page in made.values()) <= 300_000


def test_the_permanent_address_of_a_finding_leads_from_the_first_page_to_its_card(made):
    first = Parsed(made[OWN])
    for line in crowded().lines:
        identity = line.finding.id
        assert identity in first.ids
        leading = [href for href in first.hrefs if href.endswith(f".html#{identity}")]
        if leading:
            there = posixpath.normpath(posixpath.join("initiatives", leading[0].partition("#")[0]))
            assert f'aria-labelledby="{identity}-title"' in made[there]


def test_the_pages_lead_on_and_back(made):
    own = own_pages(made)
    assert f'href="../{names.initiative_page(ENTRY.id, 2)}" rel="next"' in made[OWN]
    assert 'rel="prev"' in made[names.initiative_page(ENTRY.id, 2)]
    assert 'rel="next"' not in made[names.initiative_page(ENTRY.id, len(own))]
    assert f"Page 2 of {len(own)}" in text(made[names.initiative_page(ENTRY.id, 2)])
    for name, page in own.items():
        for href in Parsed(page).hrefs:
            if not href.startswith(("#", "https:", "../../")):
                assert posixpath.normpath(posixpath.join("initiatives", href.partition("#")[0])) in {*made, *own}, (name, href)


def test_many_links_alone_make_further_pages_too():
    made = pages(crowded(findings=3, links=1_500))
    words = text(made[OWN])
    assert "All 1,500 links in this initiative" in words
    assert f"../{names.initiative_page(ENTRY.id, 2)}" in Parsed(made[OWN]).hrefs
    assert "Link 1499" in "".join(own_pages(made).values())
    assert max(len(page.encode()) for page in made.values()) <= 300_000


def test_a_finding_in_thousands_of_places_tells_the_lines_of_those_it_does_not_quote():
    line = reports.line(6, initiative=ENTRY)
    (spot,) = line.finding.occurrences
    spots = tuple(replace(spot, location=replace(spot.location, line=n)) for n in range(1, 3_001))
    line = replace(line, record=replace(line.record, finding=replace(line.finding, occurrences=spots)))
    page = pages(reports.arranged([line], [ENTRY]))[OWN]
    assert "2,900 places more, in these lines: 101, 102," in text(page)
    assert len(page.encode()) <= 300_000


def test_a_list_of_one_person_shows_the_first_cards_of_such_an_initiative_and_leads_to_the_rest(made):
    page = next(page for name, page in made.items() if name.startswith("owners/"))
    assert page.count("<article") == 40
    assert "Showing 40 of 700. See all of them" in text(page)
    assert len(page.encode()) <= 300_000


def test_long_addresses_and_sentences_keep_every_other_page_small_too():
    rows = [replace(reports.initiative(n), owner_ref="o1_amina") for n in range(210)]
    lines = [reports.line(0, initiative=row, url=f"https://host-{n}.example/{'x' * 1_900}") for n, row in enumerate(rows)]
    lines = [
        replace(one, curl="c" * 2_000, record=replace(one.record, finding=replace(one.finding, occurrences=_quoting(one, "s" * 900) * 9)))
        for one in lines
    ]
    made = pages(reports.arranged(lines, rows))
    assert "p/1.html" in made
    assert max(len(page.encode()) for page in made.values()) <= 300_000
