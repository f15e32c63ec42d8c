"""The words that an entry uses."""

import re
from collections.abc import Iterable

from audit.rules.reading.bard import Block
from audit.rules.reading.texts import Text

_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(r"\A[^\W\d_]+")
_TAIL = re.compile(r"[^\W\d_]+\Z")


def vocabulary(texts: Iterable[Text]) -> frozenset[str]:
    """Every word of some texts that stands alone, in lower case.

    A word at the edge of a run that a link ends or begins does not stand alone: it may be half of one.
    """
    found: set[str] = set()
    for text in texts:
        pieces = _whole_words(text.block) if text.block else text.shown
        found.update(word.lower() for word in _WORD.findall(pieces))
    return frozenset(found)


def _whole_words(block: Block) -> str:
    """The text of a block without the words that lie across the edge of a link."""
    kept: list[str] = []
    runs = block.runs
    for position, run in enumerate(runs):
        text = run.text
        if position and runs[position - 1].href != run.href:
            text = _HEAD.sub("", text) if runs[position - 1].text[-1:].isalpha() else text
        if position + 1 < len(runs) and runs[position + 1].href != run.href and runs[position + 1].text[:1].isalpha():
            text = _TAIL.sub("", text)
        kept.append(text)
    return "\n".join(kept)
