"""Other oddities of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.page import Page
from audit.rules.reading.problems import REPORTED, problem_findings


@dataclass(frozen=True, slots=True)
class ContentFileFault:
    """Finds what reading a file brought to light and no rule of its own reports.

    The entry could be read, but the CMS or another program may read it differently. Its line and what is odd about it stand in the
    report. A file without oddities stays silent, and so do those that are another rule's.
    """

    name: ClassVar[str] = "content-file-fault"
    family: ClassVar[str] = "content.file-fault"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail", "count")
    before: ClassVar[str] = "\ufeff---\ntitle: 'Begins with an invisible mark'\n---\n"
    after: ClassVar[str] = "---\ntitle: 'Begins with its fence'\n---\n"
    besides: tuple[str, ...] = option(REPORTED, "Kinds of problems that have a rule of their own.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        yield from problem_findings(self, page.entry, besides=self.besides)
