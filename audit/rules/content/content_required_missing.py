"""Other required fields that are empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, place
from audit.rules.page import Page
from audit.rules.reading.blanks import is_blank
from audit.rules.reading.forms import newer_form
from audit.rules.reading.missing import asked_since, goes_by
from audit.rules.reading.places import field_of
from audit.rules.reading.required import demanded, missing_fields
from audit.rules.reading.walk import rows


@dataclass(frozen=True, slots=True)
class ContentRequiredMissing:
    """Finds required fields that show nothing and have no rule of their own.

    A field is required when the configuration names it, or when the blueprint does so without conditions; in rows, groups and sets too.
    The page was made to show it, so visitors meet a gap. Fields that are shown only under conditions, computed fields
    and fields that are kept outside the entry's values, such as the slug, stay silent.
    """

    name: ClassVar[str] = "content-required-missing"
    family: ClassVar[str] = "content.required"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "form_changed")
    before: ClassVar[str] = "image: {  }\n"
    after: ClassVar[str] = "image: pump-in-the-school-yard.jpeg\n"
    besides: tuple[str, ...] = option(
        ("summary", "call_to_action", "challenges", "key_facts", "key_facts_*"), "Fields whose absence has a rule of its own."
    )

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        for handle in missing_fields(entry, context, wanted=lambda handle: not goes_by(handle, tuple(self.besides))):
            yield content_finding(self, entry, [Occurrence(location=place(entry, (handle,)))], values=asked_since(entry, handle))
        for occurrences in _inside(page, context).values():
            yield content_finding(self, entry, occurrences, values=newer_form(entry))


def _inside(page: Page, context: Context) -> dict[str, list[Occurrence]]:
    """The gaps in rows, groups and sets that are shown, put together by field."""
    fields: dict[str, list[Occurrence]] = {}
    for row in (row for field in page.fields for row in rows(field)) if context.blueprint_required else ():
        for spec in row.specs:
            if demanded(spec) and is_blank(row.values.get(spec.handle)):
                where = place(page.entry, (*row.path, spec.handle))
                fields.setdefault(field_of(where), []).append(Occurrence(location=where, text=spec.display or spec.handle))
    return fields
