"""Files that cannot be read as an entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.page import Page
from audit.rules.reading.problems import problem_findings


@dataclass(frozen=True, slots=True)
class ContentUnreadable:
    """Finds content files that the CMS itself would fail to read, with the line where reading stopped.

    A page with such a file shows visitors an error or nothing at all. The addresses that could be salvaged
    from the text are checked all the same. Files that are odd but readable stay silent.
    """

    name: ClassVar[str] = "content-unreadable"
    family: ClassVar[str] = "content.file"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail", "count")
    before: ClassVar[str] = "---\ntitle: Water for every school: a plan\n---\n"
    after: ClassVar[str] = "---\ntitle: 'Water for every school: a plan'\n---\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        yield from problem_findings(self, page.entry)
