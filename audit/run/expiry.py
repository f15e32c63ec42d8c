"""Making room in the folder of reports.

A dated report never changes while it stands, and stands for good unless somebody has said for how long reports are kept. Then those
that are older go, but for what anything still leads to: the list of reports, ``latest``, and the pages that keep their address, which
are those of the newest complete report. What goes is renamed into a hidden folder first: nobody meets half a report, and what a killed
process leaves there the next publication removes.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from audit.model.report import Report
from audit.model.run import RunStatus
from audit.ports import ReportRow
from audit.renderers import names
from audit.run.disk import staged, sync
from audit.run.plan import Plan
from audit.run.publish import DATED

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""So many reports go in one night, the oldest first: a long past is cleared away in some nights, and none of them waits for it."""


def make_room(plan: Plan, report: Report, earlier: Sequence[ReportRow], *, made: Collection[str]) -> None:
    """Remove what has outlived its time, now that a report stands.

    `earlier` are the others that the list leads to, newest first, and `made` the names of its pages and of what goes with it.
    A disk that will not have it is logged: the night's report stands all the same.
    """
    try:
        drop_pages_of_longer_lists(root=plan.reports, made=made)
        complete = _last_complete(report, earlier)
        if plan.keep_reports_days is None or complete is None:
            return
        # What the list leads to is for `keep_days`, even on a night that has lost the database and with it the list.
        before = min(report.date - timedelta(days=max(plan.keep_reports_days, plan.keep_days)), complete)
        if gone := expire(root=plan.reports, before=before, kept={report.id, *(row.report_id for row in earlier)}):
            log.info("old reports removed", extra={"reports": len(gone), "first": gone[0], "last": gone[-1]})
    except OSError as error:
        log.warning("old reports could not be removed", extra={"why": error.strerror or str(error)})


def expire(*, root: Path, before: date, kept: Collection[str]) -> tuple[str, ...]:
    """Remove the dated reports of days before `before` that are not among those `kept`; returns their ids, the oldest first.

    Nothing that is no dated report of ours is touched, whatever its name.

    Raises:
        OSError: the disk cannot be read or written.
    """
    spared = {*kept, *_pointed_at(root)}
    found = ((day, path) for path in root.iterdir() if path.name not in spared and (day := _day_of(path)) and day < before)
    over = [path for _, path in sorted(found)][:MOST_AT_ONCE]
    if over:
        with staged(root) as away:
            for path in over:
                path.rename(away / path.name)
            sync(root)
    return tuple(path.name for path in over)


def drop_pages_of_longer_lists(*, root: Path, made: Collection[str]) -> None:
    """Remove the pages that the list of reports had when it was longer: they lead to reports that nobody knows any more."""
    for number in count(2):
        page = root / names.reports_page(number)
        if page.name not in made:
            if not page.is_file():
                return
            page.unlink()


def _last_complete(report: Report, earlier: Sequence[ReportRow]) -> date | None:
    """The day of the newest complete report: the pages that keep their address lead there, and into what came after it."""
    if report.run.status is RunStatus.COMPLETE:
        return report.date
    complete = next((row for row in earlier if row.run.status is RunStatus.COMPLETE), None)
    return date.fromisoformat(complete.report_id.partition(".")[0]) if complete else None


def _day_of(path: Path) -> date | None:
    """The day of a dated report; None for whatever else lies there."""
    named = DATED.fullmatch(path.name)
    if named is None or path.is_symlink() or not (path / names.JSON).is_file():
        return None
    try:
        return date.fromisoformat(named["day"])
    except ValueError:
        return None


def _pointed_at(root: Path) -> Iterator[str]:
    latest = root / "latest"
    if latest.is_symlink():
        yield latest.readlink().name
