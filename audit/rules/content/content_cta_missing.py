"""Initiatives without a call to action."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.page import Page
from audit.rules.reading.missing import missing_finding


@dataclass(frozen=True, slots=True)
class ContentCtaMissing:
    """Finds initiatives whose call to action is required and shows nothing.

    Visitors who are convinced then have nothing to do. A call to action that is there but is no action is another
    rule's.
    """

    name: ClassVar[str] = "content-cta-missing"
    family: ClassVar[str] = "content.cta"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "form_changed")
    before: ClassVar[str] = "call_to_action: null\n"
    after: ClassVar[str] = "call_to_action: 'Adopt a school well'\n"
    fields: tuple[str, ...] = option(("call_to_action",), "The handles under which this field goes; `*` stands for anything.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        yield from missing_finding(self, page.entry, self.fields, context)
