"""Pages about one thing that much leads to: they stay small, and say what they leave out."""

import re
from dataclasses import replace
from datetime import date

from audit.model.finding import fingerprint
from audit.model.report import HostRow
from audit.renderers import names
from audit.renderers.html.book import Book
from audit.renderers.html.hosts import host_pages
from audit.renderers.html.links import link_pages
from tests.renderers import reports
from tests.renderers.pages import Parsed, text

URL = "https://river.example/apply-2025"
ROWS = [reports.initiative(number, title=f"Initiative number {number} for a better river") for number in range(700)]


def page_of_the_link(initiatives) -> str:
    """The page of a dead link that stands in all of these."""
    book = Book.of(reports.arranged([reports.line(0, initiative=row, url=URL) for row in initiatives], initiatives), language="en")
    return {made.name: made.content.decode() for made in link_pages(book)}[names.link_page(fingerprint("t1_", URL))]


def test_a_link_that_is_used_everywhere_has_a_page_that_stays_small_and_leads_to_the_other_places():
    page = page_of_the_link(ROWS)
    assert len(page.encode()) <= 300_000
    assert "700 places" in text(page)
    assert "400 places more, in the table of all findings" in text(page)
    assert f"../{names.CSV}" in Parsed(page).hrefs


def test_a_link_whose_places_all_have_room_leads_nowhere_for_more():
    assert f"../{names.CSV}" not in Parsed(page_of_the_link(ROWS[:20])).hrefs


def test_a_website_of_very_many_dead_pages_has_pages_that_stay_small_with_every_link_and_counts_the_other_cards():
    lines = [reports.line(0, initiative=row, url=f"https://river.example/page-{number}") for number, row in enumerate(ROWS[:500])]
    event = HostRow(host="river.example", links=500, initiatives=500, failing=500, event="pages_vanished", since=date(2026, 11, 1))
    book = Book.of(replace(reports.arranged(lines, ROWS[:500]), hosts=(event,)), language="en")
    made = {page.name: page.content.decode() for page in host_pages(book)}
    assert list(made) == [names.host_page("river.example", number) for number in (1, 2, 3)]
    assert max(len(page.encode()) for page in made.values()) <= 300_000
    first, *others = made.values()
    assert first.count("<article") == 40
    assert "460 more, in the report" in text(first)
    rows = [row for page in (first, *others) for row in re.findall(r'<th scope="row">.*?river\.example/page-(\d+)<', page)]
    assert sorted(map(int, rows)) == list(range(500))
    assert "Next page" in text(first)
    assert "Page before" in text(others[-1])


def test_a_website_to_which_one_link_leads_has_a_verb_to_go_with_it():
    event = HostRow(host="river.example", links=1, initiatives=1, failing=1, event="pages_vanished", since=date(2026, 11, 1))
    book = Book.of(replace(reports.nothing_wrong(), hosts=(event,)), language="en")
    (page,) = (made.content.decode() for made in host_pages(book))
    assert "1 link in 1 initiative leads here." in text(page)
