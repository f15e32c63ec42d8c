"""What one text may cost, its repetitions included.

An alias is charged with all that it repeats. So no later walk over the values can explode, whatever a text of three
hundred bytes promises to be.
"""

from audit.model.entry import Value
from audit.sources.yaml_values.limits import Limits
from audit.sources.yaml_values.nodes import Node


class Budget:
    """Counts the nodes of one text, and remembers what aliases may repeat."""

    __slots__ = ("_anchors", "_characters", "_limits", "_nodes", "_open", "_repeated")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._nodes = 0
        self._characters = 0
        self._repeated = 0
        self._anchors: dict[str, tuple[Value, Node, int, int]] = {}
        self._open: list[tuple[str | None, int, int]] = []

    def spend(self, nodes: int, characters: int = 0) -> None:
        """Charge for values.

        Raises:
            ValueError: there are too many.
        """
        self._nodes += nodes
        self._characters += characters
        if self._nodes > self._limits.nodes:
            raise ValueError(f"it holds more than {self._limits.nodes:,} values")

    def deeper(self, depth: int) -> None:
        """Charge for lists and maps inside one another.

        Raises:
            ValueError: they stand too deep.
        """
        if depth > self._limits.depth:
            raise ValueError(f"lists and maps stand more than {self._limits.depth} deep in one another")

    def remember(self, anchor: str, value: Value, node: Node) -> None:
        """A scalar that may be repeated."""
        self._anchors[anchor] = (value, node, 1, len(value) if isinstance(value, str) else 0)

    def open(self, anchor: str | None) -> None:
        """A list or map begins."""
        self._open.append((anchor, self._nodes, self._characters))

    def close(self, value: Value, node: Node) -> None:
        """The list or map that began last is complete."""
        anchor, nodes, characters = self._open.pop()
        if anchor is not None:
            self._anchors[anchor] = (value, node, self._nodes - nodes + 1, self._characters - characters)

    def repeat(self, anchor: str) -> tuple[Value, Node]:
        """The value that an alias stands for.

        Raises:
            ValueError: there is none yet, or repeating it would cost too much.
        """
        if any(name == anchor for name, _, _ in self._open):
            raise ValueError(f"“*{anchor}” stands inside the very value that it repeats")
        if anchor not in self._anchors:
            raise ValueError(f"“*{anchor}” repeats a value that is not there")
        value, node, nodes, characters = self._anchors[anchor]
        self.spend(nodes, characters)
        self._repeated += characters
        if self._repeated > self._limits.repeated_characters:
            raise ValueError("repeated values make the text too large")
        return value, node
