"""Fields that a file sets twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.page import Page
from audit.rules.reading.problems import problem_findings


@dataclass(frozen=True, slots=True)
class ContentDuplicateKey:
    """Finds names that stand twice in one file, so that one of the two values is lost.

    Which one visitors see is up to the program that reads the file. The same name in different rows or sets stays silent.
    """

    name: ClassVar[str] = "content-duplicate-key"
    family: ClassVar[str] = "content.duplicate-key"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail", "count")
    before: ClassVar[str] = "summary: 'Wells for schools.'\nsummary: 'Wells and pumps for schools.'\n"
    after: ClassVar[str] = "summary: 'Wells and pumps for schools.'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        yield from problem_findings(self, page.entry)
