"""Times of the last change that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.blanks import is_blank
from audit.rules.reading.dates import UPDATED_AT, moment


@dataclass(frozen=True, slots=True)
class ContentUpdatedMalformed:
    """Finds an `updated_at` that names no time: words, a date that does not exist, a number of milliseconds.

    The CMS writes seconds since 1970; ISO 8601 dates and times are understood too and stay silent.
    """

    name: ClassVar[str] = "content-updated-malformed"
    family: ClassVar[str] = "content.updated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "value")
    before: ClassVar[str] = "updated_at: last spring\n"
    after: ClassVar[str] = "updated_at: 1767261600\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        value = entry.fields.get(UPDATED_AT)
        if not is_blank(value) and moment(value) is None:
            yield content_finding(
                self, entry, [Occurrence(location=place(entry, (UPDATED_AT,)), text=str(value)[:80])], values=params(value=str(value)[:80])
            )
