"""What is written: each function inside a transaction that its caller began."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.model.acknowledgement import Acknowledgement
from audit.model.report import Report
from audit.model.run import Run, RunStatus
from audit.model.standing import Check, Record, Streak
from audit.model.verdict import WORKS, Verdict
from audit.stores.rows import Values, acknowledgement_values, check_values, initiative_values, record_values, run_values, streak_values
from audit.stores.schema import ACKNOWLEDGEMENTS, CHECKS, FINDINGS, INITIATIVES, LINKS, PAGES, REPORTS, RUNS, SENT, STREAKS
from audit.stores.statements import put

NOT_MODIFIED = 304
"""The answer to a conditional request whose page has not changed."""


async def keep_run(connection: AsyncConnection, run: Run) -> None:
    """Keep the facts of a run, in place of what was known of it before."""
    await put(connection, RUNS, [run_values(run)])


async def keep_checks(connection: AsyncConnection, run_id: str, checks: Sequence[Check]) -> None:
    """Keep checks; one of the same target in the same run is replaced."""
    await put(connection, CHECKS, (check_values(run_id, check) for check in checks))


async def keep_pages(connection: AsyncConnection, run: Run) -> None:
    """Remember the pages that this run saw good. A run in doubt teaches nothing: it may have seen somebody's login portal."""
    if run.status not in (RunStatus.COMPLETE, RunStatus.PARTIAL):
        return
    good = (CHECKS.c.run_id == run.id) & CHECKS.c.verdict.in_([verdict.value for verdict in WORKS - {Verdict.INSECURE}])
    unchanged = CHECKS.c.status.is_not_distinct_from(NOT_MODIFIED)
    names = [column.name for column in PAGES.columns if column.name != "read_at"]
    read = select(CHECKS.c.at.label("read_at"), *(CHECKS.c[name] for name in names)).where(good, ~unchanged)
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(PAGES).from_select(["read_at", *names], read)
    replaced = {column.name: insert.excluded[column.name] for column in PAGES.columns if column.name != "target_id"}
    await connection.execute(insert.on_conflict_do_update(index_elements=["target_id"], set_=replaced))
    said_the_same = select(CHECKS.c.target_id).where(good, unchanged)
    await connection.execute(update(PAGES).where(PAGES.c.target_id.in_(said_the_same)).values(at=run.started_at))
    # Kept once with the page, not again with every check of it.
    await connection.execute(update(CHECKS).where(CHECKS.c.run_id == run.id, CHECKS.c.excerpt != "").values(excerpt=""))


async def keep_initiatives(connection: AsyncConnection, run: Run, report: Report) -> None:
    """Keep what the next run compares initiatives with; only a complete run leaves a baseline."""
    if run.status is not RunStatus.COMPLETE:
        return
    known = select(INITIATIVES.c.id, INITIATIVES.c.content_sha256, INITIATIVES.c.said_since).where(INITIATIVES.c.scope == run.scope)
    said = {row.id: (row.content_sha256, row.said_since) for row in (await connection.execute(known)).all()}
    await connection.execute(update(INITIATIVES).where(INITIATIVES.c.scope == run.scope).values(in_baseline=False))
    rows = initiative_values(run.scope, report, at=run.started_at, first=not said, said=said)
    await put(connection, INITIATIVES, rows, keep=("known_since",))


async def keep_report(connection: AsyncConnection, values: Values) -> None:
    """Keep a report: its row for lists, and the whole of it."""
    await put(connection, REPORTS, [values])


async def keep_standings(connection: AsyncConnection, scope: str, *, records: Iterable[Record], streaks: Iterable[Streak]) -> None:
    """Keep how findings and targets stand."""
    await put(connection, FINDINGS, (record_values(scope, record) for record in records))
    await put(connection, STREAKS, map(streak_values, streaks))


async def keep_links(connection: AsyncConnection, run: Run, links: Iterable[tuple[str, str]]) -> None:
    """Keep which initiative mentions which target, in place of the baseline before."""
    if run.status is not RunStatus.COMPLETE:
        return
    await connection.execute(delete(LINKS).where(LINKS.c.scope == run.scope))
    pairs = ({"scope": run.scope, "initiative_id": initiative, "target_id": target} for initiative, target in links)
    await put(connection, LINKS, pairs)


async def keep_sent(connection: AsyncConnection, message_id: str, *, at: datetime) -> None:
    """Remember a message that was handed over."""
    await put(connection, SENT, [{"message_id": message_id, "sent_at": at}])


async def keep_acknowledgements(connection: AsyncConnection, words: Iterable[Acknowledgement]) -> None:
    """Keep people's words, each in place of what was known of it before; but what is over stays over.

    A run that is in progress writes down the words as it read them, and somebody may have taken one back meanwhile. Only the file
    under review says of its words that they hold again.
    """
    said = tuple(words)
    await put(connection, ACKNOWLEDGEMENTS, (acknowledgement_values(word) for word in said if word.filed))
    standing = ACKNOWLEDGEMENTS.c.ended_at.is_(None)
    await put(connection, ACKNOWLEDGEMENTS, (acknowledgement_values(word) for word in said if not word.filed), where=standing)
