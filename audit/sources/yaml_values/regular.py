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
_SHORT: Final = 40
"""Texts up to this length are looked up: most are a handful of words that every entry repeats."""
_PER_LINE: Final = 3
"""A line makes so many values at most: a map, its key, and what it stands for."""
_SETTLED: Final = -1
_HOLLOW: Final[Any] = object()


def read_regular(text: str, limits: Limits) -> tuple[Value, Node] | None:
    """The value of a text of this form and its places; None for any other text."""
    if "\t" in text or text.count("\n") * _PER_LINE > limits.nodes:
        return None
    try:
        return _Lines(text, limits.depth).read()
    except (ValueError, LookupError):
        return None


class _Lines:
    """One reading, from line to line. Whatever it meets of another form ends it with a ValueError or a LookupError."""

    __slots__ = ("awaited", "deepest", "indent", "key", "key_place", "lines", "nodes", "number", "outer", "values")

    def __init__(self, text: str, deepest: int) -> None:
        self.lines = text.split("\n")
        self.number = 0
        """Of the line that comes next."""
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
        lines, count, root, at = self.lines, len(self.lines), (self.values, self.nodes), 0
        while self.number < count:
            line = lines[self.number]
            self.number += 1
            body = line.lstrip(" ")
            deep = len(line) - len(body)
            start = at + deep
            at += len(line) + 1
            if not line:
                continue
            if body[0] == "-":
                sign, rest = body[1:2], body[2:]
                if self.awaited != _SETTLED or deep != self.indent:
                    self._turn(start, deep, ([], []))
                place, self.key = start + 1, None
                if type(self.values) is dict or sign not in {"", " "}:
                    _other_form()
            else:
                name, sign, rest = body.partition(": ")
                if self.awaited != _SETTLED or deep != self.indent:
                    self._turn(start, deep, ({}, {}))
                self.key = name = _key(name if sign else name[:-1])
                place, self.key_place = start + len(name) + 1, start
                if type(self.values) is list or name in self.values or not (sign or body[-1] == ":"):
                    _other_form()
            if not sign:
                self.awaited = place
            elif rest == "|-":
                text, at = self._block(at)
                self._put(text, place + 1)
            else:
                value = _short(rest) if len(rest) < _SHORT else _text(rest)
                self._put(*((value, place + 1) if value is not _HOLLOW else _hollow(rest, place + 1)))
        self._turn(at, -1, ())
        return root[0][0], root[1][0]

    def _turn(self, start: Place, deep: int, inner: tuple[Any, ...]) -> None:
        """Go into the value that was left open, or out to the list or map that a line belongs to."""
        awaited, self.awaited = self.awaited, _SETTLED
        if awaited != _SETTLED:
            if deep > self.indent:
                values, nodes = inner
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

    def _block(self, at: Place) -> tuple[str, Place]:
        """The lines of a text that stand below its key or dash, and where they end."""
        first = self.lines[self.number]
        width = len(first) - len(first.lstrip(" "))
        if width <= self.indent or width == len(first):
            _other_form()
        margin, found = first[:width], []
        while self.number < len(self.lines) and (not (line := self.lines[self.number]) or line.startswith(margin)):
            found.append(line[width:])
            at += len(line) + 1
            self.number += 1
        return "\n".join(found).rstrip("\n"), at


def _text(word: str) -> Value:
    """A value that stands in its line; `_HOLLOW` for an empty list or map."""
    sign = word[0]
    if sign == "'":
        return _in_quotes(word)
    if sign == '"':
        return _ESCAPE.sub(_escaped, word[1:-1]) if _DOUBLE.fullmatch(word) else _other_form()
    if sign in "[{":
        return _HOLLOW if _EMPTY.fullmatch(word) else _other_form()
    return resolve(word) if _PLAIN.fullmatch(word) else _other_form()


_short: Final = lru_cache(maxsize=8192)(_text)


def _hollow(word: str, place: Place) -> tuple[Value, Node]:
    """An empty list or map."""
    if word[0] == "[":
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


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return word_as_key(word) if _KEY.fullmatch(word) else _other_form()


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[1]]


def _other_form() -> NoReturn:
    raise ValueError("it has another form")
