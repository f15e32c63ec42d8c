"""Blanks that came with a copy from elsewhere."""

import re
from collections.abc import Iterator

from audit.rules.reading.remembered import remembered

_NBSP = "\u00a0"
_MEANT_BEFORE = re.compile(
    r"(?:\d|[«„‹§°№#€$£+~–—−/&©®]|\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Art|Abs|vol|pp?|ca|Sr|Sra|Mme|Mlle)\.?|\b[^\W\d_]\.)\Z"
)
_MEANT_AFTER = re.compile(r"[\d«»›:;!?%‰€$£°§+–—−/&…©®]|(?:[IVXLC]{2,}e?|Ier|Ire)(?![^\W_])")
"""Numbers, Roman ones too, signs of units and of sentences."""
_LAST_WORD = re.compile(r"\s\S+\s*\Z")
_GAP = re.compile(r"\s+")
_DASHES = "-–—"
_RUN = re.compile(r"(?<=\S)(?: {3,}|(?<![.!?:;]) {2,})(?=\S)")


def stray_nbsps(text: str) -> tuple[int, ...]:
    """Where a no-break space stands that no rule of typography asks for.

    Meant are those beside numbers, units, single letters, abbreviations, and the punctuation that French sets apart, and a lone one before
    a text's last word, which keeps that word from standing alone on a line. At the ends of a text nobody sees them, and beside a blank
    after a full stop or at a dash they are what an editor makes of a typist's two blanks.
    """
    return _strays(text) if _NBSP in text else ()


@remembered
def _strays(text: str) -> tuple[int, ...]:
    stray = tuple(place for gap in _GAP.finditer(text) if _NBSP in gap[0] for place in _stray(text, gap))
    return () if len(stray) == 1 and _LAST_WORD.match(text, stray[0]) else stray


def _stray(text: str, gap: re.Match[str]) -> Iterator[int]:
    """Where the stray ones stand in a run of blanks of any kind."""
    before, after = text[max(0, gap.start() - 12) : gap.start()], text[gap.end() : gap.end() + 9]
    if not before or not after or before[-1] in ".!?:;" or _beside_dash(text, gap):
        return
    if len(gap[0]) > 1 or not (_MEANT_BEFORE.search(before) or _MEANT_AFTER.match(after)):
        yield from (place for place in range(gap.start(), gap.end()) if text[place] == _NBSP)


def runs_of_blanks(text: str) -> list[int]:
    """Where several plain blanks stand in a row inside a line; two after a stop, or beside a dash, are a habit of typists and no slip."""
    return [run.start() for run in _RUN.finditer(text) if not _beside_dash(text, run)] if "  " in text else []


def _beside_dash(text: str, run: re.Match[str]) -> bool:
    return len(run[0]) == 2 and (text[run.start() - 1] in _DASHES or text[run.end()] in _DASHES)
