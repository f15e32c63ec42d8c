"""The places of values, as a tree beside the tree of values.

A place is an offset into the text, in characters. A scalar's node is its place, a list's is ``(place, nodes)``, a map's
``(place, {key: (place of the key, node)})``: plain data that costs little to make and passes between processes.
"""

from itertools import accumulate
from typing import NamedTuple, Union

Place = int
Node = Union[Place, tuple[Place, list["Node"]], tuple[Place, dict[str, tuple[Place, "Node"]]]]  # noqa: UP007 - it names itself


def start_of(node: Node) -> Place:
    """Where a value begins."""
    return node if isinstance(node, int) else node[0]


class Lines(NamedTuple):
    """A text line by line."""

    texts: list[str]
    """Without the breaks between them."""
    starts: list[Place]
    """Where each of them begins."""

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text."""
        texts = text.split("\n")
        *starts, _ = accumulate([len(line) + 1 for line in texts], initial=0)
        return cls(texts, starts)
