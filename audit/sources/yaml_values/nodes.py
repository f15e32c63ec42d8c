"""The places of values, as a tree beside the tree of values.

A place is an offset into the text, in characters. A scalar's node is its place, a list's is ``(place, nodes)``, a map's
``(place, {key: (place of the key, node)})``: plain data that costs little to make and passes between processes.
"""

from typing import Union

Place = int
Node = Union[Place, tuple[Place, list["Node"]], tuple[Place, dict[str, tuple[Place, "Node"]]]]  # noqa: UP007 - it names itself


def start_of(node: Node) -> Place:
    """Where a value begins."""
    return node if isinstance(node, int) else node[0]
