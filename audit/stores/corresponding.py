"""What the mails rest on: who is sending which one, what people want of them, and the keys of the addresses in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.model.correspondence import HandOver, LinkKey, Preference, Rhythm
from audit.stores.schema import CLAIMS, HAND_OVERS, LINK_KEYS, PREFERENCES
from audit.stores.statements import put


async def claim(connection: AsyncConnection, message_id: str, *, at: datetime, stale: datetime) -> bool:
    """See `Ledger.claim`: one statement, so that of two processes one gets it."""
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(CLAIMS)
    taken = insert.values(message_id=message_id, at=at).on_conflict_do_update(
        index_elements=["message_id"], set_={"at": insert.excluded.at}, where=CLAIMS.c.at < stale
    )
    return (await connection.execute(taken)).rowcount == 1


async def release(connection: AsyncConnection, message_id: str) -> None:
    """See `Ledger.release`."""
    await connection.execute(delete(CLAIMS).where(CLAIMS.c.message_id == message_id))


async def preferences(connection: AsyncConnection) -> Sequence[Preference]:
    """See `Correspondence.preferences`."""
    rows = (await connection.execute(select(PREFERENCES).order_by(PREFERENCES.c.ref))).all()
    return tuple(Preference(ref=row.ref, rhythm=Rhythm(row.rhythm), since=row.since) for row in rows)


async def keep_preference(connection: AsyncConnection, preference: Preference) -> None:
    """See `Correspondence.keep_preference`."""
    await put(connection, PREFERENCES, [{"ref": preference.ref, "rhythm": preference.rhythm.value, "since": preference.since}])


async def hand_overs(connection: AsyncConnection) -> Sequence[HandOver]:
    """See `Correspondence.hand_overs`."""
    rows = (await connection.execute(select(HAND_OVERS).order_by(HAND_OVERS.c.at, HAND_OVERS.c.initiative_id))).all()
    return tuple(HandOver(initiative_id=row.initiative_id, to_ref=row.to_ref, by_ref=row.by_ref, at=row.at) for row in rows)


async def keep_hand_over(connection: AsyncConnection, word: HandOver) -> None:
    """See `Correspondence.keep_hand_over`."""
    await put(connection, HAND_OVERS, [{"initiative_id": word.initiative_id, "to_ref": word.to_ref, "by_ref": word.by_ref, "at": word.at}])


async def link_keys(connection: AsyncConnection) -> Sequence[LinkKey]:
    """See `KeyStore.link_keys`."""
    rows = (await connection.execute(select(LINK_KEYS).order_by(LINK_KEYS.c.made_at.desc(), LINK_KEYS.c.id))).all()
    return tuple(LinkKey(id=row.id, secret=row.secret, made_at=row.made_at) for row in rows)


async def keep_link_key(connection: AsyncConnection, key: LinkKey) -> None:
    """See `KeyStore.keep_link_key`."""
    await put(connection, LINK_KEYS, [{"id": key.id, "secret": key.secret, "made_at": key.made_at}])


async def forget_link_keys(connection: AsyncConnection, *, before: datetime) -> int:
    """See `KeyStore.forget_link_keys`."""
    return (await connection.execute(delete(LINK_KEYS).where(LINK_KEYS.c.made_at < before))).rowcount
