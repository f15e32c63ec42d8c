"""Links that cover only part of a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, field_of, params
from audit.rules.reading.edges import Slip, edges
from audit.rules.reading.mentions import occurrence
from audit.rules.reading.vocabulary import vocabulary


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

    def check(self, entry: Entry, links: tuple[Link, ...], context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[str, list[Occurrence]] = {}
        shown: dict[str, str] = {}
        for edge in edges(links, vocabulary(entry)):
            if edge.slip is Slip.HALF_WORD:
                field = field_of(edge.link.location)
                fields.setdefault(field, []).append(occurrence(edge.link))
                shown.setdefault(field, edge.shown)
        for field, found in fields.items():
            yield content_finding(self, entry, found, values=params(words=shown[field], count=len(found)))
