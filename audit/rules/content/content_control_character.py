"""Characters that no keyboard types."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.page import Page
from audit.rules.reading.problems import problem_findings


@dataclass(frozen=True, slots=True)
class ContentControlCharacter:
    """Finds control characters in texts, mostly left by a copy from another program or a wrong encoding.

    Browsers show them as boxes, or swallow them with a letter, and other programs cannot read the file. Line feeds, tabs, emoji and
    letters of any script stay silent.
    """

    name: ClassVar[str] = "content-control-character"
    family: ClassVar[str] = "content.control-character"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail", "count")
    before: ClassVar[str] = "summary: 'The school\\x92s well'\n"
    after: ClassVar[str] = "summary: 'The school’s well'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        yield from problem_findings(self, page.entry)
