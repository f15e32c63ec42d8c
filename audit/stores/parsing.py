"""What was made of content, kept so that content which did not change need not be read again."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.stores.schema import PARSED
from audit.stores.statements import put

_NEWS = timedelta(days=3)
"""How old the note of the last use may grow: writing it anew every night would cost more than reading."""


async def recall(connection: AsyncConnection, keys: Collection[str], *, now: datetime) -> tuple[dict[str, bytes], list[str]]:
    """What is kept under some of the keys, and those of them whose note of the last use has grown old."""
    is_old = not_(PARSED.c.used_at.between(now - _NEWS, now + _NEWS))
    rows = (await connection.execute(select(PARSED.c.key, PARSED.c.content, is_old).where(PARSED.c.key.in_(keys)))).all()
    return {key: content for key, content, _ in rows}, [key for key, _, old in rows if old]


async def mark_used(connection: AsyncConnection, keys: Collection[str], *, now: datetime) -> None:
    """Note that some keys are still in use."""
    await connection.execute(update(PARSED).where(PARSED.c.key.in_(keys)).values(used_at=now))


async def keep(connection: AsyncConnection, made: Mapping[str, bytes], *, now: datetime) -> None:
    """Keep documents by key."""
    await put(connection, PARSED, ({"key": key, "content": content, "used_at": now} for key, content in made.items()))
