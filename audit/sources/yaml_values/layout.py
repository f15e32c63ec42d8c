"""How the characters of a scalar lie in the file: its indentation, its quotes, its escapes."""

import re
from typing import Final

from audit.sources.yaml_values.lines import unfolded_parts

Segments = list[tuple[int, int]]
"""Pairs (offset in the value, index in the text), growing: from each pair on the two run in step until the next."""

_PROPERTIES: Final = re.compile(r"(?:[&!][^\s]*[ \t]+)*")
_WHOLE: Final = {"'": re.compile(r"'[^']*(?:''[^']*)*"), '"': re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)}
"""By the quotes, a text in them up to the last one."""
_ESCAPED: Final = {"'": re.compile(r"''"), '"': re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")}
"""By the quotes, what is written in them with several signs and is one."""
_FOLDED: Final = {
    "'": re.compile(r"''|'|[ \t]*\n(?:[ \t]*\n)*[ \t]*"),
    '"': re.compile(
        r'\\(?:\n(?:[ \t]*\n)*[ \t]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|"|[ \t]*\n(?:[ \t]*\n)*[ \t]*',
    ),
}
"""The same with the breaks between lines, and the quote at the end, where a tag or an anchor leaves the text to the parser."""
_COMMENT: Final = re.compile(r"(?:^|[ \t]+)#")
_WRITTEN: Final = {"'": "'\n", '"': '"\\\n'}
"""The quotes, and what is written in them otherwise than it reads; a text without that stands in them letter by letter."""


def lay_out(text: str, start: int, value: str) -> Segments:
    """Where the characters of `value`, whose scalar begins at `start`, stand in `text`.

    Exact for block literals and for everything in one line; folded texts are followed line by line.
    """
    found = _PROPERTIES.match(text, start)
    is_the_parsers, start = (bool(found[0]), found.end()) if found else (False, start)
    sign = text[start : start + 1]
    if sign in _WRITTEN:
        if text.startswith(value + sign, start + 1) and not any(other in value for other in _WRITTEN[sign]):
            return [(0, start + 1)]
        return _folded(text, start, _FOLDED[sign]) if is_the_parsers else _quoted(text, start, sign)
    if sign in {"|", ">"}:
        return _lines(text, text.find("\n", start) + 1, value)
    if text.startswith(value, start):
        return [(0, start)]
    return _lines(text, start, value)


def _quoted(text: str, start: int, quote: str) -> Segments:
    """A scalar in quotes as Symfony reads it: line by line, and then what is written with several signs."""
    written = next(_WHOLE[quote].finditer(text, start))[0]
    segments: Segments = []
    offset = -1  # of the quote itself
    for part, at in unfolded_parts(written) if "\n" in written else ((written, 0),):
        position = 0
        segments.append((offset, start + at))
        for found in _ESCAPED[quote].finditer(part):
            offset += found.start() - position
            position = found.end()
            segments += [(offset, start + at + found.start()), (offset + 1, start + at + position)]
            offset += 1
        offset += len(part) - position
    return segments


def _folded(text: str, start: int, pattern: re.Pattern[str]) -> Segments:
    """A scalar in quotes as YAML reads it: doubled quotes and escapes are one character, line breaks fold."""
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
        return token.count("\n") - 1
    if token.startswith(("\\", "'")):
        return 1
    return max(1, token.count("\n") - 1)


def _lines(text: str, start: int, value: str) -> Segments:
    """A scalar whose lines stand in the file as they are, but for indentation and a comment: each is found in its turn."""
    segments: Segments = []
    cursor = 0
    while start < len(text) and cursor < len(value):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        stripped = text[start:end].strip(" \t")
        if stripped not in value:
            stripped = _COMMENT.split(stripped, maxsplit=1)[0]
        offset = value.find(stripped, cursor) if stripped else -1
        if offset >= 0:
            segments.append((offset, text.index(stripped, start)))
            cursor = offset + len(stripped)
        start = end + 1
    return segments
