"""The pages in a real browser: nothing is fetched, nothing runs, everything prints, and they open at once."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.renderers.html import HtmlRenderer, OneFileRenderer
from audit.renderers.html.environment import script
from tests.browser.conftest import one_of_each, write
from tests.browser.looking import measures_of
from tests.renderers import reports

pytestmark = [pytest.mark.browser]


def test_opening_a_page_asks_for_nothing_but_the_page(shelves, opened, chromium):
    asked: list[str] = []
    paths = [path for kind in ("several", "large") for path in one_of_each(shelves, kind).values()]
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for path in paths:
        page.goto(path.as_uri(), wait_until="load")
    page.wait_for_load_state("networkidle")
    context.close()
    assert asked == [path.as_uri() for path in paths]


def test_hostile_texts_neither_run_nor_fetch_nor_add_elements(shelves, chromium):
    asked: list[str] = []
    said: list[str] = []
    paths = sorted((shelves / "hostile").rglob("*.html"), key=lambda path: -path.stat().st_size)[:12]
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    for path in paths:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert page.evaluate("typeof window.pwned") == "undefined"
        tags = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(one => one.tagName.toLowerCase()))]"))
        assert not tags & {"img", "iframe", "object", "embed", "form", "base", "math", "noscript"}
        scripts = page.evaluate("[...document.querySelectorAll('script')].map(one => one.textContent)")
        assert scripts == [script()]
        schemes = page.evaluate("[...new Set([...document.querySelectorAll('a')].map(one => one.protocol))]")
        assert set(schemes) <= {"http:", "https:", "file:"}
        outside = page.evaluate("[...document.querySelectorAll('a[href^=\"http\"]')].map(one => [one.rel, one.username])")
        assert all(rel.startswith("noopener noreferrer") and not user for rel, user in outside)
    context.close()
    assert (asked, said) == ([path.as_uri() for path in paths], [])


def test_without_scripts_a_page_says_the_same(shelves, opened):
    large = one_of_each(shelves, "large")
    both = opened(large["list"]), opened(large["list"], java_script_enabled=False)
    for path in (*one_of_each(shelves, "detailed").values(), large["list"], large["initiatives"]):
        for page in both:
            page.goto(path.as_uri())
        said = [page.inner_text("body").split() for page in both]
        assert said[0] == said[1]
        links = [page.eval_on_selector_all("a", "all => all.map(one => one.href)") for page in both]
        assert links[0] == links[1]


@pytest.mark.skipif(shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="needs pdftotext, which CI has")
@pytest.mark.parametrize("kind", ["overview", "initiative", "host"])
def test_on_paper_every_detail_is_unfolded_and_every_finding_is_there(shelves, opened, tmp_path, kind):
    page = opened(one_of_each(shelves, "detailed")[kind])
    page.pdf(path=tmp_path / "report.pdf")
    printed = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    folded = re.sub(r"\s+", "", printed)
    told = page.eval_on_selector_all("details dt, details dd, h3, blockquote", "all => all.map(one => one.textContent)")
    cells = page.eval_on_selector_all("details td", "all => all.flatMap(one => one.textContent.split(/\\s+/))")
    assert len(told) + len(cells) > 50
    assert [one for one in told if re.sub(r"\s+", "", one) not in folded] == []
    assert [word for word in cells if word not in folded] == []
    ids = page.eval_on_selector_all("details code", "all => all.map(one => one.textContent).filter(one => one.startsWith('f1_'))")
    assert bool(ids) is (kind != "host")
    assert all(one in folded for one in ids)


def test_a_permanent_address_leads_to_its_card(shelves, opened):
    report = reports.several()
    from audit.renderers import names

    line = report.lines[-2]
    page = opened(shelves / "several" / "2026-11-21" / names.initiative_page(line.finding.entry_id))
    page.goto(f"{page.url}#{line.finding.id}")
    assert page.evaluate("document.querySelector(':target').closest('.card') !== null")


def opened_thrice(chromium, path: Path) -> list[dict[str, float]]:
    """What Chromium measures of a page each time, in a window that has never seen it."""
    found = []
    for _ in range(3):
        context = chromium.new_context()
        found.append(measures_of(context.new_page(), path))
        context.close()
    return found


@pytest.mark.slow
def test_ten_thousand_findings_open_at_once(tmp_path, chromium):
    first = next(iter(HtmlRenderer().render(reports.huge())))
    write(tmp_path, [first])
    measures = opened_thrice(chromium, tmp_path / "index.html")
    nodes, seconds = measures[0]["Nodes"], min(one["TaskDuration"] for one in measures)
    print(f"overview: {len(first.content):,} bytes, {nodes:,.0f} nodes, {seconds * 1000:.0f} ms")  # noqa: T201 - the figure is what one runs it for
    assert len(first.content) <= 150_000
    assert nodes <= 4_000
    assert seconds <= 0.5


@pytest.mark.slow
def test_ten_thousand_findings_in_one_file_open_soon(tmp_path, chromium):
    (document,) = OneFileRenderer().render(reports.huge())
    write(tmp_path, [document])
    seconds = min(one["TaskDuration"] for one in opened_thrice(chromium, tmp_path / "report.html"))
    print(f"one file: {len(document.content):,} bytes, {seconds * 1000:.0f} ms")  # noqa: T201 - the figure is what one runs it for
    assert len(document.content) <= 6_000_000
    assert seconds <= 1.5


@pytest.mark.slow
def test_all_pages_of_ten_thousand_findings_are_made_in_time_and_space():
    script = (
        "import re, time; from pathlib import Path; from audit.renderers.html import HtmlRenderer; from tests.renderers import reports\n"
        "from tests.renderers.details import with_links; report = with_links(reports.huge()); began = time.process_time()\n"
        "pages = sum(1 for _ in HtmlRenderer().render(report))\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())\n"
        "print(pages, time.process_time() - began, peak[1])"
    )
    # The peak of this process alone: getrusage would also count what the test runner held when it forked.
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True).stdout.split()
    pages, seconds, kilobytes = int(told[0]), float(told[1]), int(told[2])
    print(f"all pages: {pages:,} in {seconds:.1f} s, {kilobytes / 1000:.0f} MB")  # noqa: T201 - the figure is what one runs it for
    assert pages > 2_000
    assert seconds <= 20  # five are seen
    assert kilobytes <= 300_000


def test_every_page_opens_within_a_second(shelves, opened):
    page = opened(shelves / "large" / "index.html")
    for path in one_of_each(shelves, "large").values():
        assert measures_of(page, path)["TaskDuration"] <= 1.0, path.name
        assert path.stat().st_size <= 300_000
