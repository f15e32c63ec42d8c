"""Pages that are about what other pages suffer from."""

from dataclasses import replace

import pytest

from audit.model.probe import Page, Probe
from tests.judging.making import PROSE, page, shown, target, verdict

FILM = "https://partner.org/films/page-not-found"
ROOM = "https://partner.org/rooms/404"
OTHER = " ".join(f"other{number}" for number in range(300))
HONEST = {"sibling": page(OTHER), "sibling_status": 404, "sibling_url": "https://partner.org/films/bcdfg"}


CLOSED = ("maintenance", "heading-maintenance")


def called(title: str, *signals: str, text: str = "Two clerks lose a page.") -> Page:
    return page(text, *signals, title=title, headings=(title,))


def among(excuse: Page) -> dict[str, object]:
    """An address that cannot exist shows `excuse`, with success."""
    return {"sibling": excuse, "sibling_status": 200, "sibling_url": "https://partner.org/node/bcdfg"}


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (shown(called("Page Not Found", "title-not-found", "heading-not-found"), FILM, **HONEST), "ok"),
        (shown(called("404", "title-not-found", "heading-not-found"), ROOM, **HONEST), "ok"),
        (shown(called("Page Not Found", "title-not-found", "heading-not-found"), "https://partner.org/node/1", **HONEST), "soft_404"),
        (shown(called("Error 404", "title-not-found"), "https://partner.org/node/1", **HONEST), "soft_404"),
        (shown(called("Page missing", "title-not-found"), "https://partner.org/node/1", **HONEST), "ok"),
        (shown(called("Planned maintenance", "maintenance"), "https://partner.org/news/planned-maintenance"), "ok"),
        (shown(called("Planned maintenance", *CLOSED), "https://partner.org/node/1"), "unstable"),
        (shown(called("Our pumps", "maintenance"), "https://partner.org/node/1", **HONEST), "ok"),
        (shown(called("Maintenance", "maintenance", "heading-maintenance"), "https://partner.org/node/1", **HONEST), "ok"),
        (shown(called("Maintenance", *CLOSED, "text-maintenance"), "https://partner.org/node/1", **HONEST), "unstable"),
        (shown(called("Maintenance", *CLOSED, text="Maintenance"), "https://partner.org/node/1", **HONEST), "unstable"),
        (shown(called("Blue scarf", "text-not-found", "text-withdrawn"), "https://partner.org/shop/1", **HONEST), "ok"),
    ],
)
def test_a_page_made_for_its_address_is_no_excuse(probe: Probe, word: str) -> None:
    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        (page(PROSE, "title-not-found", "heading-not-found", title="Page not found"), "Page not found", "soft_404"),
        (page(PROSE, "title-not-found", "heading-not-found", title="Page not found: a history"), "Page not found", "ok"),
        (page(PROSE, title="Wells"), "Wells", "ok"),
    ],
)
def test_a_long_page_is_an_excuse_only_with_the_title_of_one(one: Page, other: str, word: str) -> None:
    excuse = page(OTHER, "title-not-found", "heading-not-found", title=other)

    assert verdict(shown(one, "https://partner.org/node/9", **among(excuse))).verdict == word


@pytest.mark.parametrize(
    ("signals", "url", "word"),
    [
        (("spam-words",), "https://partner.org/node/9", "ok"),
        (("spam-words", "spam-dense"), "https://partner.org/node/9", "parked"),
        (("spam-words", "spam-dense"), "https://partner.org/online-casino-law", "ok"),
    ],
)
def test_a_report_on_spam_is_no_spam(signals: tuple[str, ...], url: str, word: str) -> None:
    probe = shown(page(PROSE, *signals, title="Online casino law"), url, **HONEST)

    assert verdict(replace(probe, target=target(url, texts=("Annual review",)))).verdict == word


@pytest.mark.parametrize(("own_links", "word"), [(0, "blocked"), (6, "ok")])
def test_a_wall_has_no_navigation_around_it(own_links: int, word: str) -> None:
    assert verdict(shown(page("Closed on Monday", "challenge-f5", own_links=own_links))).verdict == word


@pytest.mark.parametrize(("signals", "word"), [(("access-words", "heading-denied"), "blocked"), (("heading-denied",), "ok")])
def test_a_heading_that_turns_strangers_away_counts_beside_the_text(signals: tuple[str, ...], word: str) -> None:
    assert verdict(shown(page("You may not see this", *signals, own_links=9))).verdict == word


def test_repairs_that_promise_a_return_are_no_new_site() -> None:
    closed = page("Back soon", "maintenance", "coming-soon")

    assert verdict(shown(closed, **among(page("Back soon")))).verdict == "unstable"
