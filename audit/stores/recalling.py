"""What is read: a fixed number of statements, however many addresses there are."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Result, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.history import choose_baseline
from audit.model.acknowledgement import Acknowledgement
from audit.model.report import Report
from audit.model.run import Run
from audit.model.standing import Check, PageSeen, Record, Streak
from audit.ports import Memory, ReportRow
from audit.stores.documents import acknowledgement_from_text, record_from_text, report_from_bytes, run_from_text
from audit.stores.rows import check_of, page_of, report_row_of, streak_of
from audit.stores.schema import ACKNOWLEDGEMENTS, CHECKS, FINDINGS, INITIATIVES, LINKS, PAGES, REPORTS, RUNS, SENT, STREAKS

_LOOK_BACK = 400
"""So many reports are looked through for a baseline."""

_AT_ONCE = 500
"""Targets in one statement: databases know a limit to what one may name."""


async def memory(connection: AsyncConnection, *, scope: str, ruleset: str, before: datetime) -> Memory:
    """See `Store.memory`."""
    earlier = _reports().where(REPORTS.c.scope == scope, REPORTS.c.started_at < before).limit(_LOOK_BACK)
    rows = [report_row_of(row) for row in (await connection.execute(earlier)).all()]
    baseline, passed_over = choose_baseline(rows, scope=scope, ruleset=ruleset)
    initiatives = (await connection.execute(select(INITIATIVES).where(INITIATIVES.c.scope == scope))).all()
    current = [row for row in initiatives if row.in_baseline] if baseline else []
    return Memory(
        baseline=baseline,
        passed_over=passed_over,
        records=await _records(connection, scope),
        streaks=await _streaks(connection),
        initiatives={row.id: row.health for row in current},
        links=await _links(connection, scope) if baseline else frozenset(),
        unjudged={row.id: row.links - row.judged for row in current},
        contents={row.id: row.content_sha256 for row in current},
        known_since={row.id: row.known_since for row in initiatives},
        said_since={row.id: (row.content_sha256, row.said_since) for row in initiatives if row.said_since},
    )


async def run(connection: AsyncConnection, run_id: str) -> Run | None:
    """See `Store.run`."""
    document = (await connection.execute(select(RUNS.c.document).where(RUNS.c.id == run_id))).scalar_one_or_none()
    return run_from_text(document) if document else None


async def runs(connection: AsyncConnection, *, limit: int) -> Sequence[Run]:
    """See `Store.runs`."""
    newest = select(RUNS.c.document).order_by(RUNS.c.started_at.desc(), RUNS.c.id.desc()).limit(limit)
    return tuple(run_from_text(document) for document in (await connection.execute(newest)).scalars())


async def reports(connection: AsyncConnection, *, limit: int | None) -> Sequence[ReportRow]:
    """See `Store.reports`."""
    return tuple(report_row_of(row) for row in (await connection.execute(_reports().limit(limit))).all())


async def report(connection: AsyncConnection, report_id: str) -> Report | None:
    """The newest report of that name."""
    wanted = select(REPORTS.c.document, REPORTS.c.document_version).where(REPORTS.c.report_id == report_id)
    row = (await connection.execute(wanted.order_by(REPORTS.c.generated_at.desc()).limit(1))).one_or_none()
    # A big report takes a second to read: where it keeps nobody waiting.
    return await asyncio.to_thread(report_from_bytes, row.document, version=row.document_version) if row else None


async def checks(connection: AsyncConnection, run_id: str) -> Sequence[Check]:
    """See `Store.checks`."""
    return _checks(await connection.execute(select(CHECKS).where(CHECKS.c.run_id == run_id).order_by(CHECKS.c.at, CHECKS.c.target_id)))


async def record(connection: AsyncConnection, finding_id: str) -> Record | None:
    """See `Store.record`."""
    newest = select(FINDINGS.c.document).where(FINDINGS.c.id == finding_id).order_by(FINDINGS.c.last_seen.desc()).limit(1)
    document = (await connection.execute(newest)).scalar_one_or_none()
    return record_from_text(document) if document else None


async def history(connection: AsyncConnection, target_id: str, *, limit: int) -> Sequence[Check]:
    """The newest checks of one target first."""
    newest = select(CHECKS).where(CHECKS.c.target_id == target_id).order_by(CHECKS.c.at.desc()).limit(limit)
    return _checks(await connection.execute(newest))


async def histories(connection: AsyncConnection, target_ids: Collection[str], *, limit: int) -> Mapping[str, Sequence[Check]]:
    """The newest checks of many targets first, by target id, some hundred targets at a time."""
    found: dict[str, list[Check]] = {}
    wanted = sorted(target_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = select(CHECKS).where(CHECKS.c.target_id.in_(wanted[start : start + _AT_ONCE]))
        for row in (await connection.execute(some.order_by(CHECKS.c.target_id, CHECKS.c.at.desc()))).all():
            looks = found.setdefault(row.target_id, [])
            if len(looks) < limit:
                looks.append(check_of(row))
    return found


async def pages(connection: AsyncConnection) -> Mapping[str, PageSeen]:
    """See `Store.pages`."""
    return {row.target_id: page_of(row) for row in (await connection.execute(select(PAGES))).all()}


async def acknowledgements(connection: AsyncConnection) -> Sequence[Acknowledgement]:
    """See `Store.acknowledgements`."""
    oldest_first = select(ACKNOWLEDGEMENTS.c.document).order_by(ACKNOWLEDGEMENTS.c.created_at, ACKNOWLEDGEMENTS.c.id)
    return tuple(acknowledgement_from_text(document) for document in (await connection.execute(oldest_first)).scalars())


async def was_sent(connection: AsyncConnection, message_id: str) -> bool:
    """See `Store.was_sent`."""
    found = await connection.execute(select(SENT.c.message_id).where(SENT.c.message_id == message_id))
    return found.scalar_one_or_none() is not None


def _reports() -> Select[Any]:
    """Report rows, the newest first, without the reports themselves."""
    columns = [column for column in REPORTS.columns if column.name != "document"]
    joined = REPORTS.join(RUNS, RUNS.c.id == REPORTS.c.run_id)
    newest_first = (REPORTS.c.started_at.desc(), REPORTS.c.generated_at.desc(), REPORTS.c.run_id.desc())
    return select(*columns, RUNS.c.document.label("run_document")).select_from(joined).order_by(*newest_first)


def _checks(rows: Result[Any]) -> tuple[Check, ...]:
    return tuple(check_of(row) for row in rows.all())


async def _records(connection: AsyncConnection, scope: str) -> dict[str, Record]:
    rows = (await connection.execute(select(FINDINGS.c.id, FINDINGS.c.document).where(FINDINGS.c.scope == scope))).all()
    return {row.id: record_from_text(row.document) for row in rows}


async def _streaks(connection: AsyncConnection) -> dict[str, Streak]:
    return {row.target_id: streak_of(row) for row in (await connection.execute(select(STREAKS))).all()}


async def _links(connection: AsyncConnection, scope: str) -> frozenset[tuple[str, str]]:
    rows = (await connection.execute(select(LINKS.c.initiative_id, LINKS.c.target_id).where(LINKS.c.scope == scope))).all()
    return frozenset((row.initiative_id, row.target_id) for row in rows)
