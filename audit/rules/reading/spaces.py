"""Blanks that came with a copy from elsewhere."""

import re

from audit.rules.reading.remembered import remembered

_NBSP = "\u00a0"
_MEANT_BEFORE = re.compile(
    r"(?:\d|[«„‹§°№#€$£+~–—−/&]|\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Art|Abs|vol|pp?|ca|Sr|Sra|Mme|Mlle)\.?|\b[^\W\d_]\.)\Z"
)
_MEANT_AFTER = re.compile(r"[\d«»›:;!?%‰€$£°§+–—−/&…]")
_RUN = re.compile(r"(?<=\S)(?: {3,}|(?<![.!?:;]) {2,})(?=\S)")


@remembered
def stray_nbsps(text: str) -> tuple[int, ...]:
    """Where a no-break space stands that no rule of typography asks for.

    Meant are those beside numbers, units, single letters, abbreviations, and the punctuation that French sets apart. At the ends of a
    text nobody sees them, and beside a blank after a full stop they are what an editor makes of a typist's two blanks.
    """
    if _NBSP not in text:
        return ()
    return tuple(match.start() for match in re.finditer(_NBSP, text) if not _is_meant(text, match.start()))


def _is_meant(text: str, position: int) -> bool:
    before, after = text[:position].rstrip(), text[position + 1 :].lstrip()
    if not before or not after or before[-1] in ".!?:;":
        return True
    if len(before) < position or text[position + 1].isspace():
        return False
    return bool(_MEANT_BEFORE.search(before[-12:]) or _MEANT_AFTER.match(after))


def runs_of_blanks(text: str) -> list[int]:
    """Where several plain blanks stand in a row inside a line; two after a stop are a habit of typists and none's business."""
    return [match.start() for match in _RUN.finditer(text)] if "  " in text else []
