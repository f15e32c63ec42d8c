"""What earlier runs took of files, as far as it still holds."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audit.model.entry import Entry, Skipped
from audit.model.redaction import redacted
from audit.ports import Opened, Store
from audit.run.taken import Taken
from audit.run.taken_rows import from_text, packed, unpacked

_LASTING = frozenset({"draft", "expired"})
"""Why a file is left out, where time alone does not change it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The store's memory of files, for a run under certain circumstances."""

    store: Store
    circumstances: str
    now: datetime

    async def of(self, files: Sequence[Opened]) -> Mapping[str, bytes]:
        """What is kept of some files, by their keys, whether it still holds or not."""
        names = {self._name(file.key): file.key for file in files}
        found = await self.store.parsed(names, now=self.now) if names else {}
        return {names[name]: content for name, content in found.items()}

    def read(self, content: bytes, file: Opened) -> Taken | None:
        """What was taken of a file; None when time has passed over it, or it cannot be read."""
        try:
            since, _, text = unpacked(content).partition("\n")
            taken = from_text(text, file.blueprints)
            began = datetime.fromisoformat(since)
        except (ValueError, LookupError, TypeError):
            return None
        edited = (file.edited_at, file.edited_from)
        reading = taken.reading
        if not began <= self.now or not self._holds(taken):
            return None
        if isinstance(reading, Entry) and (reading.edited_at, reading.edited_from) != edited:
            if taken.by_file:
                return None
            return replace(taken, reading=replace(reading, edited_at=edited[0], edited_from=edited[1]))
        return taken

    async def keep(self, made: Mapping[str, tuple[str, Taken]]) -> None:
        """Keep what was taken of files, by their keys with the lines that tell of it, as far as it can serve another time."""
        kept = {
            self._name(key): packed(f"{self.now.isoformat()}\n{text}") for key, (text, taken) in made.items() if self._lasts(text, taken)
        }
        if kept:
            await self.store.keep_parsed(kept, now=self.now)

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{self.circumstances} {key}".encode()).hexdigest()

    def _holds(self, taken: Taken) -> bool:
        reading = taken.reading
        goes_on = taken.until is None or self.now < taken.until
        return goes_on and not (
            isinstance(reading, Entry) and reading.expires_at is not None and self.now.timestamp() >= reading.expires_at
        )

    def _lasts(self, text: str, taken: Taken) -> bool:
        """A localisation changes with its origin, a fault may be over the next time, and passwords belong in no database."""
        if taken.faults or not self._holds(taken) or redacted(text) != text:
            return False
        match taken.reading:
            case Skipped(why=why):
                return why in _LASTING
            case Entry(origin=origin):
                return origin is None
            case _:
                return True
