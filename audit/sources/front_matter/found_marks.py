"""Places of values whose parser tells none: every text is looked up in the file, in order."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audit.model.entry import Value
from audit.model.location import FieldPath

_BREAK: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMarks:
    """Places by search; implements `audit.model.entry.Marks`."""

    starts: tuple[int, ...]
    """Where the file's lines begin."""
    offsets: Mapping[FieldPath, tuple[int, bool]]
    """Where a value was found, and whether it stands there character by character."""

    @classmethod
    def of(cls, fields: Mapping[str, Value], *, text: str, body: tuple[str, int] | None = None) -> "FoundMarks":
        """The places of `fields` in the head of `text`, and of a body that begins at an offset of it."""
        offsets: dict[FieldPath, tuple[int, bool]] = {}
        cursor = 0
        for path, value in _leaves(fields, ()):
            start, exact = _find(text, value, path, cursor)
            offsets[path] = (start, exact)
            cursor = max(cursor, start)
        if body is not None:
            offsets[(body[0],)] = (body[1], True)
        return cls(starts=(0, *(found.end() for found in _BREAK.finditer(text))), offsets=offsets)

    def place(self, path: FieldPath) -> tuple[int, int]:
        """See `Marks.place`."""
        while path and path not in self.offsets:
            inner = min((offset for known, (offset, _) in self.offsets.items() if known[: len(path)] == path), default=None)
            if inner is not None:
                return self._at(inner)
            path = path[:-1]
        return self._at(self.offsets[path][0] if path else 0)

    key_place = place

    def items(self) -> Sequence[tuple[FieldPath, int]]:
        """See `Marks.items`."""
        return [(path, self._at(offset)[0]) for path, (offset, _) in sorted(self.offsets.items(), key=lambda item: item[1][0])]

    def offset_place(self, path: FieldPath, offset: int) -> tuple[int, int]:
        """See `Marks.offset_place`."""
        start, exact = self.offsets.get(path, (0, False))
        return self._at(start + offset) if exact else self.place(path)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset) - 1
        return (line + 1, offset - self.starts[line] + 1)


def _leaves(value: Value, path: FieldPath) -> Iterator[tuple[FieldPath, Value]]:
    """Every value that holds no others, in order."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*path, position))
    else:
        yield path, value


def _find(text: str, value: Value, path: FieldPath, cursor: int) -> tuple[int, bool]:
    """Where a value stands: as it is, as JSON writes it, or at least where its name does."""
    if isinstance(value, str) and value:
        for written, exact in ((value, True), (json.dumps(value, ensure_ascii=False)[1:-1], False), (json.dumps(value)[1:-1], False)):
            for start in (cursor, 0):
                if (at := text.find(written, start)) >= 0:
                    return at, exact
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return max(text.find(name, cursor), 0), False
