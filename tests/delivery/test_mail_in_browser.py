"""Mails opened in a real Chromium at the width of a mail pane: readable by everyone, and nothing in them acts (E4)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from audit.delivery.page import as_html
from tests.browser.looking import ONE_OF_A_KIND, OPTIONS, OVERFLOW
from tests.delivery.letters import KINDS
from tests.delivery.test_acceptance import mails_about

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKED_AT = [*(("agreed", kind) for kind in KINDS), ("hostile", "report"), ("hostile", "owner_digest"), ("hostile", "run_problem")]


@pytest.fixture(params=LOOKED_AT, ids="-".join)
def page(request) -> str:
    source, kind = request.param
    return as_html(mails_about(source)[kind])


def violations(page) -> list:
    return Axe().run(page, options=OPTIONS).response["violations"]


def test_nothing_stands_in_a_readers_way_and_nothing_acts(chromium, page):
    opened = chromium.new_page(viewport={"width": 320, "height": 800}, color_scheme="light")
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: pytest.fail(dialog.message))
    try:
        opened.set_content(page)
        assert violations(opened) == []
        assert opened.evaluate(OVERFLOW) <= 0
        opened.emulate_media(color_scheme="dark")
        opened.set_viewport_size({"width": 600, "height": 800})
        assert opened.evaluate(OVERFLOW) <= 0
        opened.evaluate(ONE_OF_A_KIND)
        assert violations(opened) == []
        assert opened.evaluate("window.pwned") is None
        assert asked == []
    finally:
        opened.close()
