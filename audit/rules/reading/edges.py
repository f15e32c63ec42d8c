"""What touches a link: letters that run into it on either side."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from audit.model.link import Link
from audit.rules.reading.phrases import phrases

_LETTER = r"[^\W\d_\u0e00-\u109f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""A letter of a script that puts spaces between words."""
_TAIL = re.compile(rf"({_LETTER}+)\Z")
_HEAD = re.compile(rf"\A({_LETTER}+)")
_CLOSING = re.compile(rf"{_LETTER}{{2}}[.!?]\Z")
_OPENING = re.compile(rf"\A({_LETTER}{_LETTER}*)")
_ADDRESS = re.compile(r"://|www\.|@|\A\s*[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?\s*\Z", re.IGNORECASE)
_ENDINGS = phrases(
    "s | es | n | en | er | e | ed | d | ing | ly",
)
"""What writers leave outside a link on purpose: "NGO" is the link, "NGOs" the word."""
_JOINING = phrases(
    "and | or | the | of | in | to | for | with | by | is | are | was | were | on | at | as | from | that | which | a | an | has",
    "have | will | can | who | und | oder | der | die | das | mit | von | im | ist | et | ou | la | le | les | des | du | dans",
    "pour | avec | y | el | los | las | del | para | con | por | que | en | het | een | van | di",
)

_BEGINNING = phrases("the | our | their | this | these | der | die | das | le | la | les | los | las | het")


class Slip(StrEnum):
    """How a link's edge went wrong."""

    NO_SPACE = "no space"
    HALF_WORD = "half a word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One side of a link that something touches."""

    link: Link
    slip: Slip
    shown: str
    """The touching words, with the link in square brackets."""


def edges(links: Iterable[Link], words: Callable[[], Counter[str]]) -> Iterator[Edge]:
    """Every edge of clickable words at which letters touch.

    `words` tells how often the entry's texts have a word, which tells half a word from two; it is asked only where letters touch.
    """
    before: Link | None = None
    for link in links:
        # Most links have blanks or signs around them, and no edge at which letters could touch.
        touched = link.before[-1:].isalpha() or link.after[:1].isalpha()
        if touched and not _ADDRESS.search(link.text) and link.text.strip():
            shared = before is not None and before.after.startswith(link.text[:20]) and before.location.top_field == link.location.top_field
            yield from _left(link, words) if not shared else ()
            yield from _right(link, words)
        before = link


def _left(link: Link, words: Callable[[], Counter[str]]) -> Iterator[Edge]:
    if not (link.before[-1:].isalpha() and link.text[0].isalpha()):
        return
    outside, inside = _TAIL.search(link.before), _HEAD.search(link.text)
    if outside and inside:
        # A link that begins with a word such as "the", and goes on, begins where it was meant to.
        begins_whole = inside[1] != link.text and inside[1].lower() in _BEGINNING
        slip = Slip.NO_SPACE if begins_whole else _slip(outside[1], inside[1], outside[1] + inside[1], words())
        yield Edge(link=link, slip=slip, shown=f"{outside[1]}[{_brief(link.text)}]")


def _right(link: Link, words: Callable[[], Counter[str]]) -> Iterator[Edge]:
    outside = _HEAD.search(link.after) if link.after[:1].isalpha() else None
    if outside is None:
        return
    inside = _TAIL.search(link.text)
    shown = f"[{_brief(link.text)}]{outside[1]}"
    if inside is None:
        if _CLOSING.search(link.text) and outside[1][0].isupper():
            yield Edge(link=link, slip=Slip.NO_SPACE, shown=shown)
    elif outside[1] not in _ENDINGS:
        yield Edge(link=link, slip=_slip(outside[1], inside[1], inside[1] + outside[1], words()), shown=shown)


def _slip(outside: str, inside: str, joined: str, words: Counter[str]) -> Slip:
    """Half a word, when the halves make a word that the text knows or one of them is no word; two words otherwise.

    A word counts as known when it stands in the texts once more than at this edge.
    """
    low = outside.lower()
    # What is left inside the link is no word: the mouse began too late.
    if len(inside) < 3 and inside.lower() not in _JOINING and words[inside.lower()] < 2:
        return Slip.HALF_WORD
    if words[joined.lower()] > 1:
        return Slip.HALF_WORD
    if low in _JOINING or words[low] > 1 or (outside[0].isupper() and joined.endswith(outside)):
        return Slip.NO_SPACE
    return Slip.HALF_WORD if len(outside) < 4 or len(inside) < 3 else Slip.NO_SPACE


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:28]}…{words[-28:]}"
