"""The newest report at hand, however many nights the service has lived through."""

import asyncio
import gc
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from audit.model.report import Report
from audit.model.run import RunStatus
from audit.service.newest import Newest
from tests.renderers import reports
from tests.service.conftest import NIGHT, row_of


class Nights:
    """A store that hands out a report of each night, and forgets it."""

    def __init__(self) -> None:
        self.rows = []
        self.read_so_far = 0
        self.name = f"site {uuid4()}"

    def pass_one(self, status: RunStatus = RunStatus.COMPLETE) -> str:
        at = NIGHT + timedelta(days=len(self.rows))
        self.rows.insert(0, row_of(at.date().isoformat(), at=at, status=status))
        return self.rows[0].report_id

    async def newest(self, limit: int):
        return self.rows[:limit]

    async def report(self, report_id: str) -> Report:
        self.read_so_far += 1
        row = next(row for row in self.rows if row.report_id == report_id)
        return replace(reports.tiny(), run=row.run, date=row.run.started_at.date(), site_name=self.name)


@pytest.mark.parametrize("status", [RunStatus.COMPLETE, RunStatus.PARTIAL])
async def test_the_reports_of_nights_long_gone_are_not_kept_in_memory(status):
    nights = Nights()
    newest = Newest(rows=nights.newest, read=nights.report)
    for number in range(12):
        nights.pass_one(status if number % 2 else RunStatus.COMPLETE)
        await newest.open()
        await newest.open(complete=True)
    await asyncio.get_running_loop().shutdown_default_executor()  # a thread may still hold what it has just read
    gc.collect()
    kept = {one.id for one in gc.get_objects() if isinstance(one, Report) and one.site_name == nights.name}
    assert kept == {row.report_id for row in nights.rows[: len(kept)]}, "the newest"
    assert len(kept) <= 4


async def test_whoever_pages_through_the_report_before_finds_it_without_reading_it_again():
    nights = Nights()
    newest = Newest(rows=nights.newest, read=nights.report)
    first = nights.pass_one()
    await newest.open()
    nights.pass_one()
    await newest.open()
    read = nights.read_so_far
    assert (await newest.at(first)).report.id == first
    assert nights.read_so_far == read
