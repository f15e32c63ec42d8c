"""What an entry's fields refer to by name: terms, entries, files, people."""

from collections.abc import Iterable, Iterator

from audit.model.entry import Entry, Value
from audit.model.finding import Occurrence
from audit.model.location import FieldPath
from audit.model.values import as_value
from audit.rules.making import place
from audit.rules.reading.places import field_of
from audit.rules.reading.walk import Filled


@as_value
class Reference:
    """One value that names something else on the site."""

    field: Filled
    path: FieldPath
    value: str


def references(fields: Iterable[Filled], types: frozenset[str]) -> Iterator[Reference]:
    """Every value in those fields that are of some types, one at a time; blanks refer to nothing."""
    for field in fields:
        if field.type in types:
            yield from _values(field, field.value, field.path)


def option_values(field: Filled, name: str) -> tuple[str, ...]:
    """An option of the field that may be one word or a list of words."""
    value = field.spec.option(name) if field.spec else None
    if isinstance(value, str):
        return (value,)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()


def _values(field: Filled, value: Value, path: FieldPath) -> Iterator[Reference]:
    if isinstance(value, str) and value.strip():
        yield Reference(field=field, path=path, value=value.strip())
    elif isinstance(value, list):
        for position, part in enumerate(value):
            if isinstance(part, str):
                yield from _values(field, part, (*path, position))


def by_value(entry: Entry, found: Iterable[Reference]) -> dict[tuple[str, str], list[Occurrence]]:
    """The places of references, put together by field and value."""
    places: dict[tuple[str, str], list[Occurrence]] = {}
    for reference in found:
        where = place(entry, reference.path)
        places.setdefault((field_of(where), reference.value), []).append(Occurrence(location=where, text=reference.value))
    return places
