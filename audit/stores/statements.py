"""Statements that both databases understand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 500
"""Rows a statement: more brings little, fewer cost a round trip each."""


def upsert(table: Table, *, dialect: str, keep: Sequence[str] = (), where: ColumnElement[bool] | None = None) -> Insert:
    """An insert that replaces the row of the same key, but for the columns in `keep`, and only `where` that holds of it."""
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
    key = [column.name for column in table.primary_key]
    replaced = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in (*key, *keep)}
    return (
        insert.on_conflict_do_update(index_elements=key, set_=replaced, where=where)
        if replaced
        else insert.on_conflict_do_nothing(index_elements=key)
    )


async def put(
    connection: AsyncConnection,
    table: Table,
    rows: Iterable[Mapping[str, Any]],
    *,
    keep: Sequence[str] = (),
    where: ColumnElement[bool] | None = None,
) -> None:
    """Insert or replace rows, a batch at a time; see `upsert`."""
    statement = upsert(table, dialect=connection.dialect.name, keep=keep, where=where)
    for batch in batches(rows):
        await connection.execute(statement, batch)


def batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """The rows in lists of at most `BATCH`."""
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch
