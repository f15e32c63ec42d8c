"""The schema over versions: forwards in one piece, never backwards, never half."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from audit.errors import SurroundingsError
from audit.stores import SqlStore
from audit.stores.connecting import address, connect
from audit.stores.migrating import VERSION_TABLE
from audit.stores.schema import METADATA
from tests.contracts.conftest import ON_POSTGRES
from tests.contracts.making import finding, night, record, report, run

OPEN = """
import asyncio, pathlib, sys
from audit.stores import SqlStore
asyncio.run(SqlStore(sys.argv[1], migrations=[pathlib.Path(sys.argv[2])]).open())
"""
ROOT = Path(__file__).parents[2]


def step(folder: Path, body: str) -> Path:
    """A folder with one further migration."""
    folder.mkdir()
    head = 'import sqlalchemy as sa\nfrom alembic import op\nrevision = "9999"\ndown_revision = "0005"\n'
    (folder / "9999_later.py").write_text(head + "def upgrade():\n" + textwrap.indent(body, "    "))
    return folder


async def filled(url):
    store = SqlStore(url)
    await store.open()
    await store.finish(run(0), report(run(0)), records=(record(),), streaks=(), links=())
    await store.close()


async def records_in(url):
    store = SqlStore(url)
    await store.open()
    memory = await store.memory(scope="all", ruleset="1", before=night(5))
    await store.close()
    return list(memory.records)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=ON_POSTGRES)])
def url(request, file):
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres")
    yield server.create("migrating")
    server.drop("migrating")


async def test_the_migrations_end_in_the_tables_that_the_statements_expect(url):
    store = SqlStore(url)
    await store.open()
    await store.close()
    engine = connect(address(url))

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}), METADATA)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_a_later_version_brings_the_tables_forward_and_keeps_what_is_in_them(url, tmp_path):
    await filled(url)
    later = step(tmp_path / "later", 'op.add_column("runs", sa.Column("mood", sa.Text))\nop.execute("UPDATE runs SET mood = \'fine\'")\n')
    store = SqlStore(url, migrations=[later])
    await store.open()
    assert await store.run("run_0000") == run(0)
    await store.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(url, tmp_path):
    await filled(url)
    later = step(tmp_path / "later", 'op.add_column("runs", sa.Column("mood", sa.Text))\n')
    newer = SqlStore(url, migrations=[later])
    await newer.open()
    await newer.close()
    with pytest.raises(SurroundingsError, match="newer version") as refused:
        await SqlStore(url).open()
    assert refused.value.remedy
    await newer.open()
    assert await newer.run("run_0000") == run(0)
    await newer.close()


async def test_a_step_that_fails_leaves_everything_as_it_was(url, tmp_path):
    await filled(url)
    broken = step(tmp_path / "broken", 'op.drop_table("findings")\nop.execute("UPDATE no_such_table SET x = 1")\n')
    with pytest.raises(SurroundingsError, match="The database failed"):
        await SqlStore(url, migrations=[broken]).open()
    assert await records_in(url) == [finding().id]


async def test_a_copy_is_made_before_an_sqlite_file_is_changed(file, tmp_path):
    await filled(f"sqlite:///{file}")
    later = step(tmp_path / "later", 'op.drop_table("findings")\n')
    for _ in range(2):
        store = SqlStore(f"sqlite:///{file}", migrations=[later])
        await store.open()
        await store.close()
    copy = file.with_name("memory.sqlite.before-9999")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM findings").fetchone() == (1,)
    assert await records_in(f"sqlite:///{copy}") == [finding().id]


async def test_a_fresh_file_needs_no_copy(file):
    await filled(f"sqlite:///{file}")
    assert [path.name for path in file.parent.iterdir()] == ["memory.sqlite"]


async def test_a_kill_in_the_middle_of_a_migration_leaves_the_version_before(file, tmp_path):
    await filled(f"sqlite:///{file}")
    body = """
        op.drop_table("findings")
        op.add_column("runs", sa.Column("mood", sa.Text))
        print("halfway", flush=True)
        import time
        time.sleep(60)
    """
    later = step(tmp_path / "later", textwrap.dedent(body))
    command = [sys.executable, "-c", OPEN, f"sqlite:///{file}", str(later)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout.readline() == b"halfway\n"
        process.send_signal(signal.SIGKILL)
    assert await records_in(f"sqlite:///{file}") == [finding().id]


async def test_ten_that_open_at_once_make_the_tables_once(url):
    stores = [SqlStore(url) for _ in range(10)]
    await asyncio.gather(*(store.open() for store in stores))
    await stores[0].begin(run(0))
    assert [len(await store.runs()) for store in stores] == [1] * 10
    for store in stores:
        await store.close()
