"""The form in which the CMS itself writes: one key or one dash a line, indentation by blanks, every text in its line or in a block.

Nearly all files have it, and read line by line they take a third of the time that a parser's events take. Whatever is out of the
ordinary, faults above all, is left to the parser: nothing is ever decided here that it would decide otherwise.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NoReturn

from audit.model.entry import Value
from audit.sources.yaml_values.limits import Limits
from audit.sources.yaml_values.nodes import Lines, Node, Place
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
_OPEN: Final[Any] = object()
"""Stands for a value that the following lines hold."""
_BLOCK: Final[Any] = object()
"""Stands for a text in the following lines."""
_HOLLOW: Final[Any] = object()
"""Stands for a list or map of its own without anything in it."""
_LAST: Final = -1
"""Where a list holds the value that its last dash begins."""


def read_regular(text: str, lines: Lines, limits: Limits) -> tuple[Value, Node] | None:
    """The value of a text of this form and its places; None for any other text."""
    count = len(lines.texts)
    if "\t" in text or count > limits.nodes:
        return None
    try:
        found = _read(lines, limits.depth)
    except (ValueError, LookupError):
        return None
    return found if count * _PER_LINE <= limits.nodes or _size(found[1]) <= limits.nodes else None


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


def _read(lines: Lines, deepest: int) -> tuple[Value, Node]:
    """See `read_regular`. Whatever is met of another form ends it with a ValueError or a LookupError."""
    # The list or map that is being filled, and its places. Around all of them is a list of one value, which the first line opens.
    whole: tuple[Any, Any] = ([None], [0])
    values: Any
    nodes: Any
    values, nodes = whole
    around, indent = list[tuple[int, Any, Any]](), -1
    is_open = is_list = True
    key: str | int = _LAST
    rows = zip(lines.texts, lines.starts, strict=False)
    for line, at in rows:
        if not line:
            continue
        deep, name, value, place, sign = _known(line) if len(line) < _SHORT else _read_line(line)
        start = at + deep
        node: Node = at + place
        if deep > indent:
            if not is_open or len(around) >= deepest or (deep and not around):
                _other_form()
            around.append((indent, values, nodes))
            inner: tuple[Any, Any] = ([], []) if name is None else ({}, {})
            values[key] = inner[0]
            nodes[key] = (start, inner[1]) if isinstance(key, int) else (nodes[key][0], (start, inner[1]))
            indent, (values, nodes), is_list = deep, inner, name is None
        elif deep < indent:
            indent, values, nodes = _out(around, deep)
            is_list = type(values) is list
        is_open = sign is _OPEN
        if is_open:
            # If nothing follows that is indented further, there is no value: that stands already.
            key = _LAST if name is None else name
        elif sign is not None:
            value, node = (_block(lines, at, indent, rows), node) if sign is _BLOCK else _hollow(line, at + place)
        if is_list is not (name is None) or (not is_list and name in values):
            _other_form()
        if name is None:
            values.append(value)
            nodes.append(node)
        else:
            values[name] = value
            nodes[name] = (start, node)
    return whole[0][0], whole[1][0]


def _out(around: list[tuple[int, Any, Any]], deep: int) -> tuple[int, Any, Any]:
    """Out of what has been filled, to the list or map whose lines are indented so far."""
    found = around.pop()
    while deep < found[0]:
        found = around.pop()
    return found if found[0] == deep else _other_form()


def _block(lines: Lines, at: Place, indent: int, rows: Iterator[object]) -> str:
    """The text in the lines below the one that begins at some place; the `rows` go on behind it."""
    texts = lines.texts
    first = number = bisect_right(lines.starts, at)
    width = len(texts[first]) - len(texts[first].lstrip(" "))
    if width <= indent or width == len(texts[first]):
        _other_form()
    margin = texts[first][:width]
    while number < len(texts) and (not texts[number] or texts[number].startswith(margin)):
        number += 1
    deque(islice(rows, number - first), maxlen=0)
    return "\n".join([line[width:] for line in texts[first:number]]).rstrip("\n")


def _read_line(line: str) -> tuple[int, str | None, Value, int, object]:
    """How far a line is indented, its key, None for a dash, its value, where in the line that stands, and a sign if there is more to it."""
    body = line.lstrip(" ")
    deep = len(line) - len(body)
    if body[0] == "-":
        name, blank, rest, place = None, body[1:2], body[2:], deep + 1
        if blank not in {"", " "}:
            _other_form()
    else:
        name, blank, rest = body.partition(": ")
        if not blank and name[-1] != ":":
            _other_form()
        name = _key(name if blank else name[:-1])
        place = deep + len(name) + 1
    if not blank:
        return deep, name, None, place, _OPEN
    value = _text(rest)
    return (deep, name, None, place + 1, value) if value is _BLOCK or value is _HOLLOW else (deep, name, value, place + 1, None)


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
