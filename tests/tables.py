"""Stores with nothing in their tables. How tables are made is looked at by `tests/stores/test_migrating.py`; all others copy them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from audit.clock import Clock
from audit.stores import SqlStore

_MADE: list[bytes] = []
"""The file of the first store that was opened by this process."""


async def open_empty(file: Path, *, clock: Clock | None = None) -> SqlStore:
    """An open store in an SQLite file that is not there yet."""
    if _MADE:
        file.write_bytes(_MADE[0])
    store = SqlStore(f"sqlite+aiosqlite:///{file}", clock=clock)
    await store.open()
    if not _MADE:
        with closing(sqlite3.connect(file)) as connection:
            _MADE.append(connection.serialize())
    return store
