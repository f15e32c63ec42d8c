"""Every value of an entry together with what the blueprint says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model.entry import Entry, FieldSpec, Value
from audit.model.location import FieldPath
from audit.model.values import as_value

_ROWS = frozenset({"grid", "replicator", "components", "builder"})
_SET_TYPES = frozenset({"bard", "replicator", "components", "builder"})


@as_value
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
    # Of two fields of one name the blueprint means the first.
    known = {spec.handle: spec for spec in reversed(entry.blueprint.fields)} if entry.blueprint else {}
    for handle, value in entry.fields.items():
        yield from _field((handle,), value, known.get(handle))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, group or set inside a field, as far as it is shown."""

    path: FieldPath
    values: Mapping[str, Value]
    specs: tuple[FieldSpec, ...]
    """The fields that it has by the blueprint."""


def rows(field: Filled) -> Iterator[Row]:
    """The rows, sets or the group of fields that a field holds."""
    spec, value, path = field.spec, field.value, field.path
    if spec is None or not spec.fields:
        return
    if spec.type in _SET_TYPES and isinstance(value, list):
        yield from _sets(path, value, spec)
    elif spec.type in _ROWS and isinstance(value, list):
        for position, row in enumerate(value):
            if isinstance(row, dict):
                yield Row(path=(*path, position), values=row, specs=spec.fields)
    elif isinstance(value, dict):
        yield Row(path=path, values=value, specs=spec.fields)


def _field(path: FieldPath, value: Value, spec: FieldSpec | None) -> Iterator[Filled]:
    field = Filled(path=path, value=value, spec=spec)
    yield field
    for row in rows(field) if spec is not None and spec.fields else ():
        known = {each.handle: each for each in row.specs}
        for handle, inner in row.values.items():
            if handle in known:
                yield from _field((*row.path, handle), inner, known[handle])


def _sets(path: FieldPath, value: Sequence[Value], spec: FieldSpec) -> Iterator[Row]:
    """Every set that is shown. Rich texts keep a set's values one step deeper than replicators."""
    kinds = {kind.handle: kind for kind in spec.fields}
    for position, node in enumerate(value):
        values, inner = _set_values(node)
        kind = kinds.get(str(values.get("type", "")))
        if kind is not None:
            yield Row(path=(*path, position, *inner), values=values, specs=kind.fields)


def _set_values(node: Value) -> tuple[Mapping[str, Value], FieldPath]:
    if not isinstance(node, dict) or node.get("enabled") is False:
        return {}, ()
    if node.get("type") != "set":
        return node, ()
    attrs = node.get("attrs")
    if not isinstance(attrs, dict) or attrs.get("enabled") is False or not isinstance(attrs.get("values"), dict):
        return {}, ()
    return attrs["values"], ("attrs", "values")
