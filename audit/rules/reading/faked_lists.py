"""Lists that an editor built from paragraphs, for want of a better tool."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from audit.model.entry import Value
from audit.rules.reading.bard import Block

_MARKER = re.compile(r"\s*(?:([•●○◦▪■◆►▶✓✔➢➤·‣⁃→*]|[–—-](?=\s))|(?:\(?(\d{1,2})[.)]|\(?([a-z])\))(?=\s|[^\W\d]))\s*\S")
_STOPS = (".", "!", "?", "…")
_CLOSING = "'\"”’»)"
"""What may follow the stop at the end of a text."""
_CUT = "the|an?|of|to|in|on|at|for|with|by|from|as|is|are|was|were|that|this|their|its|der|die|das|von|le|la|les|de|du"
_HANGS = re.compile(rf"\b(?:{_CUT})\Z", re.IGNORECASE)
"""The end of a line that was cut for want of room: these are no items but one text, pasted line by line."""
_SAYING = re.compile(
    r"\b(?:sa(?:ys|id|ying)|asks?|asked|wr(?:ites|ote|itten)|adds?|added|explain(?:s|ed)|recall(?:s|ed)|s[ai]ngs?|reads|goes|recites?"
    r"|sagt|sagte|schreibt|schrieb|fragt|dit|écrit|demande|dice|dijo|escribe|escribió)\s*:\s*\Z",
    re.IGNORECASE,
)
"""What comes next is somebody's words, line by line."""
_ONE = re.compile(
    r"\b(?:one|an?|this|my|her|his|their|our)\s+(?:\w+\s+)?"
    r"(?:example|story|quotation|quote|letter|statement|poem|song|message|question|case|excerpt|answer|reason|video|link|address"
    r"|haiku|verse|stanza|prayer|hymn|anthem|rhyme)\b[^.!?]*:\s*\Z"
    r"|\bthe\s+(?:\w+\s+)?(?:question|answer|message)\b[^.!?]*\b(?:is|was|reads?)\s*:\s*\Z"
    r"|\A\s*(?:the\s+)?(?:lyrics|poem|song|refrain|chorus|haiku|liedtext|gedicht|paroles|poème|letra|poema)\s*:\s*\Z",
    re.IGNORECASE,
)
"""One thing is announced, not several."""
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*\Z")
_QUOTES = re.compile(r"\s*(?:[^:\n]{1,40}:\s*)?[“\"«„]")
"""Somebody's words, with or without a name before them."""
_SPOKEN = re.compile(r"[?!][»”\"]?\s*\Z|,\s*(?:dit|répond|demand|sagte|fragte|rief|said|asked|dijo|preguntó|respondió|disse|chiese)\w*\b")
"""In books of many languages a dash begins what each of several people says."""
_PROSE_WORDS = 60
_LEAST = 3
_DASHES = ("–", "—")


class Guise(StrEnum):
    """What the faked list looks like."""

    MARKED = "marked"
    """Paragraphs that begin with bullets or numbers typed by hand."""
    ANNOUNCED = "announced"
    """Paragraphs that complete a sentence which ends in a colon."""
    MENU = "menu"
    """Paragraphs that are one link and nothing else."""
    LINES = "lines"
    """Marked lines of one paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FakedList:
    """Paragraphs in a row that should be one list."""

    guise: Guise
    items: tuple[Block, ...]


def faked_lists(blocks: Sequence[Block]) -> Iterator[FakedList]:
    """Every faked list among the blocks of one rich text; a paragraph belongs to one of them at most."""
    position = 0
    while position < len(blocks):
        guise, length = _at(blocks, position)
        if length:
            yield FakedList(guise=guise, items=tuple(blocks[position : position + length]))
        position += max(length, 1)


def _at(blocks: Sequence[Block], position: int) -> tuple[Guise, int]:
    """What kind of faked list begins at a block, and how many blocks it takes; none for no list."""
    if not _is_paragraph(blocks[position]):
        return Guise.MARKED, 0
    # Most paragraphs bear no mark.
    following = (block.text if _is_paragraph(block) else "" for block in islice(blocks, position, None))
    if _marker(blocks[position].text) and (length := _marked(following)) >= _LEAST:
        return Guise.MARKED, length
    if (length := _announced(blocks, position)) >= _LEAST:
        return Guise.ANNOUNCED, length
    if (length := _menu(blocks, position)) >= _LEAST:
        return Guise.MENU, length
    lines = blocks[position].text.split("\n") if "\n" in blocks[position].text else ()
    starts = range(len(lines) - _LEAST + 1)
    return Guise.LINES, int(any(_marked(lines[start : start + _LEAST]) >= _LEAST for start in starts))


def _is_paragraph(block: Block) -> bool:
    return block.type == "paragraph" and not block.within


def _marker(text: str) -> tuple[str, int] | None:
    """The kind of the mark that a text begins with, and its number where it has one."""
    found = _MARKER.match(text) if text else None
    if found is None:
        return None
    if found[1]:
        return found[1], 0
    return ("1", int(found[2])) if found[2] else ("a", ord(found[3]))


def _marked(texts: Iterable[str]) -> int:
    """How many texts in a row, from the first on, bear one mark; numbers must go up by one."""
    first: tuple[str, int] | None = None
    length = 0
    for text in texts:
        mark = _marker(text)
        if mark and mark[0] in _DASHES and _SPOKEN.search(text):
            return 0
        first = first or mark
        if mark is None or first is None or mark[0] != first[0] or (mark[1] and mark[1] != first[1] + length):
            break
        length += 1
    return length


def _announced(blocks: Sequence[Block], start: int) -> int:
    """How many paragraphs complete the sentence before: short, unended, save that the last may end it."""
    announcement = blocks[start - 1].text if start and _is_paragraph(blocks[start - 1]) else ""
    if not announcement.rstrip().endswith(":") or _SAYING.search(announcement) or _ONE.search(announcement):
        return 0
    length = 0
    while start + length < len(blocks):
        block = blocks[start + length]
        words = len(block.text.split())
        if not _is_paragraph(block) or not 0 < words <= _PROSE_WORDS or block.text.rstrip().endswith(":") or _ADDRESS.match(block.text):
            break
        # An item is one line. Several are a verse, or where somebody lives.
        if "\n" in block.text.strip():
            break
        length += 1
        if block.text.rstrip().rstrip(_CLOSING).endswith(_STOPS):
            break
    items = [block.text for block in blocks[start : start + length]]
    return 0 if any(_hangs(text) for text in items[:-1]) or (items and _QUOTES.match(items[0])) else length


def _hangs(text: str) -> bool:
    """Whether a text stops at a word after which there must be another. None of them is longer than four letters."""
    return _HANGS.search(text.rstrip()[-5:]) is not None


def _menu(blocks: Sequence[Block], start: int) -> int:
    length = 0
    while start + length < len(blocks) and _is_one_link(blocks[start + length]):
        length += 1
    return length


def _is_one_link(block: Block) -> bool:
    if not _is_paragraph(block) or any(map(_is_unlinked, block.nodes)):
        return False
    shown = [run for run in block.runs if run.text.strip() or run.is_object]
    return bool(shown) and all(run.href and not run.is_object for run in shown) and len({run.href for run in shown}) == 1


def _is_unlinked(node: Value) -> bool:
    """Whether a node shows words without any mark: a glance that spares most paragraphs a closer look."""
    return (
        isinstance(node, dict)
        and not node.get("marks")
        and isinstance(node.get("text"), str)
        and not node["text"].isspace()
        and node["text"] != ""
    )
