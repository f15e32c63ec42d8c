"""Titles that are too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page


@dataclass(frozen=True, slots=True)
class ContentTitleLong:
    """Finds titles longer than 65 characters.

    Search results and shared links cut them off. Where the blueprint sets a limit of its own for the title, that one counts and this
    rule stays silent.
    """

    name: ClassVar[str] = "content-title-long"
    family: ClassVar[str] = "content.title"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "length", "longest")
    before: ClassVar[str] = "title: 'How the River Trust and its many partners bring clean drinking water to schools'\n"
    after: ClassVar[str] = "title: 'Clean water for every school'\n"
    longest: int = option(65, "The most characters that a title may have.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        title = " ".join(entry.title.split())
        spec = entry.spec("title")
        if len(title) > self.longest and not (spec and spec.character_limit):
            where = place(entry, ("title",))
            yield content_finding(
                self, entry, [Occurrence(location=where, text=title)], values=params(length=len(title), longest=self.longest)
            )
