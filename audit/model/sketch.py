"""What a text says, boiled down to a few numbers that can be compared."""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from operator import xor

SKETCH_SIZE = 64
"""Hashes kept of a text: enough to tell nine tenths alike from three quarters alike."""
_SHINGLE = 3
_MOST_WORDS = 300
_WORD = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
"""Scripts that write without spaces count by the character."""
_PLAIN = re.compile(r"\w+", re.ASCII)
"""The same for a text of plain letters, in half the time."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; single characters where a script has no spaces."""
    return (_PLAIN if text.isascii() else _WORD).findall(text.lower())


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of the three-word runs of a text: two sketches overlap as their texts do (bottom-k MinHash, Broder 1997)."""
    # A word holds no blank: all of them are encoded in one go.
    row = list(map(zlib.crc32, " ".join(words[:_MOST_WORDS]).encode("utf-8", "surrogatepass").split()))
    if len(row) < _SHINGLE:
        return tuple(sorted(set(row)))
    second, third = [value << 1 for value in row[1:]], [value << 2 for value in row[2:]]
    runs = set(map(xor, map(xor, row, second), third))
    return tuple(sorted(runs)[:SKETCH_SIZE])


@lru_cache(maxsize=256)  # a page is compared with its sibling and with the front door
def sketch_of(text: str) -> tuple[int, ...]:
    """The sketch of a text as it was read."""
    return sketch(words_of(text))
