"""Slips that the CMS reads and a strict parser does not.

Symfony takes ``a: foo:``, ``a: - b``, ``a: ? b``, ``a: ] b`` and ``[x:, y]`` for texts, drops what follows a closed ``[list]`` in its line
and the lines that a comment cuts off from the text before, skips holes in ``[x, , y]``, takes a tab behind a dash for a blank, and turns
halves of characters into replacement characters. Each mend changes one place that the parser choked on, never the length of the text, so
every place stays true.
"""

import re
from typing import Final

import yaml

from audit.sources.yaml_values.lines import line_of
from audit.sources.yaml_values.prepared import Disguise

_TEXT_BEFORE: Final = re.compile(r":[ \t]")
_WORDS: Final = r"[^\s#'\"\[{|>&*!?-](?:[^:#\n]|:(?=\S)|(?<=\S)#)*"
_REST: Final = r"(?P<comment>[ \t]#.*)?"
_PLAIN_ITEM: Final = re.compile(rf" *(?:- +)+{_WORDS}{_REST}")
"""A text without quotes behind a dash."""
_PLAIN_EITHER: Final = re.compile(rf" *(?:(?:- +)*{_WORDS}:[ \t]+[^\s#'\"\[{{|>&*!](?:[^#\n]|(?<=\S)#)*|(?:- +)+{_WORDS}){_REST}")
"""The same, or one behind a key."""
_COMMA: Final = re.compile(r"^([^\[\]{}\"'#\n]*[:-][ \t]+),", re.MULTILINE)
_STRAY_LINE: Final = frozenset({"could not find expected ':'", "did not find expected key", "did not find expected '-' indicator"})
_HALF: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def hide_commas(text: str, disguise: Disguise) -> str:
    """The text with the commas in disguise with which texts without quotes begin: the parser would pass over them without a word."""
    return _COMMA.sub(rf"\1{disguise.there[ord(',')]}", text)


def has_leading_comma(text: str) -> bool:
    """Whether a text without quotes begins with a comma."""
    return _COMMA.search(text) is not None


def mend(text: str, error: yaml.MarkedYAMLError, disguise: Disguise) -> str | None:
    """The text with the place of `error` mended, or None when the CMS would stop there too."""
    mark, problem = error.problem_mark, error.problem or ""
    if mark is None or mark.index >= len(text):
        return None
    for place in (error.context_mark, mark) if problem in _STRAY_LINE else ():
        if place and (mended := _without_cut_off(text, place.index)) is not None:
            return mended
    at = mark.index
    start, end = line_of(text, at)
    before, there, after = text[start:at], text[at], text[at + 1 : end]
    if "invalid Unicode character" in problem:
        line = _HALF.sub(r"\1\\ufffd", text[start:end])
        return text[:start] + line + text[end:] if line != text[start:end] else None
    if _is_text(before, there, after) or _is_odd_text(text, at, before, problem):
        return text[:at] + disguise.there[ord(there)] + text[at + 1 :]
    if (there == "," and "expected node content" in problem) or (there == "\t" and "-" in before and not before.strip(" -")):
        return text[:at] + " " + text[at + 1 :]
    if before.rstrip(" ").endswith(("]", "}")):
        return text[:at] + " " * (end - at) + text[end:]
    return None


def _is_odd_text(text: str, at: int, before: str, problem: str) -> bool:
    """Whether a colon or a tab belongs to a text because of where that text stands: in brackets, behind a dash, in a block."""
    if text[at] in "-:" and "expected node content" in problem:
        return before.rstrip(" ").endswith(("[", ","))
    if text[at] == "\t":
        return "tab" in problem and bool(before) and not before.strip(" ")
    if text[at] != ":":
        return False
    if problem == "found unexpected ':'":
        return text[at + 1 : at + 2] in {",", "]"}
    if problem == "did not find expected ',' or '}'":
        return text[at + 1 : at + 2] == " "
    return problem.startswith("mapping values") and _goes_on(text, at)


def _is_text(before: str, there: str, after: str) -> bool:
    """Whether a colon, dash or question mark that looks like structure is part of an unquoted text."""
    if there == ":":
        return bool(_TEXT_BEFORE.search(before)) and (not after.strip() or after.startswith("\t") or after.lstrip().startswith("#"))
    return (there in "-?" and before.rstrip(" \t").endswith(":")) or (there in "]}" and before.rstrip(" \t")[-1:] in {"", ":", "-"})


def _without_cut_off(text: str, at: int) -> str | None:
    """The text without a line that goes on with a text behind a comment; None when the line does not."""
    start, end = line_of(text, at)
    has_comment, above = _beginning(text, start)
    found = _PLAIN_EITHER.fullmatch(above) if _depth(above) < _depth(text[start:end]) else None
    if found is None or not (has_comment or found["comment"]):
        return None
    return text[:start] + " " * (end - start) + text[end:]


def _goes_on(text: str, at: int) -> bool:
    """Whether a line goes on with a text behind a dash, in which colons may be followed by blanks, or ends one behind a key in a colon."""
    start, end = line_of(text, at)
    plain = _PLAIN_ITEM if text[at + 1 : end].strip() else _PLAIN_EITHER
    has_comment, above = _beginning(text, start)
    found = plain.fullmatch(above)
    while found is None and _depth(above) > 0 and _depth(above) == _depth(text[start:end]):
        start = text.rfind("\n", 0, start - 1) + 1
        has_comment, above = _beginning(text, start)
        found = plain.fullmatch(above)
    return found is not None and not has_comment and found["comment"] is None and _depth(above) < _depth(text[start:end])


def _beginning(text: str, start: int) -> tuple[bool, str]:
    """The nearest line above that is neither a comment nor of blanks alone, and whether a comment lies between."""
    has_comment = False
    while start > 0:
        above = text[text.rfind("\n", 0, start - 1) + 1 : start - 1]
        is_comment = above.lstrip(" ").startswith("#")
        if not is_comment and (above.strip(" ") or not above):
            return has_comment, above
        has_comment = has_comment or is_comment
        start -= len(above) + 1
    return has_comment, ""


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
