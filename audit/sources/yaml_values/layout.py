"""How the characters of a scalar lie in the file: its indentation, its quotes, its escapes."""

import re
from typing import Final

Segments = list[tuple[int, int]]
"""Pairs (offset in the value, index in the text), growing: from each pair on the two run in step until the next."""

_PROPERTIES: Final = re.compile(r"(?:[&!][^\s]*[ \t]+)*")
_SINGLE: Final = re.compile(r"''|'|[ \t]*\n(?:[ \t]*\n)*[ \t]*")
_WRITTEN: Final = {"'": "'\n", '"': '"\\\n'}
"""The quotes, and what is written in them otherwise than it reads; a text without that stands in them letter by letter."""
_DOUBLE: Final = re.compile(r'\\(?:\n[ \t]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|"|[ \t]*\n(?:[ \t]*\n)*[ \t]*')


def lay_out(text: str, start: int, value: str) -> Segments:
    """Where the characters of `value`, whose scalar begins at `start`, stand in `text`.

    Exact for block literals and for everything in one line; folded texts are followed line by line.
    """
    found = _PROPERTIES.match(text, start)
    start = found.end() if found else start
    sign = text[start : start + 1]
    if sign in _WRITTEN and text.startswith(value + sign, start + 1) and not any(other in value for other in _WRITTEN[sign]):
        return [(0, start + 1)]
    match sign:
        case "'":
            return _quoted(text, start, _SINGLE)
        case '"':
            return _quoted(text, start, _DOUBLE)
        case "|" | ">":
            return _lines(text, text.find("\n", start) + 1, value)
    if text.startswith(value, start):
        return [(0, start)]
    return _lines(text, start, value)


def _quoted(text: str, start: int, pattern: re.Pattern[str]) -> Segments:
    """A scalar in quotes: doubled quotes and escapes are one character, line breaks fold."""
    position = start + 1
    offset = 0
    segments = [(offset, position)]
    for found in pattern.finditer(text, position):
        offset += found.start() - position
        position = found.end()
        token = found[0]
        if token in {"'", '"'}:
            break
        segments.append((offset, found.start()))
        offset += _characters_of(token)
        segments.append((offset, position))
    return segments


def _characters_of(token: str) -> int:
    """How many characters of the value an escape or a fold makes."""
    if token.startswith("\\\n"):
        return 0
    if token.startswith(("\\", "'")):
        return 1
    return max(1, token.count("\n") - 1)


def _lines(text: str, start: int, value: str) -> Segments:
    """A scalar whose lines stand in the file as they are, but for indentation: each is found in its turn."""
    segments: Segments = []
    cursor = 0
    while start < len(text) and cursor < len(value):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        stripped = text[start:end].strip(" \t")
        offset = value.find(stripped, cursor) if stripped else -1
        if offset >= 0:
            segments.append((offset, text.index(stripped, start)))
            cursor = offset + len(stripped)
        start = end + 1
    return segments
