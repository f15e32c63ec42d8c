"""Line breaks that only make a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.bard import Block, Run
from audit.rules.reading.places import field_of


@dataclass(frozen=True, slots=True)
class ContentStrayBreak:
    """Finds paragraphs that begin or end with a line break.

    They leave a hole above or below the text, and a different one on every screen. Breaks between two lines, as in an address or
    a poem, stay silent.
    """

    name: ClassVar[str] = "content-stray-break"
    family: ClassVar[str] = "content.stray-break"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count")
    before: ClassVar[str] = "content: [{type: hardBreak}, {type: text, text: 'Today we work in 40 schools.'}]\n"
    after: ClassVar[str] = "content: [{type: text, text: 'Today we work in 40 schools.'}]\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[str, list[Occurrence]] = {}
        for text in page.texts:
            stray = _stray(text.block) if text.block and "\n" in text.raw else None
            if stray:
                where = place(page.entry, stray.path, sentence=" ".join(text.raw.split())[:120])
                fields.setdefault(field_of(where), []).append(Occurrence(location=where))
        for found in fields.values():
            yield content_finding(self, page.entry, found, values=params(count=len(found)))


def _stray(block: Block) -> Run | None:
    """The break before all words or after them; in a paragraph of breaks alone, the first."""
    said = [run for run in block.runs if run.is_break or run.is_object or run.text.strip()]
    return next((run for run in (said[0], said[-1]) if run.is_break), None) if said else None
