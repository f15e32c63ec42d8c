"""The sentence around a place in a text."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

_END: Final = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[\dA-ZÀ-ÖØ-Þ])|(?<!\n)\n++)")
_SHORT: Final = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|etc|e\.g|i\.e|approx|Inc|Ltd|Co))\.[\"'”’»)\]]*\s+\Z")
_LONGEST: Final = 320


def boundaries(text: str) -> list[int]:
    """Where the sentences of a text begin, and its end."""
    ends = (found for found in _END.finditer(text) if not _SHORT.search(text, max(0, found.start() - 8), found.end()))
    return [0, *(found.end() for found in ends), len(text)]


def sentence(text: str, starts: list[int], start: int, end: int) -> str:
    """The sentence, or sentences, that `start` to `end` lies in, with every run of blanks folded to one.

    Args:
        text: the paragraph.
        starts: its `boundaries`.
        start: where the words concerned begin.
        end: where they end.
    """
    begin = starts[max(0, bisect_right(starts, start) - 1)]
    finish = starts[min(len(starts) - 1, bisect_left(starts, max(end, start + 1)))]
    if begin >= finish:
        begin, finish = starts[-2], starts[-1]
    if finish - begin <= _LONGEST:
        return fold(text[begin:finish])
    room = max(0, _LONGEST - (end - start)) // 2
    left, right = max(begin, start - room), min(finish, end + room, start + _LONGEST)
    return ("…" if left > begin else "") + fold(text[left:right]) + ("…" if right < finish else "")


def fold(text: str) -> str:
    """Blanks of every kind and number as one plain blank, none at the ends."""
    return " ".join(text.split())
