"""Forgetting, so that the database stops growing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.stores.schema import CHECKS, FINDINGS, INITIATIVES, PAGES, PARSED, REPORTS, RUNS, SENT, STREAKS


async def prune(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget what ended, or was last seen, before that moment; returns how many rows went.

    Open findings stay however old they are, and so does the newest report: without it there would be nothing to compare with.
    """
    newest = select(REPORTS.c.run_id).order_by(REPORTS.c.started_at.desc()).limit(1).scalar_subquery()
    reported = select(REPORTS.c.run_id)
    steps: Sequence[Delete] = (
        delete(CHECKS).where(CHECKS.c.at < before),
        _old(FINDINGS, FINDINGS.c.closed_at < before),
        _old(STREAKS, STREAKS.c.last_checked_at < before),
        _old(PAGES, PAGES.c.at < before),
        _old(PARSED, PARSED.c.used_at < before),
        _old(INITIATIVES, INITIATIVES.c.last_seen < before),
        _old(SENT, SENT.c.sent_at < before),
        delete(REPORTS).where(REPORTS.c.started_at < before, REPORTS.c.run_id != newest),
        delete(RUNS).where(RUNS.c.started_at < before, RUNS.c.id.not_in(reported)),
    )
    return sum([(await connection.execute(step)).rowcount for step in steps])


def _old(table: Table, condition: ColumnElement[bool]) -> Delete:
    return delete(table).where(condition)
