"""A pattern with a cheap question before it: does the text hold any of the strings without which the pattern cannot match?

Most pages say none of what is looked for, in any language. Python's own search tries every alternative at every letter; an
automaton that looks for hundreds of plain strings at once reads each letter a single time (Aho and Corasick 1975).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from ahocorasick_rs import AhoCorasick

_PIECES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
"""A pattern's escapes, sets of characters, brackets, bars, and what is between them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a thing: what stands between two bars of a pattern."""

    source: str
    needles: frozenset[str]
    """Whatever matches holds one of these; none when nothing can be said."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first asked for: most ways are never met in a night."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ways to say one thing, looked for in lower-case text."""

    source: str
    ways: tuple[Way, ...]
    needles: tuple[str, ...]
    """Whatever matches holds one of these; none when nothing can be said."""
    _finder: AhoCorasick = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_finder", AhoCorasick(self.needles))

    def may_be_in(self, text: str) -> bool:
        """Whether a search could find anything."""
        return not self.needles or bool(self._finder.find_matches_as_indexes(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that says it."""
        return _compiled(self.source).search(text) if self.may_be_in(text) else None

    def said(self, text: str) -> list[str]:
        """What says it, as written there, at every place."""
        return [found[0] for found in self.places(text)]

    def places(self, text: str) -> list[re.Match[str]]:
        """Every place that says it."""
        return list(_compiled(self.source).finditer(text)) if self.may_be_in(text) else []


class Phrasebook:
    """Many phrases, each under a word, looked for in one go: of each, only the ways that a text has the strings of are tried."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        self._ways = tuple((word, way) for word, one in phrases for way in one.ways)
        self._always = {number for number, (_, way) in enumerate(self._ways) if not way.needles}
        owned = [(needle, number) for number, (_, way) in enumerate(self._ways) for needle in way.needles]
        self._finder = AhoCorasick([needle for needle, _ in owned])
        self._owners = [number for _, number in owned]

    def said(self, text: str) -> set[str]:
        """The words whose phrases are somewhere in a lower-case text."""
        found = {self._owners[match[0]] for match in self._finder.find_matches_as_indexes(text, overlapping=True)} | self._always
        return {word for word, way in (self._ways[number] for number in found) if way.pattern.search(text)}


def phrase(pattern: str) -> Phrase:
    """The phrase that `pattern` describes."""
    ways = tuple(Way(source, _needles(source)) for source in _alternatives(pattern))
    needles = frozenset[str]().union(*(way.needles for way in ways)) if all(way.needles for way in ways) else frozenset[str]()
    return Phrase(pattern, ways, tuple(sorted(_shortest(needles))))


def _alternatives(pattern: str) -> Iterator[str]:
    """What stands between the bars of a pattern that are in no bracket."""
    depth, parts = 0, [""]
    for piece in _PIECES.findall(pattern):
        if piece == "|" and not depth:
            parts.append("")
            continue
        depth += (piece == "(") - (piece == ")")
        parts[-1] += piece
    yield from parts


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _needles(source: str) -> frozenset[str]:
    # The parser of patterns has no public name. Where it is not found, every text is searched, with the same result.
    try:
        parsed: Any = import_module("re._parser").parse(source)
    except ImportError:
        return frozenset()
    return _shortest(_required(parsed))


def _shortest(needles: frozenset[str]) -> frozenset[str]:
    """Without those that hold another one."""
    return frozenset(needle for needle in needles if not any(other != needle and other in needle for other in needles))


def _required(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Strings of which every match of the parts in a row holds at least one; none when there is no such string."""
    best, run = frozenset[str](), ""
    for name, value in [*((str(name), value) for name, value in parts), ("END", None)]:
        if name == "LITERAL":
            run += chr(value)
            continue
        best, run = max(best, frozenset({run} if run else ()), _within(name, value), key=_worth), ""
    return best


def _within(name: str, value: Any) -> frozenset[str]:
    if name == "SUBPATTERN":
        return _required(value[-1])
    if name == "MAX_REPEAT" and value[0] > 0:
        return _required(value[2])
    if name == "BRANCH":
        branches = [_required(branch) for branch in value[1]]
        return frozenset[str]().union(*branches) if all(branches) else frozenset()
    return frozenset()


def _worth(needles: frozenset[str]) -> tuple[int, int]:
    """The longer the shortest of them, the rarer a vain search; letters of other scripts are rare by themselves."""
    return (min(len(min(needles, key=len).encode()), 6), -len(needles)) if needles else (0, 0)
