"""The places of values, as a tree beside the tree of values.

A scalar's place is one whole number, a list is ``(start, places)``, a map ``(start, {key: (start of the key, place)})``: plain
data that costs little to make and passes between processes.
"""

from typing import Union

Place = int
"""Line and column from 0, packed."""
Node = Union[Place, tuple[Place, list["Node"]], tuple[Place, dict[str, tuple[Place, "Node"]]]]  # noqa: UP007 - it names itself

_BITS = 24
_MASK = (1 << _BITS) - 1


def pack(line: int, column: int) -> Place:
    """A place from line and column, both from 0."""
    return line << _BITS | min(column, _MASK)


def unpack(place: Place) -> tuple[int, int]:
    """Line and column, both from 0."""
    return place >> _BITS, place & _MASK


def start_of(node: Node) -> Place:
    """Where a value begins."""
    return node if isinstance(node, int) else node[0]
