"""What earlier runs took of files, as far as it still holds."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from audit.model.asking import Question, answered
from audit.model.entry import Blueprint, Entry
from audit.ports import Store
from audit.rules import unchanged_since
from audit.run.circumstances import Circumstances
from audit.run.taken import Taken, holds
from audit.run.taken_rows import from_bytes

_HELD: Final = 32
"""Bytes before what was taken of a file: the digest of what its site held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The store's memory of files, for a run under certain circumstances."""

    store: Store
    circumstances: Circumstances
    now: datetime
    said_since: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)
    """See `Context.said_since`."""
    _answers: dict[Question, str] = field(default_factory=dict)
    """What the site answers today; many files ask the same."""

    async def of(self, keys: Collection[str]) -> Mapping[str, bytes]:
        """What is kept of files, by their keys, whether it still holds or not."""
        names = {self._name(key): key for key in keys}
        found = await self.store.parsed(names, now=self.now) if names else {}
        return {names[name]: content for name, content in found.items()}

    def read(self, content: bytes, blueprints: Sequence[Blueprint], edited: tuple[float | None, str]) -> Taken | None:
        """What was taken of a file that was last `edited` then; None when time has passed over it, or it cannot be read."""
        held, written = content[:_HELD], content[_HELD:]
        try:
            taken, at = from_bytes(written, blueprints)
        except ValueError:
            return None
        if at > self.now or not holds(taken, now=self.now):
            return None
        if held != self.circumstances.held and not self._still_answered(taken):
            return None
        reading = taken.reading
        if not isinstance(reading, Entry):
            return taken
        if unchanged_since(reading, said_since=self.said_since, now=self.now) != taken.since:
            return None
        if (reading.edited_at, reading.edited_from) != edited:
            if taken.by_file:
                return None
            return replace(taken, reading=replace(reading, edited_at=edited[0], edited_from=edited[1]))
        return taken

    async def keep(self, made: Mapping[str, bytes]) -> None:
        """Keep what was taken of files, by their keys."""
        if made:
            held = self.circumstances.held
            await self.store.keep_parsed({self._name(key): held + content for key, content in made.items()}, now=self.now)

    def _still_answered(self, taken: Taken) -> bool:
        """Whether the site, which holds other things by now, answers as it did to all that was asked for this file."""
        return all(self._answer(question) == answer for question, answer in taken.asked)

    def _answer(self, question: Question) -> str | None:
        """What the site answers today; None for what cannot be asked."""
        site = self.circumstances.site
        if question not in self._answers and site is not None:
            with suppress(LookupError, TypeError):
                self._answers[question] = answered(site, question)
        return self._answers.get(question)

    def _name(self, key: str) -> str:
        return hashlib.sha256(f"{self.circumstances.key} {key}".encode()).hexdigest()
