"""Initiatives that do not say when they were last changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, place
from audit.rules.page import Page
from audit.rules.reading.blanks import is_blank
from audit.rules.reading.dates import UPDATED_AT


@dataclass(frozen=True, slots=True)
class ContentUpdatedMissing:
    """Finds entries without `updated_at`.

    Without it nobody can tell how old the text is; the file's own date takes its place, and a copy of the site changes that.
    Saving the entry once in the CMS sets it. A date that cannot be read is another rule's; menus and globals, which the CMS never
    dates, stay silent.
    """

    name: ClassVar[str] = "content-updated-missing"
    family: ClassVar[str] = "content.updated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field",)
    before: ClassVar[str] = "updated_at: null\n"
    after: ClassVar[str] = "updated_at: 1767261600\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        if entry.is_initiative and is_blank(entry.fields.get(UPDATED_AT)):
            yield content_finding(self, entry, [Occurrence(location=place(entry, (UPDATED_AT,)))])
