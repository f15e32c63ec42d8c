"""Web addresses in a text that cannot be read as what it should be."""

import re
from itertools import islice
from typing import Final

from audit.extract.addresses import find_addresses

_BREAK: Final = re.compile(r"\r\n?|\n")
_MOST: Final = 10_000


def salvage_addresses(text: str) -> tuple[tuple[str, int], ...]:
    """The web addresses in a text with their lines, from 1, in its order; of a great many the first ones."""
    # In broken YAML a single quote is the end of a value rather than part of an address.
    searched = text.replace("'", " ")
    found: list[tuple[str, int]] = []
    line, position = 1, 0
    for start, end in islice(find_addresses(searched), _MOST):
        line += len(_BREAK.findall(text[position:start]))
        position = start
        found.append((text[start:end], line))
    return tuple(found)
