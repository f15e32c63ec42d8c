"""Links that run into the words beside them."""

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
class LinkEdgeSpace:
    """Finds links without a space between them and the word before or after.

    Visitors stumble over "Maliand", and search engines read a word that does not exist. Punctuation, apostrophes, hyphens,
    endings such as the s of "NGOs", scripts without spaces and addresses written out stay silent.
    """

    name: ClassVar[str] = "link-edge-space"
    family: ClassVar[str] = "link-edge-space"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words", "count")
    before: ClassVar[str] = "text: '[2015 peace agreement in Mali]and developing'\n"
    after: ClassVar[str] = "text: '[2015 peace agreement in Mali] and developing'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[str, list[Occurrence]] = {}
        shown: dict[str, str] = {}
        for edge in page.edges:
            if edge.slip is Slip.NO_SPACE:
                field = field_of(edge.link.location)
                fields.setdefault(field, []).append(occurrence(edge.link))
                shown.setdefault(field, edge.shown)
        for field, found in fields.items():
            yield content_finding(self, page.entry, found, values=params(words=shown[field], count=len(found)))
