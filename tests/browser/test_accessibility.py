"""Everybody can read the pages: axe finds nothing, on any page type, in either scheme, at any width."""

from pathlib import Path

import pytest

from tests.browser.conftest import one_of_each
from tests.browser.looking import ONE_OF_A_KIND, OPTIONS, OVERFLOW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = ["empty", "tiny", "several", "detailed", "first", "partial", "inconclusive", "hostile", "agreed", "large"]
WINDOWS = [("dark", 320), ("light", 1280), ("dark", 1280)]
"""Each further scheme and width, in which a page is looked at again."""
PARTS = 3
"""The types of pages are looked at in parts, which processes share out among them."""
CANNOT_TELL = ("color-contrast: <text ",)
"""axe does not see the ground behind a drawing's text; `test_colours` does: it is `muted` on `bg`."""


def look(page) -> tuple[list[str], list[str]]:
    """What axe calls wrong, and what it leaves open."""
    from axe_playwright_python.sync_playwright import Axe

    answer = Axe().run(page, options=OPTIONS).response

    def told(key: str) -> list[str]:
        return [f"{rule['id']}: {node['html'][:160]}" for rule in answer[key] for node in rule["nodes"]]

    return told("violations"), [one for one in told("incomplete") if not one.startswith(CANNOT_TELL)]


def every_type(shelves) -> list[Path]:
    """One page of every type, and the first page of every kind of report."""
    dated = [shelves / kind / "2026-11-21" / "index.html" for kind in ("several", "partial", "inconclusive")]
    kinds = {**one_of_each(shelves, "large", choose=min), **one_of_each(shelves, "detailed")}
    return [*kinds.values(), shelves / "empty" / "index.html", *dated]


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_type_of_page(shelves, opened, part):
    paths = every_type(shelves)[part::PARTS]
    assert paths
    page = opened(paths[0], width=320)
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(path.as_uri())
        assert look(page) == ([], []), path
        page.evaluate(ONE_OF_A_KIND)
        for scheme, width in WINDOWS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert look(page) == ([], []), (path, scheme, width)


@pytest.mark.parametrize("kind", ["detailed", "hostile"])
def test_axe_finds_nothing_when_every_detail_is_unfolded(shelves, opened, kind):
    page = opened(shelves / kind / "2026-11-21" / "index.html")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert look(page) == ([], [])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window_at_320_pixels(shelves, opened, kind):
    page = opened(shelves / kind / "index.html", width=320)
    for name, path in one_of_each(shelves, kind).items():
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert page.evaluate(OVERFLOW) == 0, (kind, name)


@pytest.mark.parametrize("kind", ["several", "hostile", "large"])
def test_the_tables_of_counts_fit_a_phone(shelves, opened, kind):
    page = opened(shelves / kind / "2026-11-21" / "index.html", width=320)
    for name in ("What changed", "By partner", "By kind of problem", "Initiatives with something to do"):
        for region in page.locator(f"[role=region][aria-label^='{name}']").all():
            assert region.evaluate("one => one.scrollWidth - one.clientWidth") == 0, name


def test_in_forced_colours_every_card_and_label_keeps_a_border(shelves, opened):
    page = opened(shelves / "several" / "2026-11-21" / "index.html", forced_colors="active")
    for selector in (".card", ".tag", ".tiles a"):
        widths = page.eval_on_selector_all(selector, "all => all.map(one => getComputedStyle(one).borderTopWidth)")
        assert widths
        assert set(widths) == {"1px"}


def test_each_label_is_told_in_words_and_not_by_colour_alone(shelves, opened):
    page = opened(shelves / "several" / "2026-11-21" / "index.html")
    told = page.locator("main").aria_snapshot()
    for label in ("Remove now", "Fix", "Check by hand", "Tidy up"):
        assert label in told


def test_the_keyboard_reaches_everything_in_the_order_of_reading_with_a_ring(shelves, opened):
    page = opened(shelves / "several" / "2026-11-21" / "index.html")
    stops = page.eval_on_selector_all(
        "a[href], summary, button, input, [tabindex='0']",
        "all => all.filter(one => one.checkVisibility()).map((one, n) => one.dataset.stop = n).length",
    )
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        stop, ring, text = page.evaluate(
            "(() => { const one = document.activeElement, style = getComputedStyle(one);"
            " return [Number(one.dataset.stop), style.outlineStyle + ' ' + style.outlineWidth, one.textContent] })()"
        )
        assert ring == "solid 3px", text
        seen.append(stop)
    assert seen == list(range(stops))
    assert page.evaluate("document.querySelector('[data-stop=\"0\"]').className") == "skip"


def test_enter_unfolds_and_skips(shelves, opened):
    page = opened(shelves / "several" / "2026-11-21" / "index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    page.keyboard.press("Space")
    assert not page.evaluate("document.querySelector('details').open")
