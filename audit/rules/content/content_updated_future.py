"""Times of the last change that lie ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.dates import ANY_ZONE, CLOCK_SKEW, UPDATED_AT, moment


@dataclass(frozen=True, slots=True)
class ContentUpdatedFuture:
    """Finds an `updated_at` later than now.

    Such an entry would never count as out of date. Clocks that run a little fast stay silent, and so does a date without a time
    that has begun somewhere on earth.
    """

    name: ClassVar[str] = "content-updated-future"
    family: ClassVar[str] = "content.updated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "date")
    before: ClassVar[str] = "updated_at: 4102444800\n"
    after: ClassVar[str] = "updated_at: 1767261600\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        value = entry.fields.get(UPDATED_AT)
        changed = moment(value)
        if changed is not None and changed > context.now + (CLOCK_SKEW if isinstance(value, int | float) else ANY_ZONE):
            where = place(entry, (UPDATED_AT,))
            yield content_finding(
                self, entry, [Occurrence(location=where, text=str(value))], values=params(date=changed.date().isoformat())
            )

    def holds_until(self, page: Page, context: Context) -> datetime | None:
        """See `DatedRule.holds_until`: a time that lies ahead will come."""
        changed = moment(page.entry.fields.get(UPDATED_AT))
        return changed - ANY_ZONE if changed is not None and changed > context.now else None
