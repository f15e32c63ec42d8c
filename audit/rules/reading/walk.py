"""Every value of an entry together with what the blueprint says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model.entry import Entry, FieldSpec, Value
from audit.model.location import FieldPath

_ROWS = frozenset({"grid", "replicator", "components", "builder"})
_SET_TYPES = frozenset({"bard", "replicator", "components", "builder"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One field with its value, at the top or inside rows and sets."""

    path: FieldPath
    value: Value
    spec: FieldSpec | None
    """None where the blueprint says nothing of it."""

    @property
    def handle(self) -> str:
        """The field's own name."""
        return str(self.path[-1])

    @property
    def type(self) -> str:
        """The field's type as the blueprint has it; empty when unknown."""
        return self.spec.type if self.spec else ""


def filled(entry: Entry) -> Iterator[Filled]:
    """Every field of an entry, outer fields before what they hold, in the file's order."""
    for handle, value in entry.fields.items():
        yield from _field((handle,), value, entry.spec(handle))


def _field(path: FieldPath, value: Value, spec: FieldSpec | None) -> Iterator[Filled]:
    yield Filled(path=path, value=value, spec=spec)
    if spec is None or not spec.fields:
        return
    if spec.type in _SET_TYPES and isinstance(value, list):
        yield from _sets(path, value, spec)
    elif spec.type in _ROWS and isinstance(value, list):
        for position, row in enumerate(value):
            if isinstance(row, dict):
                yield from _members((*path, position), row, spec.fields)
    elif isinstance(value, dict):
        yield from _members(path, value, spec.fields)


def _members(path: FieldPath, row: Mapping[str, Value], specs: Sequence[FieldSpec]) -> Iterator[Filled]:
    known = {spec.handle: spec for spec in specs}
    for handle, value in row.items():
        if handle in known:
            yield from _field((*path, handle), value, known[handle])


def _sets(path: FieldPath, value: Sequence[Value], spec: FieldSpec) -> Iterator[Filled]:
    """The fields of every set that is shown. Rich texts keep a set's values one step deeper than replicators."""
    kinds = {kind.handle: kind for kind in spec.fields}
    for position, node in enumerate(value):
        values, inner = _set_values(node)
        kind = kinds.get(str(values.get("type", "")))
        if kind is not None:
            yield from _members((*path, position, *inner), values, kind.fields)


def _set_values(node: Value) -> tuple[Mapping[str, Value], FieldPath]:
    if not isinstance(node, dict) or node.get("enabled") is False:
        return {}, ()
    if node.get("type") != "set":
        return node, ()
    attrs = node.get("attrs")
    if not isinstance(attrs, dict) or attrs.get("enabled") is False or not isinstance(attrs.get("values"), dict):
        return {}, ()
    return attrs["values"], ("attrs", "values")
