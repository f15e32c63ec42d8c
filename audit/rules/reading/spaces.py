"""Blanks that came with a copy from elsewhere."""

import re
from collections.abc import Iterator

from audit.rules.reading.remembered import remembered

_NBSP = "\u00a0"
_MEANT_BEFORE = re.compile(
    r"(?:\d|[«„‹§°№#€$£+~–—−/&]|\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Art|Abs|vol|pp?|ca|Sr|Sra|Mme|Mlle)\.?|\b[^\W\d_]\.)\Z"
)
_MEANT_AFTER = re.compile(r"[\d«»›:;!?%‰€$£°§+–—−/&…]")
_GAP = re.compile(r"\s+")
_RUN = re.compile(r"(?<=\S)(?: {3,}|(?<![.!?:;]) {2,})(?=\S)")


@remembered
def stray_nbsps(text: str) -> tuple[int, ...]:
    """Where a no-break space stands that no rule of typography asks for.

    Meant are those beside numbers, units, single letters, abbreviations, and the punctuation that French sets apart. At the ends of a
    text nobody sees them, and beside a blank after a full stop they are what an editor makes of a typist's two blanks.
    """
    if _NBSP not in text:
        return ()
    return tuple(place for gap in _GAP.finditer(text) if _NBSP in gap[0] for place in _stray(text, gap))


def _stray(text: str, gap: re.Match[str]) -> Iterator[int]:
    """Where the stray ones stand in a run of blanks of any kind."""
    before, after = text[max(0, gap.start() - 12) : gap.start()], text[gap.end() : gap.end() + 1]
    if not before or not after or before[-1] in ".!?:;":
        return
    if len(gap[0]) > 1 or not (_MEANT_BEFORE.search(before) or _MEANT_AFTER.match(after)):
        yield from (place for place in range(gap.start(), gap.end()) if text[place] == _NBSP)


def runs_of_blanks(text: str) -> list[int]:
    """Where several plain blanks stand in a row inside a line; two after a stop are a habit of typists and none's business."""
    return [match.start() for match in _RUN.finditer(text)] if "  " in text else []
