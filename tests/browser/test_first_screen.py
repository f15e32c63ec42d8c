"""From the first screen alone, what to do first is plain."""

import pytest

from tests.browser.conftest import one_of_each

pytestmark = [pytest.mark.browser]


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (360, 740)], ids=str)
@pytest.mark.parametrize("kind", ["several", "large", "partial", "first"])
def test_the_first_screen_names_what_to_do_first_and_leads_to_it(shelves, opened, kind, size):
    page = opened(one_of_each(shelves, kind)["overview"], width=size[0])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    start = page.locator(".start a")
    box = start.bounding_box()
    assert box
    assert box["y"] + box["height"] <= size[1]
    said = page.locator(".start").inner_text()
    assert said.startswith("Start here:")
    assert " in " in said
    first = page.locator("ul.cards article").first
    start.click()
    assert first.bounding_box()["y"] < size[1]
    assert first.locator("h3").inner_text().startswith(start.inner_text()[:20])


def test_a_manager_sees_at_once_whether_it_gets_better(shelves, opened):
    page = opened(shelves / "large" / "index.html")
    page.set_viewport_size({"width": 1280, "height": 720})
    for words in ("89% of initiatives have nothing broken", "From 72% on"):
        box = page.get_by_text(words).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720
