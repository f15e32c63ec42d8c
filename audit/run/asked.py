"""Which of the configured fields are asked of nobody, so that the silence about them is no surprise."""

from collections.abc import Iterable, Sequence

from audit.model.entry import Entry
from audit.model.run import Notice
from audit.rules import Context, asked_fields

_MOST_NAMED = 20


def unasked_notices(entries: Iterable[Entry], context: Context) -> tuple[Notice, ...]:
    """The collections in which no form has any of the required fields, and the required fields that no form has at all."""
    forms: set[tuple[str, str]] = set()
    asked: dict[str, set[str]] = {}
    for entry in entries:
        form = entry.blueprint
        known = (entry.collection, form.path if form else "")
        # Of a form that is known in part every entry shows some more.
        if entry.is_initiative and (known not in forms or (form and not form.complete)):
            forms.add(known)
            asked.setdefault(entry.collection, set()).update(asked_fields(entry, context))
    if not asked or not context.required:
        return ()
    silent = [collection for collection, fields in asked.items() if not fields]
    somewhere = set().union(*asked.values())
    nowhere = [handle for handle in context.required if somewhere and handle not in somewhere]
    return (*_collections(silent, context.required), *_fields(nowhere))


def _collections(silent: Sequence[str], required: Sequence[str]) -> tuple[Notice, ...]:
    if not silent:
        return ()
    message = (
        f"No form of these collections has any of the fields in content.required ({_named(required)}), so their entries are not asked for"
        f" them: {_named(silent)}. Name the collections with initiatives in content.collections to leave the others out."
    )
    return (Notice(code="required_not_asked", message=message),)


def _fields(nowhere: Sequence[str]) -> tuple[Notice, ...]:
    if not nowhere:
        return ()
    message = f"Fields of content.required that no form of any collection has are asked of no entry: {_named(nowhere)}."
    return (Notice(code="required_unknown", message=message),)


def _named(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + rest
