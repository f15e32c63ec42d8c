"""The form in which the CMS itself writes: one key or one dash a line, indentation by blanks, every text in its line or in a block.

Nearly all files have it, and read line by line they take a third of the time that a parser's events take. Whatever is out of the
ordinary, faults above all, is left to the parser: nothing is ever decided here that it would decide otherwise.
"""

import re
from functools import lru_cache
from typing import Any, Final, NoReturn

from audit.model.entry import Value
from audit.sources.yaml_values.limits import Limits
from audit.sources.yaml_values.nodes import Node, Place
from audit.sources.yaml_values.scalars import resolve, word_as_key

_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")
_PLAIN: Final = re.compile(
    r"(?:[^-?:,\[\]{}#&*!|>'\"%@`\s]|-(?=[0-9]))[^:#\n]*(?:(?::(?=[^ \n])|(?<! )#)[^:#\n]*)*(?<! )",
)
"""A text that needs no quotes: no sign of another kind at its start, no colon and no comment in it, no blank at its end."""
_EMPTY: Final = re.compile(r"\{ *\}|\[\]")
_DOUBLE: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPES: Final = {"_": "\u00a0", '"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t"}
_SHORT: Final = 80
"""Lines up to this length are looked up: most say how a rich text is built, and every entry repeats them a hundred times."""
_PER_LINE: Final = 3
"""A line makes so many values at most: a map, its key, and what it stands for."""
_SETTLED: Final = -1
_OPEN: Final[Any] = object()
"""Stands for a value that the following lines hold."""
_BLOCK: Final[Any] = object()
"""Stands for a text in the following lines."""
_HOLLOW: Final[Any] = object()
"""Stands for a list or map of its own without anything in it."""


def read_regular(text: str, limits: Limits) -> tuple[Value, Node] | None:
    """The value of a text of this form and its places; None for any other text."""
    lines = text.count("\n") + 1
    if "\t" in text or lines > limits.nodes:
        return None
    try:
        found = _Lines(text, limits.depth).read()
    except (ValueError, LookupError):
        return None
    return found if lines * _PER_LINE <= limits.nodes or _size(found[1]) <= limits.nodes else None


def _size(node: Node) -> int:
    """How many values and keys there are."""
    count, waiting = 0, [node]
    while waiting:
        inner: Any = waiting.pop()
        count += 1
        if type(inner) is tuple:
            if type(inner[1]) is dict:
                count += len(inner[1])
                waiting += [child for _, child in inner[1].values()]
            else:
                waiting += inner[1]
    return count


class _Lines:
    """One reading, from line to line. Whatever it meets of another form ends it with a ValueError or a LookupError."""

    __slots__ = ("awaited", "deepest", "indent", "key", "key_place", "lines", "nodes", "outer", "values")

    def __init__(self, text: str, deepest: int) -> None:
        self.lines = text.split("\n")
        self.deepest = deepest
        self.indent = -1
        self.values: Any = []
        """The list or map that is being filled; at first a list for the whole."""
        self.nodes: Any = []
        """Its places."""
        self.outer: list[tuple[int, Any, Any]] = []
        """Those around it, each with its indentation."""
        self.key: str | None = None
        self.key_place: Place = 0
        self.awaited: Place = 0
        """Where the value would stand that the line before has left open."""

    def read(self) -> tuple[Value, Node]:
        """See `read_regular`."""
        lines, root, at, number = self.lines, (self.values, self.nodes), 0, 0
        values: Any
        nodes: Any
        values, nodes = root
        indent, awaited = self.indent, self.awaited
        while number < len(lines):
            line = lines[number]
            number += 1
            if not line:
                at += 1
                continue
            deep, name, value, place = _known(line) if len(line) < _SHORT else _read_line(line)
            start, where = at + deep, at + place
            at += len(line) + 1
            if awaited != _SETTLED or deep != indent:
                self.awaited = awaited
                self._turn(start, deep, is_list=name is None)
                values, nodes, indent, awaited = self.values, self.nodes, deep, _SETTLED
            kind = type(values)
            if kind is not (list if name is None else dict) or (name is not None and name in values):
                _other_form()
            if value is _OPEN:
                self.key, self.key_place, awaited = name, start, where
                continue
            node: Node = where
            if value is _BLOCK:
                value, number, at = self._block(number, at)
            elif value is _HOLLOW:
                value, node = _hollow(line, where)
            if name is None:
                values.append(value)
                nodes.append(node)
            else:
                values[name] = value
                nodes[name] = (start, node)
        self.awaited = awaited
        self._turn(at, -1, is_list=False)
        return root[0][0], root[1][0]

    def _turn(self, start: Place, deep: int, *, is_list: bool) -> None:
        """Go into the value that was left open, or out to the list or map that a line belongs to."""
        awaited, self.awaited = self.awaited, _SETTLED
        if awaited != _SETTLED:
            if deep > self.indent:
                values: Any
                nodes: Any
                values, nodes = ([], []) if is_list else ({}, {})
                self._put(values, (start, nodes))
                self.outer.append((self.indent, self.values, self.nodes))
                if len(self.outer) > self.deepest or (self.indent < 0 and deep):
                    _other_form()
                self.indent, self.values, self.nodes = deep, values, nodes
                return
            self._put(None, awaited)
        while deep < self.indent:
            self.indent, self.values, self.nodes = self.outer.pop()
        if deep != self.indent:
            _other_form()

    def _put(self, value: Value, node: Node) -> None:
        key = self.key
        if key is None:
            self.values.append(value)
            self.nodes.append(node)
        else:
            self.values[key] = value
            self.nodes[key] = (self.key_place, node)

    def _block(self, number: int, at: Place) -> tuple[str, int, Place]:
        """The lines of a text that stand below its key or dash from some line on, the line after them, and where that begins."""
        lines = self.lines
        width = len(lines[number]) - len(lines[number].lstrip(" "))
        if width <= self.indent or width == len(lines[number]):
            _other_form()
        margin, first = lines[number][:width], number
        while number < len(lines) and (not lines[number] or lines[number].startswith(margin)):
            at += len(lines[number]) + 1
            number += 1
        return "\n".join([line[width:] for line in lines[first:number]]).rstrip("\n"), number, at


def _read_line(line: str) -> tuple[int, str | None, Value, int]:
    """How far a line is indented, its key, None for a dash, its value or a sign for it, and where in the line that stands."""
    body = line.lstrip(" ")
    deep = len(line) - len(body)
    if body[0] == "-":
        name, sign, rest, place = None, body[1:2], body[2:], deep + 1
        if sign not in {"", " "}:
            _other_form()
    else:
        name, sign, rest = body.partition(": ")
        if not sign and name[-1] != ":":
            _other_form()
        name = _key(name if sign else name[:-1])
        place = deep + len(name) + 1
    return (deep, name, _text(rest), place + 1) if sign else (deep, name, _OPEN, place)


_known: Final = lru_cache(maxsize=16_384)(_read_line)


def _text(word: str) -> Value:
    """A value that stands in its line; a sign for an empty list or map, or for a text below it."""
    sign = word[0]
    if sign == "'":
        return _in_quotes(word)
    if sign == '"':
        return _ESCAPE.sub(_escaped, word[1:-1]) if _DOUBLE.fullmatch(word) else _other_form()
    if sign in "[{":
        return _HOLLOW if _EMPTY.fullmatch(word) else _other_form()
    if word == "|-":
        return _BLOCK
    return resolve(word) if _PLAIN.fullmatch(word) else _other_form()


def _hollow(line: str, place: Place) -> tuple[Value, Node]:
    """An empty list or map at the end of a line."""
    if line[-1] == "]":
        return [], (place, [])
    return {}, (place, {})


def _in_quotes(word: str) -> str:
    inner = word[1:-1]
    if word[-1] != "'" or len(word) == 1:
        _other_form()
    if "'" not in inner:
        return inner
    if "'" in inner.replace("''", ""):
        _other_form()
    return inner.replace("''", "'")


def _key(word: str) -> str:
    return word_as_key(word) if _KEY.fullmatch(word) else _other_form()


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[1]]


def _other_form() -> NoReturn:
    raise ValueError("it has another form")
