"""Choices that a field no longer offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import FieldSpec, Value
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import FieldPath
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.forms import newer_form
from audit.rules.reading.places import field_of
from audit.rules.reading.walk import Filled

_TYPES = frozenset({"select", "radio", "button_group", "checkboxes"})
_TRUE = frozenset({"true", "1", "yes", "on"})


@dataclass(frozen=True, slots=True)
class ContentChoiceUnknown:
    """Finds values that the field's own list of choices does not have, or has no longer.

    The page may show the bare word or nothing, and the form shows an empty choice that the next save keeps. Fields in which editors make
    up choices, fields without a list, the form's own default, and empty values stay silent.
    """

    name: ClassVar[str] = "content-choice-unknown"
    family: ClassVar[str] = "content.choice"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name", "form_changed")
    before: ClassVar[str] = "stage: planing  # the form offers: planning, building, done\n"
    after: ClassVar[str] = "stage: planning\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        places: dict[tuple[str, str], list[Occurrence]] = {}
        for field in page.fields:
            offered = choices(field.spec) if field.type in _TYPES and field.spec else frozenset[str]()
            default = field.spec.option("default") if field.spec else None
            for path, value in _chosen(field) if offered else ():
                # What the form itself puts in is not the editor's to mend, and a choice that was taken back is saved as `false`.
                if value is not False and value != default and not _spellings(value) & offered:
                    where = place(page.entry, path)
                    places.setdefault((field_of(where), str(value)), []).append(Occurrence(location=where, text=str(value)))
        for (_, name), found in places.items():
            yield content_finding(self, page.entry, found, values=(*params(name=name), *newer_form(page.entry)), tell_apart=name)


def choices(spec: FieldSpec) -> frozenset[str]:
    """The values that a field offers, as text: of a map its keys, of a list its parts or their keys. Empty where editors make up more."""
    options = spec.option("options")
    if spec.option("taggable") is True:
        return frozenset()
    if isinstance(options, dict):
        # Numbers as keys are what is left of a plain list: then the value is the label.
        labels = options.values() if all(str(key).isdigit() for key in options) else ()
        return frozenset(str(each) for each in (*options, *labels))
    listed = options if isinstance(options, list) else []
    return frozenset(str(each.get("key", each.get("value"))) if isinstance(each, dict) else str(each) for each in listed)


def _chosen(field: Filled) -> Iterator[tuple[FieldPath, Value]]:
    listed = (
        [((*field.path, at), each) for at, each in enumerate(field.value)] if isinstance(field.value, list) else [(field.path, field.value)]
    )
    return ((path, value) for path, value in listed if value not in (None, "") and not isinstance(value, dict | list))


def _spellings(value: Value) -> frozenset[str]:
    """A value as lists of choices may have it: a switch goes by several words."""
    if value is True:
        return _TRUE
    return frozenset({str(value), str(int(value))} if isinstance(value, float) and value.is_integer() else {str(value)})
