"""Initiatives that nobody has changed for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.dates import ANY_ZONE, UPDATED_AT, after_months, last_change, moment, months_between, unchanged_since


@dataclass(frozen=True, slots=True)
class ContentStale:
    """Finds entries whose last change is at least so many calendar months ago as `rules.stale_after_months` says.

    Partners, numbers and dates may be out of date by then. The time is `updated_at`; where that is missing, cannot be read or lies
    ahead, the file's own last change takes its place, and the finding says so. A save that changed nothing, as a script makes them by
    the hundred, makes no entry younger: what the entry said on earlier nights is known. An entry of eleven months and thirty days
    stays silent, and so do menus and globals, which the CMS never dates.
    """

    name: ClassVar[str] = "content-stale"
    family: ClassVar[str] = "content.stale"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "months", "since", "threshold", "by_file", "only_saved")
    before: ClassVar[str] = "updated_at: 1577836800  # 1 January 2020\n"
    after: ClassVar[str] = "updated_at: 1767261600  # 1 January 2026, read through and saved\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        saved, by_file = last_change(entry, now=context.now)
        if saved is None or (by_file and not entry.is_initiative):
            return
        changed = _changed(entry, saved, context)
        months = months_between(changed, context.now)
        if months >= context.stale_after_months:
            values = params(
                months=months,
                since=changed.date().isoformat(),
                threshold=context.stale_after_months,
                by_file="yes" if by_file and changed == saved else "",
                only_saved="yes" if changed != saved else "",
            )
            yield content_finding(self, entry, [Occurrence(location=place(entry, (UPDATED_AT,)))], values=values)

    def holds_until(self, page: Page, context: Context) -> datetime | None:
        """See `DatedRule.holds_until`: it counts another month, or believes an `updated_at` that lay ahead."""
        saved, by_file = last_change(page.entry, now=context.now)
        changed = saved and _changed(page.entry, saved, context)
        claimed = moment(page.entry.fields.get(UPDATED_AT)) if by_file else None
        turns = (
            None if changed is None else after_months(changed, max(months_between(changed, context.now) + 1, context.stale_after_months))
        )
        ends = [turn for turn in (turns, claimed) if turn is not None]
        return min(ends) - ANY_ZONE if ends else None


def _changed(entry: Entry, saved: datetime, context: Context) -> datetime:
    """When the entry last changed, as far as is known: no later than it was last saved, and earlier when that changed nothing."""
    return unchanged_since(entry, said_since=context.said_since, now=context.now) or saved
