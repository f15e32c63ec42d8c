"""The field that a place belongs to."""

import re
from functools import lru_cache

from audit.model.location import Location

_STEPS = re.compile(r"\.\d+(?=\.|\Z)")
_NODES = re.compile(r"(?:\.content)+(?:\.text)?\Z")


def field_of(location: Location) -> str:
    """The field that editors know, for a place anywhere inside it: the nodes of a rich text are no fields."""
    return _field_of(location.field)


@lru_cache(maxsize=16_384)
def _field_of(field: str) -> str:
    return _NODES.sub("", _STEPS.sub("", field))
