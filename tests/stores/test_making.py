"""A new SQLite file is there whole or not at all."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from audit.errors import SurroundingsError
from audit.stores.making import make_unless_there


def pragma(file, name):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_file_keeps_its_settings(file):
    make_unless_there(file)
    assert (pragma(file, "journal_mode"), pragma(file, "auto_vacuum")) == ("wal", 2)
    assert {path.name for path in file.parent.iterdir()} <= {file.name, f"{file.name}-wal", f"{file.name}-shm"}


def test_one_that_is_there_stays_as_it_is(file):
    file.write_bytes(b"something else")
    make_unless_there(file)
    assert file.read_bytes() == b"something else"


def test_of_many_that_make_it_at_once_each_finds_a_whole_one(file):
    def make_and_open(_):
        make_unless_there(file)
        return pragma(file, "journal_mode"), pragma(file, "auto_vacuum")

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(make_and_open, range(64))) == {("wal", 2)}


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(SurroundingsError, match=r"memory\.sqlite cannot be made"):
        make_unless_there(tmp_path / "nowhere" / "memory.sqlite")
