"""The memory of the audit in SQLite or PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from audit.clock import Clock, SystemClock
from audit.errors import SurroundingsError
from audit.model.acknowledgement import Acknowledgement
from audit.model.correspondence import HandOver, LinkKey, Preference
from audit.model.report import Report
from audit.model.run import Run
from audit.model.standing import Check, PageSeen, Record, Streak
from audit.ports import Memory, ReportRow
from audit.stores import corresponding, keeping, parsing, pruning, recalling
from audit.stores.connecting import PATIENCE, address, connect, writing
from audit.stores.damage import set_aside_if_damaged
from audit.stores.making import make_unless_there
from audit.stores.migrating import migrate
from audit.stores.rows import report_values


class SqlStore:
    """`Store` over SQLAlchemy: one set of statements for SQLite files and PostgreSQL.

    `migrations` names folders with further steps of the schema, for rehearsing an upgrade; `patience` is how many
    seconds a writer waits for another process to finish writing to an SQLite file.
    """

    def __init__(self, url: str, *, clock: Clock | None = None, migrations: Sequence[Path] = (), patience: float = PATIENCE) -> None:
        self._url = address(url)
        self._clock = clock or SystemClock()
        self._migrations = tuple(migrations)
        self._patience = patience
        self._engine: AsyncEngine | None = None
        self.notices: tuple[str, ...] = ()
        """What readers of the next report should know of the memory, in sentences."""

    async def open(self) -> None:
        """See `Store.open`. Opening an open store does nothing."""
        if self._engine:
            return
        file = self._file()
        if file:
            self.notices = await set_aside_if_damaged(file, now=self._clock.now())
            await asyncio.to_thread(make_unless_there, file)
        self._engine = connect(self._url, patience=self._patience)
        try:
            with _surroundings():
                await migrate(self._engine, file=file, further=self._migrations)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """See `Store.close`."""
        if self._engine:
            engine, self._engine = self._engine, None
            await engine.dispose()

    async def begin(self, run: Run) -> None:
        """See `Store.begin`."""
        async with self._writing() as connection:
            await keeping.keep_run(connection, run)

    async def fail(self, run: Run) -> None:
        """See `Store.fail`."""
        await self.begin(run)

    async def keep_looks(self, run: Run, *, streaks: Iterable[Streak]) -> None:
        """See `Store.keep_looks`."""
        async with self._writing() as connection:
            await keeping.keep_run(connection, run)
            await keeping.keep_pages(connection, run)
            await keeping.keep_standings(connection, run.scope, records=(), streaks=streaks)

    async def save_checks(self, run_id: str, checks: Sequence[Check]) -> None:
        """See `Store.save_checks`."""
        async with self._writing() as connection:
            await keeping.keep_checks(connection, run_id, checks)

    async def finish(  # noqa: PLR0913 - everything that one transaction keeps, by name
        self,
        run: Run,
        report: Report,
        *,
        records: Iterable[Record],
        streaks: Iterable[Streak],
        links: Iterable[tuple[str, str]],
        acknowledgements: Iterable[Acknowledgement] = (),
    ) -> None:
        """See `Store.finish`."""
        # A big report takes a second to write down: outside the transaction, and where it keeps nobody waiting.
        kept = await asyncio.to_thread(report_values, run, report)
        async with self._writing() as connection:
            await keeping.keep_run(connection, run)
            await keeping.keep_pages(connection, run)
            await keeping.keep_initiatives(connection, run, report)
            await keeping.keep_report(connection, kept)
            await keeping.keep_standings(connection, run.scope, records=records, streaks=streaks)
            await keeping.keep_links(connection, run, links)
            await keeping.keep_acknowledgements(connection, acknowledgements)

    async def checks(self, run_id: str) -> Sequence[Check]:
        """See `Store.checks`."""
        async with self._reading() as connection:
            return await recalling.checks(connection, run_id)

    async def memory(self, *, scope: str, ruleset: str, before: datetime) -> Memory:
        """See `Store.memory`."""
        async with self._reading() as connection:
            return await recalling.memory(connection, scope=scope, ruleset=ruleset, before=before)

    async def run(self, run_id: str) -> Run | None:
        """See `Store.run`."""
        async with self._reading() as connection:
            return await recalling.run(connection, run_id)

    async def runs(self, *, limit: int = 50) -> Sequence[Run]:
        """See `Store.runs`."""
        async with self._reading() as connection:
            return await recalling.runs(connection, limit=limit)

    async def reports(self, *, limit: int | None = 400) -> Sequence[ReportRow]:
        """See `Store.reports`."""
        async with self._reading() as connection:
            return await recalling.reports(connection, limit=limit)

    async def report(self, report_id: str) -> Report | None:
        """See `Store.report`."""
        async with self._reading() as connection:
            return await recalling.report(connection, report_id)

    async def record(self, finding_id: str) -> Record | None:
        """See `Store.record`."""
        async with self._reading() as connection:
            return await recalling.record(connection, finding_id)

    async def history(self, target_id: str, *, limit: int = 100) -> Sequence[Check]:
        """See `Store.history`."""
        async with self._reading() as connection:
            return await recalling.history(connection, target_id, limit=limit)

    async def histories(self, target_ids: Collection[str], *, limit: int = 100) -> Mapping[str, Sequence[Check]]:
        """See `Store.histories`."""
        async with self._reading() as connection:
            return await recalling.histories(connection, target_ids, limit=limit)

    async def pages(self) -> Mapping[str, PageSeen]:
        """See `Store.pages`."""
        async with self._reading() as connection:
            return await recalling.pages(connection)

    async def acknowledgements(self) -> Sequence[Acknowledgement]:
        """See `Store.acknowledgements`."""
        async with self._reading() as connection:
            return await recalling.acknowledgements(connection)

    async def keep_acknowledgements(self, words: Iterable[Acknowledgement]) -> None:
        """See `Store.keep_acknowledgements`."""
        async with self._writing() as connection:
            await keeping.keep_acknowledgements(connection, words)

    async def parsed(self, keys: Collection[str], *, now: datetime) -> Mapping[str, bytes]:
        """See `Store.parsed`."""
        async with self._reading() as connection:
            found, old = await parsing.recall(connection, keys, now=now)
        if old:
            async with self._writing() as connection:
                await parsing.mark_used(connection, old, now=now)
        return found

    async def keep_parsed(self, made: Mapping[str, bytes], *, now: datetime) -> None:
        """See `Store.keep_parsed`."""
        async with self._writing() as connection:
            await parsing.keep(connection, made, now=now)

    async def was_sent(self, message_id: str) -> bool:
        """See `Store.was_sent`."""
        async with self._reading() as connection:
            return await recalling.was_sent(connection, message_id)

    async def mark_sent(self, message_id: str, *, at: datetime) -> None:
        """See `Store.mark_sent`."""
        async with self._writing() as connection:
            await keeping.keep_sent(connection, message_id, at=at)

    async def claim(self, message_id: str, *, at: datetime, stale: datetime) -> bool:
        """See `Ledger.claim`."""
        async with self._writing() as connection:
            return await corresponding.claim(connection, message_id, at=at, stale=stale)

    async def release(self, message_id: str) -> None:
        """See `Ledger.release`."""
        async with self._writing() as connection:
            await corresponding.release(connection, message_id)

    async def preferences(self) -> Sequence[Preference]:
        """See `Correspondence.preferences`."""
        async with self._reading() as connection:
            return await corresponding.preferences(connection)

    async def keep_preference(self, preference: Preference) -> None:
        """See `Correspondence.keep_preference`."""
        async with self._writing() as connection:
            await corresponding.keep_preference(connection, preference)

    async def hand_overs(self) -> Sequence[HandOver]:
        """See `Correspondence.hand_overs`."""
        async with self._reading() as connection:
            return await corresponding.hand_overs(connection)

    async def keep_hand_over(self, word: HandOver) -> None:
        """See `Correspondence.keep_hand_over`."""
        async with self._writing() as connection:
            await corresponding.keep_hand_over(connection, word)

    async def link_keys(self) -> Sequence[LinkKey]:
        """See `KeyStore.link_keys`."""
        async with self._reading() as connection:
            return await corresponding.link_keys(connection)

    async def keep_link_key(self, key: LinkKey) -> None:
        """See `KeyStore.keep_link_key`."""
        async with self._writing() as connection:
            await corresponding.keep_link_key(connection, key)

    async def forget_link_keys(self, *, before: datetime) -> int:
        """See `KeyStore.forget_link_keys`."""
        async with self._writing() as connection:
            return await corresponding.forget_link_keys(connection, before=before)

    async def prune(self, keep_days: int) -> int:
        """See `Store.prune`."""
        async with self._writing() as connection:
            gone = await pruning.prune(connection, now=self._clock.now(), keep_days=keep_days)
        if file := self._file():
            with _surroundings():
                await asyncio.to_thread(pruning.shrink, file, patience=self._patience)
        return gone

    def _file(self) -> Path | None:
        """The SQLite file; None for a server, or a database that lives in memory."""
        name = self._url.database
        return Path(name) if self._url.get_backend_name() == "sqlite" and name and name != ":memory:" else None

    def _opened(self) -> AsyncEngine:
        if self._engine is None:
            raise SurroundingsError("The store is not open.", remedy="Call open() first.")
        return self._engine

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that is kept as a whole or not at all."""
        with _surroundings():
            async with writing(self._opened()).begin() as connection:
                yield connection

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with _surroundings():
            async with self._opened().connect() as connection:
                yield connection


@contextmanager
def _surroundings() -> Iterator[None]:
    """Turns what the database says into an error of ours."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        said = str(getattr(error, "orig", None) or error).splitlines()
        raise SurroundingsError(
            f"The database failed: {said[0] if said else type(error).__name__}", remedy="Check store.url and the disk."
        ) from error
