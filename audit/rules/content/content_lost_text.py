"""Text that the CMS loses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.page import Page
from audit.rules.reading.problems import problem_findings


@dataclass(frozen=True, slots=True)
class ContentLostText:
    """Finds text that stands in the file and does not arrive on the page.

    Dots on a last line of their own are the usual case: the CMS takes them for the end of the file. Visitors miss the words, and
    the next save in the CMS deletes them for good. Text that arrives stays silent, however odd it looks.
    """

    name: ClassVar[str] = "content-lost-text"
    family: ClassVar[str] = "content.lost-text"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail", "count")
    before: ClassVar[str] = "---\ntitle: 'To be continued'\nsummary: Once upon a time\n  ...\n---\n"
    after: ClassVar[str] = "---\ntitle: 'To be continued'\nsummary: 'Once upon a time ...'\n---\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        yield from problem_findings(self, page.entry)
