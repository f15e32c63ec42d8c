"""Links that nobody can see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.blanks import is_blank_text
from audit.rules.reading.mentions import by_field, occurrence
from audit.rules.reading.pictures import shows_picture, stands_alone


@dataclass(frozen=True, slots=True)
class LinkTextBlank:
    """Finds links on nothing but blanks or a line break.

    Nobody can see or click them, but people who listen to the page hear an address read out. Links on pictures, and fields
    that hold an address and nothing else, stay silent.
    """

    name: ClassVar[str] = "link-text-blank"
    family: ClassVar[str] = "link-text-blank"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count")
    before: ClassVar[str] = 'text: "\\_"  # with a link on it\n'
    after: ClassVar[str] = "(the link removed)\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        blank = (link for link in page.clickable if is_blank_text(link.text))
        fields = by_field(link for link in blank if not (shows_picture(entry, link) or stands_alone(entry, link)))
        for found in fields.values():
            yield content_finding(self, entry, [occurrence(link) for link in found], values=params(count=len(found)))
