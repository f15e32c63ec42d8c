"""A new SQLite file appears whole: whoever opens it at the same moment finds no half-made one."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from audit.errors import SurroundingsError


def make_unless_there(path: Path) -> None:
    """Make an empty database at `path`, with what its file keeps of its settings. One that is there stays as it is.

    SQLite gives up at once, whatever its time-out, when two connections turn on the log of the same file; so the file is made beside,
    where nobody sees it, and then given its name, which only one can do.

    Raises:
        SurroundingsError: the folder cannot be written.
    """
    if path.exists():
        return
    try:
        with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            made = Path(folder) / path.name
            with closing(sqlite3.connect(made, isolation_level=None)) as connection:
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # room that pruning frees can then be given back a little at a time
                connection.execute("PRAGMA journal_mode = WAL")
            with suppress(OSError):  # somebody else was first; or this disk knows no links, and SQLite makes the file as it opens it
                path.hardlink_to(made)
    except (OSError, sqlite3.Error) as error:
        raise SurroundingsError(f"The database {path} cannot be made: {error}", remedy="Check the disk and the rights.") from error
