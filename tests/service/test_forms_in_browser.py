"""The service's own pages in a real Chromium: without a script, by keyboard, in both schemes, on a phone; and nothing in anyone's way."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from audit.model.verdict import Judgement, Verdict
from tests.browser.looking import ONE_OF_A_KIND, OPTIONS, OVERFLOW
from tests.renderers import reports as made
from tests.renderers.agreed import waiting
from tests.service.lived_in import EDITOR, lived_in
from tests.service.test_agree import finding
from tests.service.test_another_look import SteppedLook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = os.environ.get("AUDIT_TEST_SHOTS")
"""A folder for pictures of every page, for whoever wants to look at them."""


async def ask(url: str) -> Judgement:
    return Judgement(verdict=Verdict.OK, reason="status-200", detail=url)


async def looked_over(page: Page, address: str, name: str) -> None:
    """The page in both schemes and at two widths, each once: nobody is kept out, and nothing is wider than the window."""
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": 320, "height": 800})
    await page.goto(address)
    await looked_at(page, f"{name}-light-320")
    await page.emulate_media(color_scheme="dark")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await looked_at(page, f"{name}-dark-1280", first=ONE_OF_A_KIND)


async def looked_at(page: Page, name: str, *, first: str = "() => null") -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert await page.evaluate(OVERFLOW) <= 0, name
    await page.evaluate(first)
    found = await Axe().run(page, options=OPTIONS)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == [], name


async def test_every_page_of_the_service_is_for_everyone(house, tmp_path, clock, reports):
    report = waiting(made.several())
    look = SteppedLook()
    look.report = report
    look.go.set()
    async with lived_in(house, tmp_path, clock, report=report, ask=ask, closer=look) as h, async_playwright() as playwright:
        base, own = h.house.address, await h.own()
        looked, _ = h.house.desk.start("on_demand", "amina", scope=[row.id for row in report.initiatives[:2]])
        await h.house.desk.over(looked.id)
        pages = {
            "list": own,
            "settings": f"{own}settings",
            "hand-over": f"{own}hand-over",
            "stop": await h.off(),
            "acknowledge": f"/findings/{finding(h, 'check')}/acknowledge?kind=verified_by_hand",
            "renew": f"/findings/{report.acknowledgements[0].subject}/acknowledge",
            "not-to-be": f"/findings/{finding(h, 'remove')}/acknowledge",
            "check": f"/findings/{finding(h, 'check')}/check",
            "audit-now": "/runs/new",
            "look-again": f"/runs/new?initiative={report.initiatives[0].id}",
            "looked": f"/runs/{looked.id}",
            "over": "/findings/f1_aaaaaaaaaaaaaaaaaaaa",
            "spent": "/owners/x/",
            "initiative": (await h.house.get(f"/findings/{finding(h, 'check')}"))[1]["Location"],
        }
        await h.store.keep_acknowledgements(report.acknowledgements)
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        context = await browser.new_context(http_credentials={"username": "amina", "password": EDITOR})
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if "404" not in message.text else None)
        for name, path in pages.items():
            await looked_over(page, base + path, name)
        assert complaints == []
        await browser.close()


async def test_an_editor_acts_without_a_script_and_by_keyboard(house, tmp_path, clock, reports):
    async with lived_in(house, tmp_path, clock, ask=ask) as h, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        context = await browser.new_context(java_script_enabled=False, http_credentials={"username": "amina", "password": EDITOR})
        page = await context.new_page()

        async def pressed(role: str, name: str) -> str:
            """The main part of the page that a link or a button leads to."""
            async with page.expect_navigation():
                await page.get_by_role(role, name=name).first.press("Enter")
            return await page.inner_text("main")

        identity = finding(h, "check")
        await page.goto(f"{h.house.address}/findings/{identity}")
        await pressed("link", "It works for me")
        assert "Noted." in await pressed("button", "It works for me until that day")
        assert [(word.kind.value, word.by) for word in await h.store.acknowledgements()] == [("verified_by_hand", "amina")]
        assert "Taken back." in await pressed("button", "Take it back")

        await page.goto(f"{h.house.address}/findings/{identity}/check")
        told = await pressed("button", "Check again")
        while "We are looking at it." in told:
            told = await pressed("link", "Check progress")
        assert "Works now." in told

        await page.goto(f"{h.house.address}/reports/")
        await pressed("link", "Audit now")
        assert "Check progress" in await pressed("button", "Audit now")
        h.house.audit.go.set()

        own = h.house.address + await h.own()
        await page.goto(f"{own}settings")
        await page.get_by_label("Once a month").check()
        assert "Saved." in await pressed("button", "Save")
        await page.goto(f"{own}stop")
        assert "The programme managers read" in await pressed("button", "Stop these e-mails")
        assert [one.rhythm.value for one in await h.store.preferences()] == ["off"]
        await browser.close()
