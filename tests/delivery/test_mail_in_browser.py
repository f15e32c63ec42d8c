"""Mails opened in a real Chromium at the width of a mail pane: readable by everyone, and nothing in them acts."""

from datetime import UTC, date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from audit.delivery.digests import owner_digest
from audit.delivery.items import Links
from audit.delivery.managers import manager_digest
from audit.delivery.nightly import nightly_letter
from audit.delivery.owners import Owner, OwnerPages
from audit.delivery.page import as_html
from audit.delivery.trouble import Trouble, trouble_letter
from audit.delivery.week import Week
from tests.renderers import reports

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINKS = Links(base_url="https://audit.example.org/reports", edit_url="https://cms.example/{id}")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=["several", "hostile", "trouble", "owner", "manager"])
def page(request, voice) -> str:
    if request.param == "trouble":
        run = reports.inconclusive().run
        trouble = Trouble(kind="inconclusive", day=date(2026, 11, 21), why=run.why, run=run, report_url=f"{LINKS.base_url}/2026-11-21/")
        return as_html(trouble_letter(trouble, voice=voice))
    week = Week.until(datetime(2026, 11, 23, 6, tzinfo=UTC), [reports.several()], sent=date(2026, 11, 23))
    assert week is not None
    if request.param == "manager":
        return as_html(manager_digest(week, voice=voice, links=LINKS))
    if request.param == "owner":
        url = "https://audit.example.org/owners/x"
        owner = Owner(
            ref="o1_7f3a",
            to=("a@example.org",),
            name="Amina",
            pages=OwnerPages(list_url=url, settings_url=url, hand_over_url=url, stop_url=url),
        )
        letter = owner_digest(week, owner, voice=voice, links=LINKS)
        assert letter is not None
        return as_html(letter)
    return as_html(nightly_letter(getattr(reports, request.param)(), voice=voice, links=LINKS))


@pytest.mark.parametrize(("scheme", "width"), [("light", 600), ("dark", 600), ("light", 320)])
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
