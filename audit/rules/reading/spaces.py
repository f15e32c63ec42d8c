"""Blanks that came with a copy from elsewhere."""

import re

_NBSP = "\u00a0"
_MEANT_BEFORE = re.compile(
    r"(?:\d|[«„‹§°№#€$£+~–—−/&]|\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Art|Abs|vol|pp?|ca|Sr|Sra|Mme|Mlle)\.?|\b[^\W\d_]\.)\Z"
)
_MEANT_AFTER = re.compile(r"[\d«»›:;!?%‰€$£°§+–—−/&…]")
_RUN = re.compile(r"(?<=\S)(?: {3,}|(?<![.!?:;]) {2,})(?=\S)")


def stray_nbsps(text: str) -> list[int]:
    """Where a no-break space stands that no rule of typography asks for.

    Meant are those beside numbers, units, single letters, abbreviations, and the punctuation that French sets apart; alone in a
    text they hold a line open, which is no slip either.
    """
    return (
        [position for position, character in enumerate(text) if character == _NBSP and not _is_meant(text, position)]
        if text.strip()
        else []
    )


def _is_meant(text: str, position: int) -> bool:
    before, after = text[max(0, position - 12) : position], text[position + 1 : position + 13]
    if not before.strip() or not after.strip() or before[-1:].isspace() or after[:1].isspace():
        return False
    return bool(_MEANT_BEFORE.search(before) or _MEANT_AFTER.match(after))


def runs_of_blanks(text: str) -> list[int]:
    """Where several plain blanks stand in a row inside a line; two after a stop are a habit of typists and none's business."""
    return [match.start() for match in _RUN.finditer(text)]
