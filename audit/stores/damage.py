"""A damaged SQLite file is set aside, never repaired and never deleted."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from audit.errors import SurroundingsError
from audit.stores.connecting import PATIENCE

_COMPANIONS = ("", "-wal", "-shm")
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


async def set_aside_if_damaged(path: Path, *, now: datetime) -> tuple[str, ...]:
    """Look at the file at `path`; what readers should be told when it had to be set aside, else nothing.

    Raises:
        SurroundingsError: it cannot be looked at.
    """
    return await asyncio.to_thread(_look, path, now)


def _look(path: Path, now: datetime) -> tuple[str, ...]:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            return ()
        what = _damage(path)
        if not what:
            return ()
        kept = _set_aside(path, now)
    except OSError as error:
        raise SurroundingsError(f"The database {path} cannot be used: {error}", remedy="Check the disk and the rights.") from error
    return (f"The database was damaged ({what}) and was set aside as {kept.name}. A fresh one was begun: nothing is called new this time.",)


def _damage(path: Path) -> str:
    if path.stat().st_size == 0:
        return "it was empty"
    try:
        # Reading alone, so that not even the file's write-ahead log is tidied away: it may hold what the file lost.
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
            answers = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
    except UnicodeDecodeError:
        return "not even its names can be read"  # what SQLite says of the damage quotes it
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _DAMAGED:
            return str(error)
        raise SurroundingsError(f"The database {path} cannot be opened: {error}", remedy="Check the disk and the rights.") from error
    return "" if answers == ["ok"] else answers[0]


def _set_aside(path: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    for suffix in _COMPANIONS:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + suffix))
    return kept
