"""The sentence around a place in a text."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

_END: Final = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[\dA-ZÀ-ÖØ-Þ])|(?<!\n)\n++)")
_SHORT: Final = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|etc|e\.g|i\.e|approx|Inc|Ltd|Co))\.[\"'”’»)\]]*\s+\Z")
_LONGEST: Final = 320


@lru_cache(maxsize=1024)
def sentences(text: str) -> "Sentences":
    """The sentences of a paragraph that may come again."""
    return Sentences(text)


class Sentences:
    """The sentences of one paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = (found for found in _END.finditer(text) if not _SHORT.search(text, max(0, found.start() - 8), found.end()))
        self._starts = [0, *(found.end() for found in ends), len(text)]
        self._folded: dict[tuple[int, int], str] = {}

    def around(self, start: int, end: int) -> str:
        """The sentence, or sentences, in which the words from `start` to `end` stand, with every run of blanks folded to one.

        A sentence that is too long to be read at a glance is shortened on both sides of the words.
        """
        starts = self._starts
        first = min(bisect_right(starts, start) - 1, len(starts) - 2)
        begin, finish = starts[first], starts[max(first + 1, min(len(starts) - 1, bisect_left(starts, end)))]
        if finish - begin <= _LONGEST:
            if (begin, finish) not in self._folded:
                self._folded[begin, finish] = fold(self._text[begin:finish])
            return self._folded[begin, finish]
        room = max(0, _LONGEST - (end - start)) // 2
        left, right = max(begin, start - room), min(finish, end + room, start + _LONGEST)
        return ("…" if left > begin else "") + fold(self._text[left:right]) + ("…" if right < finish else "")


def fold(text: str) -> str:
    """Blanks of every kind and number as one plain blank, none at the ends."""
    return " ".join(text.split())
