"""The field that a place belongs to."""

import re

from audit.model.location import Location

_NODES = re.compile(r"(?:\.content)+(?:\.text)?\Z")


def field_of(location: Location) -> str:
    """The field that editors know, for a place anywhere inside it: the nodes of a rich text are no fields."""
    return _NODES.sub("", location.stable_field)
