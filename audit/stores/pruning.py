"""Forgetting, so that the database stops growing."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, ColumnElement, Delete, delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.stores.schema import ACKNOWLEDGEMENTS, CHECKS, CLAIMS, FINDINGS, INITIATIVES, PAGES, PARSED, REPORTS, RUNS, SENT, STREAKS

NIGHTLY = timedelta(days=30)
"""How long every single check is kept; older ones only where something changed."""

_PAGES_FREED = 2_000
"""Pages that an SQLite file gives back at a time: a few megabytes, a moment's work."""


async def prune(connection: AsyncConnection, *, now: datetime, keep_days: int) -> int:
    """Forget what ended, or was last seen, more than `keep_days` ago; returns how many rows went.

    Open findings stay however old they are, and so does the newest report: without it there would be nothing to compare with.
    """
    gone = 0
    for step in (*_outlived(now - timedelta(days=keep_days)), _unchanged(now - NIGHTLY)):
        gone += (await connection.execute(step)).rowcount
    return gone


def shrink(file: Path, *, patience: float) -> None:
    """Give room that pruning freed in an SQLite file back to the disk, some of it at a time. Blocks."""
    with closing(sqlite3.connect(file, timeout=patience)) as connection:
        # As a script: the pragma frees one page a step, and a plain statement is stepped only once.
        connection.executescript(f"PRAGMA incremental_vacuum({_PAGES_FREED})")


def _outlived(before: datetime) -> tuple[Delete, ...]:
    newest = select(REPORTS.c.run_id).order_by(REPORTS.c.started_at.desc()).limit(1).scalar_subquery()
    return (
        delete(CHECKS).where(CHECKS.c.at < before),
        delete(FINDINGS).where(FINDINGS.c.closed_at < before),
        delete(STREAKS).where(STREAKS.c.last_checked_at < before),
        delete(PAGES).where(PAGES.c.at < before),
        delete(PARSED).where(PARSED.c.used_at < before),
        delete(INITIATIVES).where(INITIATIVES.c.last_seen < before),
        delete(ACKNOWLEDGEMENTS).where(ACKNOWLEDGEMENTS.c.ended_at < before),
        delete(SENT).where(SENT.c.sent_at < before),
        delete(CLAIMS).where(CLAIMS.c.at < before),
        delete(REPORTS).where(REPORTS.c.started_at < before, REPORTS.c.run_id != newest),
        delete(RUNS).where(RUNS.c.started_at < before, RUNS.c.id.not_in(select(REPORTS.c.run_id))),
    )


def _unchanged(before: datetime) -> Delete:
    """Checks that say the same as the one before them."""

    def before_it(column: Column[str]) -> ColumnElement[str]:
        return func.lag(column).over(partition_by=CHECKS.c.target_id, order_by=CHECKS.c.at)

    looks = (
        select(
            CHECKS.c.run_id,
            CHECKS.c.target_id,
            CHECKS.c.verdict,
            CHECKS.c.reason,
            before_it(CHECKS.c.verdict).label("verdict_before"),
            before_it(CHECKS.c.reason).label("reason_before"),
        )
        .where(CHECKS.c.at < before)
        .subquery()
    )
    same = select(looks.c.run_id, looks.c.target_id).where(
        looks.c.verdict == looks.c.verdict_before, looks.c.reason == looks.c.reason_before
    )
    return delete(CHECKS).where(tuple_(CHECKS.c.run_id, CHECKS.c.target_id).in_(same))
