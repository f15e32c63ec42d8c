"""The field that a place belongs to."""

import re
from functools import lru_cache

from audit.model.location import Location

_STEPS = re.compile(r"\.\d+(?=\.|\Z)")
_POSITION = re.compile(r"[0-9]{1,9}")
_NODES = re.compile(r"(?:\.content)+(?:\.text)?\Z")


def field_of(location: Location) -> str:
    """The field that editors know, for a place anywhere inside it: the nodes of a rich text are no fields."""
    return _field_of(location.field)


def position_of(step: str | int) -> int | None:
    """The position in a list that a step on the way to a value may be; keys such as ``²`` are digits to Unicode, and none."""
    return int(step) if _POSITION.fullmatch(str(step)) else None


@lru_cache(maxsize=16_384)
def _field_of(field: str) -> str:
    return _NODES.sub("", _STEPS.sub("", field))
