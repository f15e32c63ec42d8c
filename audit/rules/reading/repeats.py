"""Words that stand in two texts alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text taken apart for comparing."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each word stands in the text."""

    def cut(self, start: int, count: int) -> str:
        """The text from one word on."""
        return self.text[self.spans[start][0] : self.spans[start + count - 1][1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A run of words that two texts share."""

    first: int
    """Position of its first word in the one text."""
    second: int
    """In the other."""
    count: int


def words_of(text: str) -> Words:
    """A text as folded words with their places."""
    found = list(_WORD.finditer(text))
    return Words(
        text=text,
        folded=tuple(match.group().casefold().replace("’", "'") for match in found),
        spans=tuple(match.span() for match in found),
    )


def longest_repeat(one: Words, other: Words, *, least: int) -> Repeat | None:
    """The longest run of at least `least` words that both texts have; the first of several.

    Seeds of `least` words find it, so that the work grows with the texts' lengths and not with their product.
    """
    if least < 1 or len(one.folded) < least or len(other.folded) < least:
        return None
    seeds: dict[tuple[str, ...], int] = {}
    for position in range(len(one.folded) - least + 1):
        seeds.setdefault(one.folded[position : position + least], position)
    best: Repeat | None = None
    position = 0
    while position <= len(other.folded) - least:
        start = seeds.get(other.folded[position : position + least])
        count = _common(one.folded, start, other.folded, position) if start is not None else 0
        if start is not None and (best is None or count > best.count):
            best = Repeat(first=start, second=position, count=count)
        position += max(count - least + 1, 1)
    return best


def _common(one: Sequence[str], first: int, other: Sequence[str], second: int) -> int:
    count = 0
    while first + count < len(one) and second + count < len(other) and one[first + count] == other[second + count]:
        count += 1
    return count
