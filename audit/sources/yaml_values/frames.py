"""Lists and maps that are being filled."""

from typing import Any

from audit.model.entry import Value
from audit.sources.yaml_values.nodes import Node, Place


class ListFrame:
    """A list under way."""

    __slots__ = ("anchor", "children", "place", "value")
    flow = False
    key: str | None = ""
    """Never None: a list awaits no key."""
    key_place: Place = 0

    def __init__(self, place: Place) -> None:
        self.value: list[Value] = []
        self.children: list[Node] = []
        self.place = place
        self.anchor: str | None = None

    def put(self, value: Value, node: Node) -> None:
        """Append a value."""
        self.value.append(value)
        self.children.append(node)

    def node(self) -> Node:
        """The list's place."""
        return (self.place, self.children)


class DuplicateKey(Exception):  # noqa: N818 - it is what was found
    """A key that is there already, with a value."""

    def __init__(self, key: str, first: Place, second: Place) -> None:
        super().__init__(key)
        self.key = key
        self.first = first
        self.second = second


class MapFrame:
    """A map under way: keys and values arrive in turn."""

    __slots__ = ("anchor", "children", "flow", "key", "key_place", "merged", "place", "value")

    def __init__(self, place: Place, *, flow: bool) -> None:
        self.value: dict[str, Value] = {}
        self.children: dict[str, tuple[Place, Node]] = {}
        self.place = place
        self.anchor: str | None = None
        self.flow = flow
        self.key: str | None = None
        """The key whose value comes next; None while a key is awaited."""
        self.key_place: Place = 0
        self.merged = False

    def put(self, value: Value, node: Node) -> None:
        """Set the value of the open key.

        Raises:
            DuplicateKey: the key has a value already. Null may be replaced, and so may anything once maps were merged.
            ValueError: a merge key stands before something that is no map.
        """
        key = self.key or ""
        self.key = None
        if key == "<<":
            self.merged = True
            self._merge(value, node)
            return
        if self.value.get(key) is not None and not self.merged:
            raise DuplicateKey(key, self.children[key][0], self.key_place)
        self.value[key] = value
        self.children[key] = (self.key_place, node)

    def node(self) -> Node:
        """The map's place."""
        return (self.place, self.children)

    def _merge(self, value: Value, node: Any) -> None:
        """Take over the keys of another map, or of several, that are not there yet."""
        several = zip(value, node[1], strict=True) if isinstance(value, list) else [(value, node)]
        for other, other_node in several:
            if not isinstance(other, dict):
                raise ValueError("a merge key must stand before a map")  # noqa: TRY004 - the text is wrong, not a type of ours
            for key, child in other_node[1].items():
                if key not in self.value:
                    self.value[key] = other[key]
                    self.children[key] = child


Frame = ListFrame | MapFrame
