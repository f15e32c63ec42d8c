"""A memory that cannot be trusted is set aside, and nothing is called new because of it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from random import Random

import pytest

from audit.errors import SurroundingsError
from audit.stores import SqlStore
from tests.contracts.making import check, night, record, report, run


class Stopped:
    """A clock that stands still."""

    def now(self):
        return datetime(2026, 11, 21, 2, 3, 4, tzinfo=UTC)

    monotonic = sleep = None


def store_at(file):
    return SqlStore(f"sqlite:///{file}", clock=Stopped())


async def filled(file):
    """A database with a night in it, closed."""
    store = store_at(file)
    await store.open()
    await store.save_checks("run_0000", [check(f"host-{number}", title="x" * 200) for number in range(400)])
    await store.finish(run(0), report(run(0)), records=[record(f"host-{number}") for number in range(400)], streaks=(), links=())
    await store.close()


def flip_bytes(file):
    content = bytearray(file.read_bytes())
    chance = Random(7)
    for _ in range(4000):
        content[chance.randrange(100, len(content))] ^= 0xFF
    file.write_bytes(content)


def truncate(file):
    os.truncate(file, file.stat().st_size // 2)


def empty(file):
    os.truncate(file, 0)


def wrong_magic(file):
    file.write_bytes(b"Not a database!\0" + file.read_bytes()[16:])


def overwritten_by_a_text(file):
    file.write_text("<html>502 Bad Gateway</html>" * 300)


@pytest.mark.parametrize("spoil", [flip_bytes, truncate, empty, wrong_magic, overwritten_by_a_text])
async def test_a_damaged_file_is_set_aside_and_a_fresh_memory_begun(file, spoil):
    await filled(file)
    spoil(file)
    spoilt = file.read_bytes()
    store = store_at(file)
    await store.open()
    (notice,) = store.notices
    assert "set aside as memory.sqlite.damaged-20261121T020304Z" in notice
    memory = await store.memory(scope="all", ruleset="1", before=night(9))
    assert memory.baseline is None
    assert not memory.records
    await store.finish(run(1), report(run(1)), records=(), streaks=(), links=())
    await store.close()
    assert (file.parent / "memory.sqlite.damaged-20261121T020304Z").read_bytes() == spoilt
    again = store_at(file)
    await again.open()
    assert again.notices == ()
    await again.close()


async def test_two_damaged_files_of_one_second_are_both_kept(file):
    for _ in range(3):
        file.write_text("not a database at all")
        store = store_at(file)
        await store.open()
        await store.close()
    assert len(list(file.parent.glob("memory.sqlite.damaged-*"))) == 3


async def test_the_log_beside_a_damaged_file_goes_with_it(file):
    file.write_text("not a database at all")
    file.with_name(file.name + "-wal").write_bytes(b"left over")
    store = store_at(file)
    await store.open()
    await store.close()
    assert file.with_name("memory.sqlite.damaged-20261121T020304Z-wal").read_bytes() == b"left over"


async def test_a_database_of_another_program_is_refused_and_left_as_it_is(file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE runs (mine INTEGER)")
    store = store_at(file)
    with pytest.raises(SurroundingsError, match="another program: runs"):
        await store.open()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("runs",)]


async def test_a_folder_in_place_of_the_file_is_our_surroundings_trouble(file):
    file.mkdir()
    with pytest.raises(SurroundingsError, match="cannot be"):
        await store_at(file).open()


async def test_a_folder_that_cannot_be_made_is_our_surroundings_trouble(file):
    file.write_text("a file where a folder should be")
    with pytest.raises(SurroundingsError, match="cannot be used"):
        await store_at(file / "deeper" / "memory.sqlite").open()


async def test_the_folder_of_a_new_database_is_made(tmp_path):
    store = store_at(tmp_path / "not" / "yet" / "memory.sqlite")
    await store.open()
    await store.close()
    assert (tmp_path / "not" / "yet" / "memory.sqlite").exists()


async def test_a_database_in_memory_works_too():
    store = SqlStore("sqlite://")
    await store.open()
    await store.begin(run(0))
    assert await store.run("run_0000") == run(0)
    await store.close()


async def test_a_table_lost_while_running_is_our_surroundings_trouble(file):
    store = store_at(file)
    await store.open()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE runs")
    with pytest.raises(SurroundingsError, match="The database failed"):
        await store.runs()
    await store.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "sqlite+pysqlite:///x", ""])
def test_an_address_of_no_database_that_is_known_is_refused(url):
    with pytest.raises(SurroundingsError):
        SqlStore(url)
