"""What one text may cost, its repetitions included.

An alias is charged with all that it repeats. So no later walk over the values can explode, whatever a text of three
hundred bytes promises to be.
"""

from audit.model.entry import Value
from audit.sources.yaml_values.limits import Limits
from audit.sources.yaml_values.nodes import Node, Place


class Budget:
    """Counts the nodes of one text, and remembers what aliases may repeat."""

    __slots__ = ("_anchors", "_limits", "_open", "_repeated", "most_nodes", "nodes")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.most_nodes = limits.nodes
        self.nodes = 0
        """Values so far; whoever adds one counts it."""
        self._repeated = 0
        self._anchors: dict[str, tuple[Value, Node, int, int]] = {}
        self._open: list[tuple[str, int, int]] = []
        """Lists and maps with anchors under way: the anchor, and nodes and characters when it began."""

    def check(self, *, depth: int = 0) -> None:
        """Compare with the limits.

        Raises:
            ValueError: the text holds too much, or lists and maps stand too deep in one another.
        """
        if self.nodes > self.most_nodes:
            raise ValueError(f"it holds more than {self.most_nodes:,} values")
        if self._repeated > self._limits.repeated_characters:
            raise ValueError("repeated values make the text too large")
        if depth > self._limits.depth:
            raise ValueError(f"lists and maps stand more than {self._limits.depth} deep in one another")

    def remember(self, anchor: str, value: Value, node: Node) -> None:
        """A scalar that may be repeated."""
        self._anchors[anchor] = (value, node, 1, len(value) if isinstance(value, str) else 0)

    def open(self, anchor: str, place: Place) -> None:
        """A list or map begins that may be repeated once it is complete."""
        self._open.append((anchor, self.nodes, self._repeated + place))

    def close(self, value: Value, node: Node, *, end: Place) -> None:
        """The one that began last is complete."""
        anchor, nodes, repeated = self._open.pop()
        self._anchors[anchor] = (value, node, self.nodes - nodes, end + self._repeated - repeated)

    def repeat(self, anchor: str) -> tuple[Value, Node]:
        """The value that an alias stands for.

        Raises:
            ValueError: there is none yet, or the text holds too much.
        """
        if any(name == anchor for name, _, _ in self._open):
            raise ValueError(f"“*{anchor}” stands inside the very value that it repeats")
        if anchor not in self._anchors:
            raise ValueError(f"“*{anchor}” repeats a value that is not there")
        value, node, nodes, characters = self._anchors[anchor]
        self.nodes += nodes
        self._repeated += characters
        self.check()
        return value, node
