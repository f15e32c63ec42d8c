"""Where the values of a YAML text stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from typing import Any, Final

from audit.model.entry import Value
from audit.model.location import FieldPath
from audit.model.values import once
from audit.sources.yaml_values.layout import Segments, lay_out
from audit.sources.yaml_values.nodes import Node, Place, start_of

_BREAK: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A field whose value follows the YAML, character by character."""

    field: str
    value: str
    line: int
    """Where it begins, from 1."""
    column: int


def _children(node: Node) -> Iterator[tuple[str | int, Node]]:
    """The steps from a value to those inside it, with their places."""
    inner = [] if isinstance(node, int) else node[1]
    if isinstance(inner, dict):
        return ((key, child) for key, (_, child) in inner.items())
    return iter(enumerate(inner))


class SourceMarks:
    """Places of one text's values; implements `audit.model.entry.Marks`. Not changed once made."""

    def __init__(  # noqa: PLR0913 - what one reading of a text brings to light
        self, *, value: Value, node: Node, text: str, line_starts: Sequence[Place], first_line: int, body: Body | None = None
    ) -> None:
        self._value = value
        self._node = node
        self._text = text
        self._line_starts = line_starts
        self._first_line = first_line
        self._body = body
        self._laid_out: dict[FieldPath, Segments] = {}

    def __getstate__(self) -> tuple[Any, ...]:
        """What was looked up before stays behind when the marks travel."""
        return (self._value, self._node, self._text, self._line_starts, self._first_line, self._body)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._value, self._node, self._text, self._line_starts, self._first_line, self._body = state
        self._laid_out = {}

    def with_body(self, field: str, value: str, *, line: int, column: int) -> "SourceMarks":
        """The same places, and as the value of `field` a text that begins below the YAML."""
        body = Body(field=field, value=value, line=line, column=column)
        return SourceMarks(
            value=self._value, node=self._node, text=self._text, line_starts=self._line_starts, first_line=self._first_line, body=body
        )

    def place(self, path: FieldPath) -> tuple[int, int]:
        """See `Marks.place`."""
        if self._body and path[:1] == (self._body.field,):
            return (self._body.line, self._body.column)
        return self._in_file(start_of(self._find(path)[0]))

    def key_place(self, path: FieldPath) -> tuple[int, int]:
        """See `Marks.key_place`."""
        if self._body and path[:1] == (self._body.field,):
            return (self._body.line, self._body.column)
        return self._in_file(self._find(path)[1])

    def items(self) -> Sequence[tuple[FieldPath, int]]:
        """See `Marks.items`."""
        found: list[tuple[FieldPath, int]] = []
        waiting: list[tuple[FieldPath, Node]] = [((), self._node)]
        while waiting:
            path, node = waiting.pop()
            if path:
                found.append((path, self._in_file(start_of(node))[0]))
            waiting.extend(reversed([((*path, step), child) for step, child in _children(node)]))
        if self._body:
            found.append(((self._body.field,), self._body.line))
        return found

    def offset_place(self, path: FieldPath, offset: int) -> tuple[int, int]:
        """See `Marks.offset_place`."""
        if self._body and path == (self._body.field,):
            return self._in_body(self._body, offset)
        node = self._find(path)[0]
        if offset == 0 and isinstance(node, int) and (first := self._first_character(node)) is not None:
            return self._in_file(first)
        value = self._value_at(path)
        if not isinstance(value, str) or not isinstance(node, int):
            return self.place(path)
        segments = self._laid_out.get(path)
        if segments is None:
            segments = self._laid_out[path] = lay_out(self._text, node, value)
        position = bisect_right(segments, (offset, len(self._text))) - 1
        if position < 0:
            return self.place(path)
        from_offset, index = segments[position]
        return self._in_file(index + offset - from_offset)

    def _first_character(self, place: Place) -> int | None:
        """Where a scalar's value begins, when that is plain at a glance."""
        two = self._text[place : place + 2]
        if two[:1] in {"'", '"'}:
            return place + 1 if two[1:] not in {" ", "\n", "\t", "\\", ""} else None
        return place if two[:1] not in {"|", ">", "&", "!", "\n", ""} else None

    def _in_file(self, place: Place) -> tuple[int, int]:
        line = bisect_right(self._line_starts, place) - 1
        return (line + self._first_line, place - self._line_starts[line] + 1)

    def _find(self, path: FieldPath) -> tuple[Node, Place]:
        """The node at `path`, or its nearest known ancestor, and the place of its key."""
        node: Any
        node, key_place = self._node, start_of(self._node)
        try:
            # As a rule all steps are there, of the right kind.
            for step in path:
                inner = node[1]
                if type(inner) is dict:
                    key_place, node = inner[step]
                else:
                    node = inner[step]
                    key_place = node if type(node) is int else node[0]
        except (LookupError, TypeError):
            return self._nearest(path)
        return node, key_place

    def _nearest(self, path: FieldPath) -> tuple[Node, Place]:
        """The same where some steps may lead nowhere."""
        node, key_place = self._node, start_of(self._node)
        for step in path:
            if isinstance(node, int):
                break
            children = node[1]
            try:
                if isinstance(children, dict):
                    key_place, node = children[step if isinstance(step, str) else str(step)]
                else:
                    node = children[int(step)]
                    key_place = start_of(node)
            except (LookupError, ValueError):
                break
        return node, key_place

    def _value_at(self, path: FieldPath) -> Value:
        try:
            # As a rule all steps are there, of the right kind.
            return reduce(getitem, path, self._value)
        except (LookupError, TypeError):
            return self._nearest_value(path)

    def _nearest_value(self, path: FieldPath) -> Value:
        """The same where a number may stand for a key or the other way round; None where some steps lead nowhere."""
        value = self._value
        for step in path:
            try:
                value = value[str(step) if isinstance(value, Mapping) else int(step)]
            except (LookupError, TypeError, ValueError):
                return None
        return value

    @once
    def _body_line_starts(self) -> list[int]:
        value = self._body.value if self._body else ""
        return [0, *(found.end() for found in _BREAK.finditer(value))]

    def _in_body(self, body: Body, offset: int) -> tuple[int, int]:
        position = bisect_right(self._body_line_starts, offset) - 1
        column = offset - self._body_line_starts[position] + (1 if position else body.column)
        return (body.line + position, column)
