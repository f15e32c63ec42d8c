"""The list of reports: all of them, and after a run that made none."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from audit import wiring
from audit.config.shape import Config, Reports
from audit.errors import NothingToAudit
from audit.ports import ReportRow
from audit.renderers import AtomFeed, CsvIndex, HtmlIndex, PartnerFeeds
from audit.renderers.names import REPORTS_CSV
from audit.run.listing import Listing
from tests.content import write_entry
from tests.renderers import reports as made
from tests.renderers.pages import Parsed, text
from tests.small_web import small_web
from tests.test_night import FIRST, Nights

DAY = timedelta(days=1)


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", ["http://partner.example/fine"])
        yield made


def listed(nights: Nights) -> str:
    return text((nights.reports / "index.html").read_text(encoding="utf-8"))


def fail(nights: Nights, at) -> None:
    away = nights.site.with_name("away")
    nights.site.rename(away)
    with pytest.raises(NothingToAudit):
        nights.audit(at)
    shutil.rmtree(nights.site, ignore_errors=True)
    away.rename(nights.site)


def test_a_run_without_a_report_is_told_above_the_reports_that_stand_until_the_next_one(nights):
    nights.audit(FIRST)
    before = listed(nights)
    fail(nights, FIRST + DAY)
    failed = listed(nights)
    nights.audit(FIRST + 2 * DAY)

    assert "ended without a report" not in before
    assert "The last run ended without a report: Thursday 19 November 2026, 02:00 UTC." in failed
    assert failed.index("ended without a report") < failed.index("Last complete report: Wednesday 18 November 2026")
    assert str(nights.site) not in failed
    assert "ended without a report" not in listed(nights)


def test_a_first_run_that_fails_leaves_a_list_that_says_so(nights):
    fail(nights, FIRST)
    assert "The last run ended without a report" in listed(nights)
    assert "No report yet." in listed(nights)


class Kept:
    """A store that has lived through many nights."""

    def __init__(self, rows: Sequence[ReportRow]) -> None:
        self.rows = rows

    async def reports(self, *, limit: int | None = 400) -> Sequence[ReportRow]:
        return self.rows[:limit]

    async def report(self, report_id: str) -> None:
        del report_id


async def test_every_report_that_the_store_keeps_is_listed_however_many_there_are(tmp_path):
    rows = [replace(row, generated_at=row.generated_at - timedelta(hours=number)) for number, row in enumerate([made.row(0)] * 4000)]
    rows = [replace(row, report_id=f"{row.generated_at:%Y-%m-%d}.{row.generated_at.hour + 1}") for row in rows]
    plan = wiring.plan_of(Config(reports=Reports(path=tmp_path)))
    listing = Listing(plan=plan, store=Kept(rows), indexes=(HtmlIndex(), CsvIndex(), AtomFeed(), PartnerFeeds()))
    pages = await listing.documents(replace(made.nothing_wrong(), revision=30), await listing.earlier())
    led = {href for page in pages if page.name.endswith(".html") for href in Parsed(page.content.decode()).hrefs}
    assert {f"{row.report_id}/index.html" for row in rows} <= led
    assert next(page for page in pages if page.name == REPORTS_CSV).content.count(b"\r\n") == 4002


def test_a_feed_has_the_newest_reports_in_whatever_order_they_come():
    days = [FIRST + timedelta(days=number) for number in range(100)]
    rows = [replace(made.row(0), generated_at=day, report_id=f"{day:%Y-%m-%d}") for day in days]
    facts = {"site_name": "S", "timezone": "UTC", "generated_at": FIRST}
    (feed,) = AtomFeed().render_index(rows, **facts)
    assert feed == AtomFeed().render_index(rows[::-1], **facts)[0]
    assert [f"{days[number]:%Y-%m-%d}/".encode() in feed.content for number in (99, 40, 39, 0)] == [True, True, False, False]
