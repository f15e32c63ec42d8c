"""The small script: an address is copied, a table sorted, a list searched, and nothing else happens."""

import pytest

from tests.browser.conftest import one_of_each

pytestmark = [pytest.mark.browser]


def column(page, at: int) -> list[str]:
    return page.eval_on_selector_all("tbody tr", "(rows, at) => rows.map(row => row.cells[at].textContent.trim())", at)


def numbers(texts: list[str]) -> list[float]:
    return [float(text.replace(",", "")) for text in texts]


def test_a_table_is_sorted_by_its_heads_and_back(shelves, opened):
    page = opened(one_of_each(shelves, "large")["initiatives"])
    before = column(page, 2)
    head = page.locator("thead th").nth(2)
    head.locator("button").click()
    assert (head.get_attribute("aria-sort"), numbers(column(page, 2))) == ("descending", sorted(numbers(before), reverse=True))
    head.locator("button").press("Enter")
    assert (head.get_attribute("aria-sort"), numbers(column(page, 2))) == ("ascending", sorted(numbers(before)))
    page.locator("thead th").first.locator("button").click()
    assert column(page, 0) == sorted(column(page, 0), key=lambda name: int(name.split()[2]))
    assert head.get_attribute("aria-sort") is None


def test_the_list_of_reports_is_sorted_by_day(shelves, opened):
    page = opened(shelves / "large" / "index.html")
    newest_first = column(page, 0)
    page.locator("thead th").first.locator("button").click()
    assert column(page, 0) == newest_first[::-1]


def test_a_long_list_is_searched_and_says_how_much_it_found(shelves, opened):
    page = opened(one_of_each(shelves, "large")["list"])
    page.locator("input[type=search]").fill("PAGE-7")
    shown = page.eval_on_selector_all("ul.cards > li", "all => all.filter(one => one.checkVisibility()).map(one => one.textContent)")
    assert shown
    assert all("page-7" in text.lower() for text in shown)
    assert page.locator("[role=status]").text_content().startswith(f"{len(shown)} of ")
    page.locator("input[type=search]").fill("")
    assert page.locator("ul.cards > li:visible").count() > len(shown)


def test_an_address_is_copied_as_it_stands(shelves, chromium):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((shelves / "several" / "2026-11-21" / "index.html").as_uri())
    button = page.locator("button.copy").first
    link = page.locator("a.self").first.get_attribute("href")
    button.click()
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert link in button.get_attribute("aria-label")
    context.close()


def test_no_comfort_is_offered_for_what_must_not_be_opened(shelves, opened):
    page = opened(shelves / "several" / "2026-11-21" / "index.html")
    assert page.eval_on_selector_all("#remove ~ ul.cards", "lists => lists[0].querySelectorAll('button.copy').length") == 0
