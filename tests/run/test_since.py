"""How things moved since a report of some weeks ago."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.run import RunStatus
from audit.run.row import moved_since, row_of
from tests.renderers import reports

DAY = timedelta(days=1)


class Shelf:
    """Reports by their ids, as a store hands them out."""

    def __init__(self, *kept):
        self.kept = {report.id: report for report in kept}

    async def report(self, report_id):
        return self.kept.get(report_id)


def report_of(*healths: str, days_ago: int = 0, status: RunStatus = RunStatus.COMPLETE):
    at = reports.NIGHT - days_ago * DAY
    made = reports.arranged(initiatives=[reports.initiative(number, health=word) for number, word in enumerate(healths)], day=at.date())
    return replace(made, generated_at=at, run=replace(reports.run(status), started_at=at))


async def since(report, *earlier):
    rows = [row_of(one) for one in earlier]
    return await moved_since(Shelf(*earlier), report, rows, min_coverage=95)


async def test_the_oldest_report_of_the_last_four_weeks_is_compared_among_the_initiatives_of_both():
    old = report_of("broken", "broken", "clean", "clean", days_ago=28)
    newer = report_of("clean", "clean", "clean", "clean", days_ago=14)
    moved = await since(report_of("clean", "broken", "clean", "clean", "broken"), newer, old, report_of(days_ago=40))
    assert moved is not None
    assert (moved.day, moved.initiatives, moved.change_points, moved.median_days) == (old.date, 4, 25.0, 9)


@pytest.mark.parametrize(
    "earlier",
    [
        report_of("clean", days_ago=3),
        report_of("clean", days_ago=20, status=RunStatus.PARTIAL),
        replace(report_of("clean", days_ago=20), run=replace(reports.run(), ruleset="2")),
        report_of(days_ago=20),
    ],
    ids=["too young", "partial", "other rules", "nothing in common"],
)
async def test_without_a_report_to_compare_with_nothing_is_said(earlier):
    assert await since(report_of("clean"), earlier) is None


async def test_a_report_that_cannot_be_compared_itself_says_nothing():
    report = report_of("clean")
    assert await since(replace(report, health=replace(report.health, comparable=False)), report_of("clean", days_ago=20)) is None


def test_a_share_of_a_run_that_judged_too_little_is_not_told_by_lists_either():
    report = report_of("clean", "broken")
    assert row_of(report).health_percent == report.health.percent
    assert row_of(replace(report, health=replace(report.health, comparable=False))).health_percent is None
