"""Terms that no longer exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.site import Presence, Site
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.references import Reference, by_value, option_values, references

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
        site = context.site
        if site is None:
            return
        gone = [found for found in references(page.fields, _TYPES) if _is_gone(found, site)]
        for (_, name), occurrences in by_value(page.entry, gone).items():
            yield content_finding(self, page.entry, occurrences, values=params(name=name), tell_apart=name)


def _is_gone(found: Reference, site: Site) -> bool:
    """Whether editors can only choose what there is, and this is not there any more."""
    is_closed = found.field.spec is not None and found.field.spec.option("create") is False
    return is_closed and all(site.term(taxonomy, found.value) is Presence.MISSING for taxonomy in _taxonomies(found))


def _taxonomies(found: Reference) -> tuple[str, ...]:
    return option_values(found.field, "taxonomies") or option_values(found.field, "taxonomy") or (found.field.handle,)
