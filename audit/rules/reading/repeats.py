"""Words that stand in two texts alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """A text as folded words; addresses are no words."""
    return tuple(_WORD.findall(_without_addresses(text).casefold().replace("’", "'")))


def cut(text: str, start: int, count: int) -> str:
    """The part of a text that spans `count` of its words from the one at `start` on, as it is written."""
    spans = [match.span() for match in _WORD.finditer(_without_addresses(text))]
    return text[spans[start][0] : spans[min(start + count, len(spans)) - 1][1]] if start < len(spans) else ""


def _without_addresses(text: str) -> str:
    if "http" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda address: " " * len(address.group()), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A run of words that a text shares with one of the known texts."""

    owner: str
    """Whose text that is."""
    start: int
    """Position of its first word in the text."""
    count: int


@dataclass(slots=True)
class KnownTexts:
    """Texts in which repeats are looked for. Work grows with the length of the texts, not with the number of pairs."""

    least: int
    """Words that make a repeat."""
    _texts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _seeds: dict[tuple[str, ...], list[tuple[int, int]]] = field(default_factory=dict)
    """Runs of half the least length that begin at multiples of it, with their places: every repeat holds one of them whole."""

    def add(self, words: tuple[str, ...], *, owner: str) -> None:
        """Take one more text in."""
        step = _step(self.least)
        for place in range(0, len(words) - step + 1, step):
            self._seeds.setdefault(words[place : place + step], []).append((len(self._texts), place))
        self._texts.append((owner, words))

    def repeats(self, words: tuple[str, ...], *, besides: str) -> Iterator[Repeat]:
        """The runs of words that the text shares with texts of other owners than `besides`, in the order of the text."""
        step, known = _step(self.least), self._seeds
        start = 0
        while start <= len(words) - step:
            furthest = start + 1
            for number, place in known.get(words[start : start + step], ()):
                owner, text = self._texts[number]
                first, count = _widened(words, start, text, place)
                if owner != besides and count >= self.least:
                    furthest = max(furthest, first + count)
                    yield Repeat(owner=owner, start=first, count=count)
            start = furthest


def _step(least: int) -> int:
    return max(least // 2, 1)


def _widened(words: tuple[str, ...], start: int, known: tuple[str, ...], place: int) -> tuple[int, int]:
    """Where the whole run around a shared place begins, and how many words it has."""
    before = 0
    while before < min(start, place) and words[start - before - 1] == known[place - before - 1]:
        before += 1
    after = 0
    while start + after < len(words) and place + after < len(known) and words[start + after] == known[place + after]:
        after += 1
    return start - before, before + after
