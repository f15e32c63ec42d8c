"""More or fewer things than a field is made for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import FieldSpec, Value
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.blanks import is_blank
from audit.rules.reading.forms import newer_form
from audit.rules.reading.places import field_of

_MOST = frozenset({"max_items", "max_files", "max_rows", "max_sets"})
_LEAST = frozenset({"min_items", "min_files", "min_rows", "min_sets"})


@dataclass(frozen=True, slots=True)
class ContentItemCount:
    """Finds fields that hold more or fewer entries, terms, files or rows than the blueprint allows.

    The page is made for so many: what is over is not shown, or breaks the row. Exactly as many, single values, and fields that are empty,
    which is another rule's, stay silent.
    """

    name: ClassVar[str] = "content-item-count"
    family: ClassVar[str] = "content.item-count"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count", "limit", "few", "form_changed")
    before: ClassVar[str] = "partner: [river-trust, well-fund]  # max_items: 1\n"
    after: ClassVar[str] = "partner: river-trust\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        worst: dict[str, tuple[int, int, list[Occurrence]]] = {}
        for field in page.fields:
            most, least = _limits(field.spec) if isinstance(field.value, list) and field.spec else (None, None)
            held = sum(1 for each in field.value if not is_blank(each)) if most or least else 0
            if not held:
                continue
            limit = most if most is not None and held > most else least if least is not None and held < least else None
            if limit is None:
                continue
            where = place(page.entry, field.path)
            count, known, places = worst.get(field_of(where), (held, limit, []))
            larger = (held, limit) if abs(held - limit) > abs(count - known) else (count, known)
            worst[field_of(where)] = (*larger, [*places, Occurrence(location=where)])
        for count, limit, found in worst.values():
            values = params(count=count, limit=limit, few="yes" if count < limit else "")
            yield content_finding(self, page.entry, found, values=(*values, *newer_form(page.entry)))


def _limits(spec: FieldSpec) -> tuple[int | None, int | None]:
    """The most and the least that a field may hold, as far as its settings say."""
    most = next((value for name, value in spec.options if name in _MOST), None)
    least = next((value for name, value in spec.options if name in _LEAST), None)
    return _number(most), _number(least)


def _number(value: Value) -> int | None:
    """A number above zero; a blueprint may write it as a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:9])
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
