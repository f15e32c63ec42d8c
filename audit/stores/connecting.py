"""Engines for the two databases, with the settings that each needs."""

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from audit.errors import SurroundingsError

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
"""The short names that are understood, with the driver that each means."""

PATIENCE = 30.0
"""Seconds that a transaction waits for another process that is writing."""

_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")


def address(text: str) -> URL:
    """The database's address, with the driver filled in.

    Raises:
        SurroundingsError: it is no address of a database that is supported.
    """
    remedy = "Use an address such as sqlite:///reports/audit.sqlite or postgresql://user@host/name in store.url."
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise SurroundingsError("store.url is not the address of a database.", remedy=remedy) from error
    url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
    if url.drivername not in DRIVERS.values():
        raise SurroundingsError(f"{url.drivername} is not a database that is supported.", remedy=remedy)
    return url


def connect(url: URL, *, patience: float = PATIENCE) -> AsyncEngine:
    """An engine for `url`; nothing is opened before it is used. SQLite waits `patience` seconds for other writers.

    Raises:
        SurroundingsError: the driver is not installed.
    """
    try:
        if url.get_backend_name() == "sqlite":
            engine = create_async_engine(url, connect_args={"timeout": patience})
            event.listen(engine.sync_engine, "connect", _settle_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
            return engine
        return create_async_engine(url, pool_pre_ping=True, connect_args={"server_settings": {"timezone": "UTC"}})
    except ModuleNotFoundError as error:
        raise SurroundingsError(
            f"The driver {error.name} is not installed.", remedy="Install it: pip install 'initiative-audit[postgres]'."
        ) from error


def writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions are going to write."""
    return engine.execution_options(audit_writes=True)


def _settle_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    # The driver's own transactions would leave changes of the schema outside; ours begin below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once when another process wrote in between, however
    # long it would wait: so those that will write take the lock when they begin.
    writes = connection.get_execution_options().get("audit_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
