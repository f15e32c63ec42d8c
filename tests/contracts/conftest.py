"""Every store of the shelf, opened on nothing."""

import itertools

import pytest

from audit.stores import SqlStore
from tests.postgres import PostgresMissingError, running

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres():
    try:
        with running() as server:
            yield server
    except PostgresMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'memory.sqlite'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"contract_{next(_NUMBERS)}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture
async def store(url):
    opened = SqlStore(url)
    await opened.open()
    yield opened
    await opened.close()
