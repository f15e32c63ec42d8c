"""Initiatives without a challenge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.page import Page
from audit.rules.reading.missing import missing_finding


@dataclass(frozen=True, slots=True)
class ContentChallengesMissing:
    """Finds initiatives for which no challenge is chosen although one is required.

    Visitors who browse by challenge never meet such an initiative. A list of blanks counts as
    no choice; a single challenge stays silent.
    """

    name: ClassVar[str] = "content-challenges-missing"
    family: ClassVar[str] = "content.challenges"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "form_changed")
    before: ClassVar[str] = "challenges: {  }\n"
    after: ClassVar[str] = "challenges:\n  - water\n"
    fields: tuple[str, ...] = option(("challenges",), "The handles under which this field goes; `*` stands for anything.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        yield from missing_finding(self, page.entry, self.fields, context)
