"""Texts longer than the CMS asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Value
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.forms import newer_form
from audit.rules.reading.limits import counted_length
from audit.rules.reading.places import field_of
from audit.rules.reading.walk import Filled


@dataclass(frozen=True, slots=True)
class ContentOverLimit:
    """Finds texts longer than their field's `character_limit`, counted as the CMS shows it beside the field.

    The CMS shows a counter and saves all the same, so the page may cut the text or let it run out of its box.
    A text of exactly the limit stays silent, and so does a field without one.
    """

    name: ClassVar[str] = "content-over-limit"
    family: ClassVar[str] = "content.limit"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "length", "limit", "over", "form_changed")
    before: ClassVar[str] = (
        "call_to_action: 'Help us to bring clean drinking water to all of the schools in the valley'  # the limit is 50\n"
    )
    after: ClassVar[str] = "call_to_action: 'Adopt a school well'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        worst: dict[str, tuple[int, int, list[Occurrence]]] = {}
        for field in page.fields:
            limit = character_limit(field)
            length = None if limit is None else counted_length(field.value)
            if limit is None or length is None or length <= limit:
                continue
            where = place(entry, field.path)
            known_length, known_limit, occurrences = worst.get(field_of(where), (0, 0, []))
            if length - limit > known_length - known_limit:
                known_length, known_limit = length, limit
            worst[field_of(where)] = (known_length, known_limit, [*occurrences, Occurrence(location=where)])
        form = newer_form(entry) if worst else ()
        for length, limit, occurrences in worst.values():
            yield content_finding(self, entry, occurrences, values=(*params(length=length, limit=limit, over=length - limit), *form))


def character_limit(field: Filled) -> int | None:
    """The field's limit; a blueprint may write the number as a text, and zero or nothing for no limit."""
    if field.spec is None:
        return None
    stated: Value = field.spec.character_limit if field.spec.character_limit is not None else field.spec.option("character_limit")
    if isinstance(stated, str) and stated.strip().isascii() and stated.strip().isdigit():
        stated = int(stated)
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and stated > 0 else None
