"""Entries that no longer exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.site import Presence
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.places import field_of
from audit.rules.reading.references import Reference, option_values, references

_TYPES = frozenset({"entries", "entry", "collection", "collections"})


@dataclass(frozen=True, slots=True)
class ContentEntryMissing:
    """Finds fields that name another entry which is not there.

    The page leaves a gap, or shows a title that leads nowhere. Entries that are drafts stay silent, as they may be meant for
    later, and so does `parent`: which entry stands above another, the CMS reads from the collection's tree.
    """

    name: ClassVar[str] = "content-entry-missing"
    family: ClassVar[str] = "content.entry"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count")
    before: ClassVar[str] = "related:\n  - 3f2a0f6e-0000-4000-8000-000000000000  # deleted\n"
    after: ClassVar[str] = "related: {  }\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        site = context.site
        if site is None:
            return
        gone = [
            found
            for found in references(page.fields, _TYPES)
            if site.entry(found.value.removeprefix("entry::")) is Presence.MISSING
            and option_values(found.field, "collections")
            and not _is_of_the_tree(found, page.entry.collection)
        ]
        # A collection of which the site holds no entry at all is not part of what we read, and proves nothing.
        seen = frozenset(site.collections if gone else ())
        fields: dict[str, list[Occurrence]] = {}
        for found in gone:
            if seen.issuperset(option_values(found.field, "collections")):
                where = place(page.entry, found.path)
                fields.setdefault(field_of(where), []).append(Occurrence(location=where, text=found.value))
        for occurrences in fields.values():
            yield content_finding(self, page.entry, occurrences, values=params(count=len(occurrences)))


def _is_of_the_tree(found: Reference, collection: str) -> bool:
    """Whether the field is the one in which the CMS shows editors the entry above; what it once wrote there is never read again."""
    return found.path[0] == "parent" and collection in option_values(found.field, "collections")
