"""Hosted reports in a real Chromium: their styles work under the policy, nothing runs, and no click tells where the report lies."""

from dataclasses import replace

import pytest
from playwright.async_api import async_playwright

from audit.renderers import RENDERERS
from tests.renderers import reports as made

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def hostile_report(reports):
    report = replace(made.hostile(), base_url="")
    folder = reports / report.id
    for renderer in RENDERERS:
        for document in renderer.render(report):
            path = folder / document.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.content)
    return folder


async def test_every_hosted_page_works_under_the_policy_and_leaks_nothing(house, hostile_report):
    pages = sorted(path.relative_to(hostile_report).as_posix() for path in hostile_report.rglob("*.html"))
    chosen = [pages[number * len(pages) // 8] for number in range(8)] + [name for name in pages if "/" not in name]
    complaints, left, asked = [], [], []
    async with house() as h, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = await browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))

        async def elsewhere(route):
            left.append(route.request.headers)
            await route.fulfill(body="elsewhere")

        page.on("request", lambda request: asked.append(request.url))
        await page.route(lambda url: not url.startswith(h.address), elsewhere)
        for name in dict.fromkeys(chosen):
            await page.goto(f"{h.address}/reports/2026-11-21/{name}")
            assert await page.evaluate("window.pwned") is None
            assert await page.evaluate("getComputedStyle(document.body).maxWidth + getComputedStyle(document.body).fontFamily") != "none"
        assert complaints == []
        assert all(url.startswith(h.address) for url in asked)
        for name in chosen:
            await page.goto(f"{h.address}/reports/2026-11-21/{name}")
            outward = page.locator("a[href^='http']").filter(visible=True)
            if await outward.count():
                # What the link itself forbids is taken away: the answer's own header has to suffice.
                await outward.first.evaluate(
                    "link => { link.target = ''; link.removeAttribute('rel'); link.removeAttribute('referrerpolicy') }"
                )
                await outward.first.click()
                break
        assert left, "no page had a link to click"
        assert all("referer" not in headers for headers in left)
        await browser.close()
