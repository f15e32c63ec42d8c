"""A pattern with a cheap question before it: does the text hold any of the strings without which the pattern cannot match?

Most pages say none of what is looked for, in any language. Python's own search tries every alternative at every letter; an
automaton that looks for hundreds of plain strings at once reads each letter a single time (Aho and Corasick 1975).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ways to say one thing, looked for in lower-case text."""

    pattern: re.Pattern[str]
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
        return self.pattern.search(text) if self.may_be_in(text) else None

    def said(self, text: str) -> list[str]:
        """Every place that says it, as written there."""
        return [found[0] for found in self.pattern.finditer(text)] if self.may_be_in(text) else []


class Phrasebook:
    """Many phrases, each under a word, looked for in one go."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        self._phrases = tuple(phrases)
        self._always = {number for number, (_, one) in enumerate(self._phrases) if not one.needles}
        owned = [(needle, number) for number, (_, one) in enumerate(self._phrases) for needle in one.needles]
        self._finder = AhoCorasick([needle for needle, _ in owned])
        self._owners = [number for _, number in owned]

    def said(self, text: str) -> set[str]:
        """The words whose phrases are somewhere in a lower-case text."""
        found = {self._owners[match[0]] for match in self._finder.find_matches_as_indexes(text, overlapping=True)} | self._always
        return {word for word, one in (self._phrases[number] for number in found) if one.pattern.search(text)}


def phrase(pattern: str) -> Phrase:
    """The phrase that `pattern` describes."""
    # The parser of patterns has no public name. Where it is not found, every text is searched, with the same result.
    try:
        parsed: Any = import_module("re._parser").parse(pattern)
    except ImportError:
        return Phrase(re.compile(pattern), ())
    needles = _required(parsed)
    kept = {needle for needle in needles if not any(other != needle and other in needle for other in needles)}
    return Phrase(re.compile(pattern), tuple(sorted(kept)))


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
