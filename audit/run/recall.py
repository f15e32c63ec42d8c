"""What earlier runs took of files, as far as it still holds."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audit.model.entry import Blueprint, Entry
from audit.ports import Store
from audit.run.taken import Taken, holds
from audit.run.taken_rows import from_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The store's memory of files, for a run under certain circumstances."""

    store: Store
    circumstances: str
    now: datetime

    async def of(self, keys: Collection[str]) -> Mapping[str, bytes]:
        """What is kept of files, by their keys, whether it still holds or not."""
        names = {self._name(key): key for key in keys}
        found = await self.store.parsed(names, now=self.now) if names else {}
        return {names[name]: content for name, content in found.items()}

    def read(self, content: bytes, blueprints: Sequence[Blueprint], edited: tuple[float | None, str]) -> Taken | None:
        """What was taken of a file that was last `edited` then; None when time has passed over it, or it cannot be read."""
        try:
            taken, at = from_bytes(content, blueprints)
        except ValueError:
            return None
        if at > self.now or not holds(taken, now=self.now):
            return None
        reading = taken.reading
        if isinstance(reading, Entry) and (reading.edited_at, reading.edited_from) != edited:
            if taken.by_file:
                return None
            return replace(taken, reading=replace(reading, edited_at=edited[0], edited_from=edited[1]))
        return taken

    async def keep(self, made: Mapping[str, bytes]) -> None:
        """Keep what was taken of files, by their keys."""
        if made:
            await self.store.keep_parsed({self._name(key): content for key, content in made.items()}, now=self.now)

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{self.circumstances} {key}".encode()).hexdigest()
