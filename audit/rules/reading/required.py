"""Which fields an entry may not leave empty."""

from collections.abc import Callable, Iterator

from audit.model.entry import Blueprint, Entry, FieldSpec
from audit.rules.contract import Context
from audit.rules.reading.blanks import is_blank

_NOT_IN_THE_FIELDS = frozenset({"id", "slug", "date", "parent", "origin", "published", "blueprint", "site"})
"""Kept in the file's name, in trees, or outside the fields: their absence among the fields proves nothing."""
_NEVER_EMPTY = frozenset({"section", "spacer", "html", "revealer", "hidden_section", "button_link", "toggle"})
"""Types that show no value of their own, and switches: one that was never touched is off."""


_OF_ANY_ENTRY = frozenset({"title", "updated_at", "updated_by", "template", "layout"})
"""What the CMS keeps of every entry, whatever its blueprint says."""


def may_hold(entry: Entry, handle: str) -> bool:
    """Whether editors can fill in a field: the blueprint has it, or what the blueprint has is not known.

    A contact form without a place for a call to action lacks none. Of a form that is known in part, mostly because an add-on brings in
    some of it, an entry that holds the field, if only emptily, shows that the form has it.
    """
    form = entry.blueprint
    if form is None or not form.readable or handle in _OF_ANY_ENTRY or form.field(handle) is not None:
        return True
    return not form.complete and handle in entry.fields


def asked_fields(entry: Entry, context: Context) -> tuple[str, ...]:
    """Those of the fields that the configuration asks of every initiative which it can ask of this one."""
    return tuple(handle for handle in context.required if may_hold(entry, handle)) if entry.is_initiative else ()


def is_required(entry: Entry, handle: str, context: Context) -> bool:
    """Whether the configuration or the blueprint demands a field at the top level."""
    if entry.is_initiative and handle in context.required and may_hold(entry, handle):
        return True
    spec = entry.spec(handle)
    return context.blueprint_required and spec is not None and demanded(spec)


def required_fields(entry: Entry, context: Context) -> tuple[str, ...]:
    """The demanded fields: the configured ones first, then the blueprint's in its own order, each once."""
    wanted = dict.fromkeys(() if entry.redirects else asked_fields(entry, context))
    if context.blueprint_required and entry.blueprint is not None:
        wanted.update(dict.fromkeys(_demanded_by(entry.blueprint)))
    return tuple(handle for handle in wanted if handle not in _NOT_IN_THE_FIELDS)


_demands: dict[int, tuple[Blueprint, tuple[str, ...]]] = {}
"""What forms demand, by the form itself: each is asked for every one of its entries, by several rules."""
_MOST_FORMS = 256


def _demanded_by(form: Blueprint) -> tuple[str, ...]:
    """The fields at the top level of a form on which the CMS insists."""
    known = _demands.get(id(form))
    if known is None:
        if len(_demands) >= _MOST_FORMS:
            _demands.clear()
        # The form is kept with its answer, so that no other one can come to bear its number.
        known = _demands[id(form)] = (form, tuple(spec.handle for spec in form.fields if demanded(spec)))
    return known[1]


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
