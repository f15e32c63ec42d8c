"""Every store of the shelf, with nothing in it."""

import asyncio
import shutil

import pytest

from audit.stores import SqlStore
from audit.stores.schema import METADATA
from tests.postgres import PostgresMissingError, running

ON_POSTGRES = (pytest.mark.postgres, pytest.mark.xdist_group("postgres"))
"""Marks of a test that needs the server, which is started in one process for all of them."""


@pytest.fixture(scope="session")
def postgres():
    try:
        with running() as server:
            yield server
    except PostgresMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def file_with_tables(tmp_path_factory):
    """An SQLite file with all tables and nothing in them, to be copied; how tables are made is for `tests/stores/test_migrating.py`."""
    file = tmp_path_factory.mktemp("tables") / "memory.sqlite"
    make_tables(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def database_with_tables(postgres):
    """The same on a server, to be emptied before each test."""
    make_tables(postgres.create("tables"))
    return "tables"


def make_tables(url):
    async def once():
        store = SqlStore(url)
        await store.open()
        await store.close()

    asyncio.run(once())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=ON_POSTGRES)])
def url(request, tmp_path):
    """The address of a database with nothing in its tables."""
    if request.param == "sqlite":
        file = tmp_path / "memory.sqlite"
        shutil.copy(request.getfixturevalue("file_with_tables"), file)
        return f"sqlite+aiosqlite:///{file}"
    server, database = request.getfixturevalue("postgres"), request.getfixturevalue("database_with_tables")
    server.empty(database, tables=METADATA.tables)
    return server.url(database)


@pytest.fixture
async def store(url):
    opened = SqlStore(url)
    await opened.open()
    yield opened
    await opened.close()
