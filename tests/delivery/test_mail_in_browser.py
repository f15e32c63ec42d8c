"""Mails opened in a real Chromium at the width of a mail pane: readable by everyone, and nothing in them acts (E4)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from audit.delivery.page import as_html
from tests.delivery.letters import KINDS
from tests.delivery.test_acceptance import mails_about

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKED_AT = [*(("agreed", kind) for kind in KINDS), ("hostile", "report"), ("hostile", "owner_digest"), ("hostile", "run_problem")]


@pytest.fixture(params=LOOKED_AT, ids="-".join)
def page(request) -> str:
    source, kind = request.param
    return as_html(mails_about(source)[kind])


@pytest.mark.parametrize(("scheme", "width"), [("dark", 600), ("light", 320)])
def test_nothing_stands_in_a_readers_way_and_nothing_acts(chromium, page, scheme, width):
    opened = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: pytest.fail(dialog.message))
    try:
        opened.set_content(page)
        found = Axe().run(opened, options=RULES)
        assert found.response["violations"] == []
        assert opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert opened.evaluate("window.pwned") is None
        assert asked == []
    finally:
        opened.close()
