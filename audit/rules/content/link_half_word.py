"""Links that cover only part of a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.edges import Slip
from audit.rules.reading.mentions import occurrence
from audit.rules.reading.places import field_of


@dataclass(frozen=True, slots=True)
class LinkHalfWord:
    """Finds links that begin or end in the middle of a word.

    It looks like a mistake, and is one: the mouse let go too early. Endings that writers leave out on purpose, such as the s of
    "NGOs", hyphened words and addresses written out stay silent.
    """

    name: ClassVar[str] = "link-half-word"
    family: ClassVar[str] = "link-half-word"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words", "count")
    before: ClassVar[str] = "text: '[Crown Street Car Par]k'\n"
    after: ClassVar[str] = "text: '[Crown Street Car Park]'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[str, list[Occurrence]] = {}
        shown: dict[str, str] = {}
        for edge in page.edges:
            if edge.slip is Slip.HALF_WORD:
                field = field_of(edge.link.location)
                fields.setdefault(field, []).append(occurrence(edge.link))
                shown.setdefault(field, edge.shown)
        for field, found in fields.items():
            yield content_finding(self, page.entry, found, values=params(words=shown[field], count=len(found)))
