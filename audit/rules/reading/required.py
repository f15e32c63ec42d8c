"""Which fields an entry may not leave empty."""

from collections.abc import Callable, Iterator

from audit.model.entry import Entry, FieldSpec
from audit.rules.contract import Context
from audit.rules.reading.blanks import is_blank

_NOT_IN_THE_FIELDS = frozenset({"id", "slug", "date", "parent", "origin", "published", "blueprint", "site"})
"""Kept in the file's name, in trees, or outside the fields: their absence among the fields proves nothing."""
_NEVER_EMPTY = frozenset({"section", "spacer", "html", "revealer", "hidden_section", "button_link", "toggle"})
"""Types that show no value of their own, and switches: one that was never touched is off."""


def is_required(entry: Entry, handle: str, context: Context) -> bool:
    """Whether the configuration or the blueprint demands a field at the top level."""
    if entry.is_initiative and handle in context.required:
        return True
    spec = entry.spec(handle)
    return context.blueprint_required and spec is not None and demanded(spec)


def required_fields(entry: Entry, context: Context) -> tuple[str, ...]:
    """The demanded fields: the configured ones first, then the blueprint's in its own order, each once."""
    wanted = dict.fromkeys(context.required if entry.is_initiative else ())
    if context.blueprint_required and entry.blueprint is not None:
        wanted.update(dict.fromkeys(spec.handle for spec in entry.blueprint.fields if demanded(spec)))
    return tuple(handle for handle in wanted if handle not in _NOT_IN_THE_FIELDS)


def missing_fields(entry: Entry, context: Context, *, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Those of the demanded fields that are `wanted` and show nothing, in the order of `required_fields`.

    What a translation takes over from its origin is missing there, once, and not in every translation.
    """
    for handle in required_fields(entry, context):
        if not wanted(handle) or (entry.origin and handle not in entry.fields):
            continue
        if is_blank(entry.value(handle)) and not (handle == "title" and entry.title.strip()):
            yield handle


def demanded(spec: FieldSpec) -> bool:
    """Whether the CMS insists on a field whatever else an entry says."""
    return spec.required and not spec.conditional and spec.type not in _NEVER_EMPTY and spec.option("visibility") != "computed"
