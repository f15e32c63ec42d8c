"""Every dated report is made again from the store, byte for byte, whatever night it tells of; and everything in it leads somewhere."""

import asyncio
import posixpath
from datetime import timedelta
from pathlib import Path

import pytest

from audit import wiring
from audit.clock import ClockSetTo
from audit.config.shape import RunSettings
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty, Severity
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.ports import ReportRow
from audit.renderers import RENDERERS, AtomFeed, LivingPages, PartnerFeeds, names
from tests.content import write_entry
from tests.renderers.pages import Parsed
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Nights:
    """A week: problems found, one agreed on, one mended, a website down, one that comes back, a partial and an inconclusive night."""
    folder = tmp_path_factory.mktemp("week")
    with small_web("partner.example", "silent.example", "canary.example") as web:
        nights = Nights(folder, web)
        water = [f"http://partner.example/{path}" for path in ("gone-a", "gone-b", "sometimes", "fine")]
        write_entry(nights.site, "water", water, partner="River Trust")
        write_entry(nights.site, "bees", [f"http://silent.example/{number}" for number in range(4)], partner="bee-house")
        web.dead.add("/sometimes")
        nights.audit(FIRST)
        second = nights.audit(FIRST + DAY)
        agree(nights, shown(second)[0], at=FIRST + DAY)
        web.dead.clear()
        web.down.add("silent.example")
        for day in (2, 3):
            nights.audit(FIRST + day * DAY)
        web.dead.add("/sometimes")
        write_entry(nights.site, "water", [href.replace("gone-b", "better") for href in water], partner="River Trust")
        for day in (4, 5, 6):
            nights.audit(FIRST + day * DAY)
        cut_short(nights, FIRST + 7 * DAY)
        web.dead.update({"/a", "/b"})
        nights.audit(FIRST + 8 * DAY, canaries=("http://canary.example/a", "http://canary.example/b"))
        yield nights


def agree(nights: Nights, finding: dict, *, at) -> None:
    word = Acknowledgement(
        kind=AckKind.WAITING, scope=AckScope.TARGET, subject=finding["target_id"], family=finding["family"], rule=finding["rule_id"],
        severity=Severity(finding["severity"]), certainty=Certainty(finding["certainty"]), reason="Asked the partner by mail.",
        by="Amina K.", created_at=at, until=(at + 30 * DAY).date(),
    )  # fmt: skip

    async def keep() -> None:
        store = wiring.store_of(nights.config, clock=ClockSetTo.starting(at))
        await store.open()
        await store.keep_acknowledgements([word])
        await store.close()

    asyncio.run(keep())


def cut_short(nights: Nights, at) -> None:
    """A night of which the time ran out before the first answer."""
    config = nights.config
    nights.web.slow = 1.0

    class Hurried(Nights):
        @property
        def config(self):
            return config.model_copy(update={"run": RunSettings(deadline=0.2)})

    hurried = Hurried(nights.site.parent, nights.web)
    hurried.audit(at)
    nights.web.slow = 0.0


def stored(nights: Nights) -> list[Report]:
    async def read() -> list[Report]:
        store = wiring.store_of(nights.config, clock=ClockSetTo.starting(FIRST))
        await store.open()
        found = [await store.report(row.report_id) for row in await store.reports()]
        await store.close()
        return [report for report in found if report]

    return asyncio.run(read())


def test_the_week_holds_every_kind_of_night(shelf):
    reports = stored(shelf)
    states = {line.record.state for report in reports for line in report.lines} | {one.state for report in reports for one in report.closed}
    assert {report.run.status.value for report in reports} == {"complete", "partial", "inconclusive"}
    assert {"new", "open", "came_back", "fixed", "not_rechecked"} <= {state.value for state in states if state}
    assert any(report.waiting for report in reports)
    assert any(row.event for report in reports for row in report.hosts)


def test_every_report_is_made_again_byte_for_byte_and_twice_alike(shelf):
    for report in stored(shelf):
        made = {document.name: document.content for renderer in RENDERERS for document in renderer.render(report)}
        again = {document.name: document.content for renderer in RENDERERS for document in renderer.render(report)}
        folder = shelf.reports / report.id
        standing = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert made == again
        assert sorted(made) == sorted(standing)
        assert [name for name in made if made[name] != standing[name]] == []


def test_the_feeds_are_made_again_from_the_store_byte_for_byte(shelf):
    async def rows() -> list[ReportRow]:
        store = wiring.store_of(shelf.config, clock=ClockSetTo.starting(FIRST))
        await store.open()
        found = await store.reports()
        await store.close()
        return list(found)

    given = {"site_name": shelf.config.reports.title, "timezone": shelf.config.zone.key, "generated_at": FIRST}
    known = asyncio.run(rows())
    made = [document for each in (AtomFeed(), PartnerFeeds()) for document in each.render_index(known, **given)]
    made += LivingPages.of(next(report for report in stored(shelf) if report.run.status is RunStatus.COMPLETE)).beside

    assert len(made) == 4
    assert names.partner_feed("bee-house") == "feeds/partners/bee-house.atom"
    for document in made:
        assert (shelf.reports / document.name).read_bytes() == document.content, document.name


def test_everything_in_the_folder_of_reports_leads_somewhere(shelf):
    pages = {path.relative_to(shelf.reports).as_posix(): Parsed(path.read_text(encoding="utf-8")) for path in html_files(shelf.reports)}
    assert len(pages) > 30
    for name, page in pages.items():
        for href in page.hrefs:
            if href.startswith("http"):
                continue
            path, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert (shelf.reports / target).exists(), (name, href)
            assert not anchor or target not in pages or anchor in pages[target].ids, (name, href)


def html_files(root: Path) -> list[Path]:
    return [path for folder in root.iterdir() if folder.is_dir() and not folder.is_symlink() for path in folder.rglob("*.html")] + [
        root / "index.html"
    ]
