"""Web addresses in a text that cannot be read as what it should be."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\`{}|^\x00-\x20]+", re.IGNORECASE)
_BREAK: Final = re.compile(r"\r\n?|\n")
_MOST: Final = 10_000


def salvage_addresses(text: str) -> tuple[tuple[str, int], ...]:
    """Every web address with its line, from 1, in the text's order."""
    found: list[tuple[str, int]] = []
    for number, line in enumerate(_BREAK.split(text), start=1):
        for address in _ADDRESS.finditer(line):
            if len(found) == _MOST:
                return tuple(found)
            found.append((_trimmed(address[0]), number))
    return tuple(found)


def _trimmed(address: str) -> str:
    """Without the punctuation that ends a sentence or a bracket around the address."""
    while address:
        last = address[-1]
        if last in ".,;:!?*_" or (last == ")" and address.count(")") > address.count("(")) or (last == "]" and "[" not in address):
            address = address[:-1]
        else:
            break
    return address
