"""Terms that no longer exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.site import Presence
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.references import Reference, option_values, references

_TYPES = frozenset({"terms", "taxonomies", "taxonomy"})


@dataclass(frozen=True, slots=True)
class ContentTermMissing:
    """Finds terms that a field names and its taxonomy does not have, where the field lets editors choose from existing terms only.

    Visitors who browse by that term never find the initiative, and the page may show a dead label. Fields in which editors make
    up terms, other spellings of one term, and taxonomies that are not part of the content stay silent.
    """

    name: ClassVar[str] = "content-term-missing"
    family: ClassVar[str] = "content.term"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name")
    before: ClassVar[str] = "challenges:\n  - inspiration  # deleted in June\n"
    after: ClassVar[str] = "challenges:\n  - war\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        site = context.site
        if site is None:
            return
        for found in references(page.fields, _TYPES):
            if _is_closed(found) and all(site.term(taxonomy, found.value) is Presence.MISSING for taxonomy in _taxonomies(found)):
                values = params(name=found.value)
                occurrences = [Occurrence(location=place(entry, found.path), text=found.value)]
                yield content_finding(self, entry, occurrences, values=values, tell_apart=found.value)


def _is_closed(found: Reference) -> bool:
    """Whether editors can only choose what there is."""
    return found.field.spec is not None and found.field.spec.option("create") is False


def _taxonomies(found: Reference) -> tuple[str, ...]:
    return option_values(found.field, "taxonomies") or option_values(found.field, "taxonomy") or (found.field.handle,)
