"""Initiatives without a summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.page import Page
from audit.rules.reading.missing import missing_finding


@dataclass(frozen=True, slots=True)
class ContentSummaryMissing:
    """Finds initiatives whose summary is required and shows nothing.

    The summary is what lists, search results and shared links show, so without it nobody learns what the page is about.
    White space of any kind, empty markup and empty paragraphs count as
    nothing; a short summary stays silent.
    """

    name: ClassVar[str] = "content-summary-missing"
    family: ClassVar[str] = "content.summary"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "form_changed")
    before: ClassVar[str] = "summary: ' '\n"
    after: ClassVar[str] = "summary: 'Clean water for every school in the valley by 2028.'\n"
    fields: tuple[str, ...] = option(("summary",), "The handles under which this field goes; `*` stands for anything.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        yield from missing_finding(self, page.entry, self.fields, context)
