"""Words that stand in two texts alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from zlib import crc32

from audit.rules.reading.remembered import remembered

_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_WORDS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "'-"}
_MOST = 250_000
"""Characters."""
_MOST_PLACES = 16
"""So many places of one run of words are looked at: what comes more often is no repeated text but a saying, or meant to keep us busy."""
_PATIENCE = 20
"""Each word is looked at so often, on average, before what lies inside a repeat already found is passed over."""
_SIGNS = "\u00a0“”„«»–—…•"
"""What most texts have besides ASCII, and is no part of a word."""


@remembered
def words_of(text: str) -> tuple[str, ...]:
    """A text as folded words; addresses are no words. Of a text as long as a book the beginning counts."""
    low = without_addresses(text[:_MOST]).casefold().replace("’", "'")
    if not low.isascii():
        for sign in _SIGNS:
            low = low.replace(sign, " ")
    return tuple(_ascii_words(low) if low.isascii() else _WORD.findall(low))


def _ascii_words(text: str) -> list[str]:
    """The words of an ASCII text: taking out everything else is several times faster than looking for words."""
    words = text.translate(_WORDS).split()
    if "-" not in text and "'" not in text:
        return words
    found, start = list[str](), 0
    for at, is_plain in enumerate(map(str.isalnum, words)):
        if not is_plain:
            found += words[start:at]
            found += _WORD.findall(words[at])
            start = at + 1
    return found + words[start:]


def cut(text: str, start: int, count: int) -> str:
    """The part of a text that spans `count` of its words from the one at `start` on, as it is written."""
    words = list(islice(_WORD.finditer(without_addresses(text)), start, start + count))
    return text[words[0].start() : words[-1].end()] if words else ""


def without_addresses(text: str) -> str:
    """A text with blanks in place of the web addresses written out in it, as long as before."""
    if "http" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda address: " " * len(address.group()), text)


@remembered
def pieces_of(text: str, length: int) -> tuple[int, ...]:
    """The `pieces` of the `words_of` a text."""
    return pieces(words_of(text), length)


def pieces(words: tuple[str, ...], length: int) -> tuple[int, ...]:
    """A fingerprint of every run of so many words, joined by blanks."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    return tuple(map(crc32, map(b" ".join, zip(*(encoded[start:] for start in range(length)), strict=False))))


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
    _seeds: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Runs of half the least length that begin at multiples of it, with their places: every repeat holds one of them whole."""

    @property
    def step(self) -> int:
        """How many words a run has by which repeats are found."""
        return max(self.least // 2, 1)

    def add(self, words: tuple[str, ...], *, owner: str, runs: Sequence[int] | None = None) -> None:
        """Take one more text in; `runs` are its `pieces` of so many words, where they are known already."""
        step, seeds, number = self.step, self._seeds, len(self._texts)
        runs = pieces(words, step) if runs is None else runs
        for place, run in zip(range(0, len(runs), step), runs[::step], strict=True):
            places = seeds.get(run)
            if places is None:
                seeds[run] = [(number, place)]
            elif len(places) < _MOST_PLACES:
                places.append((number, place))
        self._texts.append((owner, words))

    def repeats(self, words: tuple[str, ...], *, besides: str, runs: Sequence[int] | None = None) -> Iterator[Repeat]:
        """The runs of words that the text shares with texts of other owners than `besides`, in the order of the text."""
        known, runs = self._seeds, pieces(words, self.step) if runs is None else runs
        if known.keys().isdisjoint(runs):
            return
        furthest, patience = 0, _PATIENCE * (len(words) + _PATIENCE)
        seen: dict[tuple[int, int], int] = {}
        """By the other text, and how far the words stand apart in the two: where the last run that was looked at ends."""
        for start, run in enumerate(runs):
            if run not in known or (patience < 0 and start < furthest):
                continue
            for number, place in known[run]:
                owner, text = self._texts[number]
                if owner == besides or seen.get((number, start - place), 0) > start:
                    continue
                first, count = _widened(words, start, text, place)
                seen[number, start - place] = first + count
                patience -= count
                if count >= self.least:
                    furthest = max(furthest, first + count)
                    yield Repeat(owner=owner, start=first, count=count)


def _widened(words: tuple[str, ...], start: int, known: tuple[str, ...], place: int) -> tuple[int, int]:
    """Where the whole run around a shared place begins, and how many words it has."""
    before = 0
    while before < min(start, place) and words[start - before - 1] == known[place - before - 1]:
        before += 1
    after = 0
    while start + after < len(words) and place + after < len(known) and words[start + after] == known[place + after]:
        after += 1
    return start - before, before + after
