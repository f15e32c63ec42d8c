"""Entries that no longer exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.site import Presence
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.references import references

_TYPES = frozenset({"entries", "entry", "collection", "collections"})


@dataclass(frozen=True, slots=True)
class ContentEntryMissing:
    """Finds fields that name another entry which is not there.

    The page leaves a gap, or shows a title that leads nowhere. Entries that are drafts stay silent, as they may be meant for
    later.
    """

    name: ClassVar[str] = "content-entry-missing"
    family: ClassVar[str] = "content.entry"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name")
    before: ClassVar[str] = "related:\n  - 3f2a0f6e-0000-4000-8000-000000000000  # deleted\n"
    after: ClassVar[str] = "related: {  }\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        site = context.site
        if site is None:
            return
        for found in references(entry, _TYPES):
            if site.entries and site.entry(found.value.removeprefix("entry::")) is Presence.MISSING:
                values = params(name=found.value)
                occurrences = [Occurrence(location=place(entry, found.path), text=found.value)]
                yield content_finding(self, entry, occurrences, values=values, tell_apart=found.value)
