"""Dates that have passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.places import field_of


@dataclass(frozen=True, slots=True)
class ContentDatePassed:
    """Finds sentences that speak of a past date as if it were to come: "register by", "will take place on", "join us on".

    Visitors who act on them come too late. Only full dates beside such words count, in English, German, French, Spanish, Portuguese,
    Italian and Dutch. Dates in the past tense, years alone, quotations and dates of yesterday stay silent; whether a sentence still
    holds, only a person can tell.
    """

    name: ClassVar[str] = "content-date-passed"
    family: ClassVar[str] = "content.date"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = ("field", "date", "words")
    before: ClassVar[str] = "summary: 'Register by 12 March 2024 to take part.'\n"
    after: ClassVar[str] = "summary: 'The next round begins in spring; registration opens in January.'\n"
    grace_days: int = option(7, "A date counts as passed so many days later.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        fields: dict[str, list[tuple[Occurrence, date]]] = {}
        today = context.now.date() - timedelta(days=self.grace_days)
        for text, found in page.promises:
            if found.day < today:
                where = place(page.entry, text.path, sentence=found.sentence)
                fields.setdefault(field_of(where), []).append((Occurrence(location=where, text=found.words), found.day))
        for found_dates in fields.values():
            first, day = found_dates[0]
            values = params(date=day.isoformat(), words=first.text)
            yield content_finding(self, page.entry, [each for each, _ in found_dates], values=values)

    def holds_until(self, page: Page, context: Context) -> datetime | None:
        """See `DatedRule.holds_until`: the next date of which the texts speak will pass."""
        today = context.now.date() - timedelta(days=self.grace_days)
        ahead = [found.day for _, found in page.promises if found.day >= today]
        return datetime.combine(min(ahead), time.min, context.now.tzinfo) + timedelta(days=self.grace_days) if ahead else None
