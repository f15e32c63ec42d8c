"""What was made of content, kept so that content which did not change need not be read again."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.stores.schema import PARSED
from audit.stores.statements import put

_NEWS = timedelta(days=3)
"""How old the note of the last use may grow: writing it anew every night would cost more than reading."""


async def recall(connection: AsyncConnection, keys: Collection[str], *, now: datetime) -> dict[str, bytes]:
    """What is kept under some of the keys, marked as used."""
    rows = (await connection.execute(select(PARSED).where(PARSED.c.key.in_(keys)))).all()
    old = [row.key for row in rows if abs(now - row.used_at) > _NEWS]
    if old:
        await connection.execute(update(PARSED).where(PARSED.c.key.in_(old)).values(used_at=now))
    return {row.key: row.content for row in rows}


async def keep(connection: AsyncConnection, made: Mapping[str, bytes], *, now: datetime) -> None:
    """Keep documents by key."""
    await put(connection, PARSED, ({"key": key, "content": content, "used_at": now} for key, content in made.items()))
