"""Bringing the tables up to date, in one transaction, with a copy of an SQLite file beside it."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from audit.errors import SurroundingsError
from audit.stores.connecting import PATIENCE, writing
from audit.stores.schema import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "audit_schema"
_LOCK = 0x61756469
"""A number of our own for PostgreSQL's advisory lock: one migration at a time."""


async def migrate(engine: AsyncEngine, *, file: Path | None, further: Sequence[Path] = ()) -> None:
    """Bring the schema up to date. `further` folders of migrations come after the package's own.

    Raises:
        SurroundingsError: a newer version, or another program, made these tables.
    """
    config = _config(further)
    steps = ScriptDirectory.from_config(config)
    async with engine.connect() as connection:
        current = await connection.run_sync(_current, steps)
    if current == steps.get_current_head():
        return
    if current and file:
        await asyncio.to_thread(_copy, file, file.with_name(f"{file.name}.before-{steps.get_current_head()}"))
    async with writing(engine).begin() as connection:
        await connection.run_sync(_upgrade, config, steps)


def _config(further: Sequence[Path]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, (MIGRATIONS / "versions", *further))))
    config.attributes["version_table"] = VERSION_TABLE
    return config


def _current(connection: Connection, steps: ScriptDirectory) -> str | None:
    """The revision of the tables; None for a database without any of ours."""
    current = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if current and current not in {step.revision for step in steps.walk_revisions()}:
        raise SurroundingsError(
            f"The database was written by a newer version of audit (its tables are at {current}).",
            remedy="Install that version, or name another database in store.url.",
        )
    return current


def _refuse_strangers(connection: Connection) -> None:
    """Asked under the lock alone: beside it, another process may be half way through making the same tables."""
    if strangers := set(inspect(connection).get_table_names()) & METADATA.tables.keys():
        raise SurroundingsError(
            f"The database has tables of another program: {', '.join(sorted(strangers))}.", remedy="Name another database in store.url."
        )


def _upgrade(connection: Connection, config: Config, steps: ScriptDirectory) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    current = _current(connection, steps)
    if current == steps.get_current_head():
        return
    if current is None:
        _refuse_strangers(connection)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(file: Path, target: Path) -> None:
    """A whole copy of an SQLite database, taken while others may be reading and writing."""
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
