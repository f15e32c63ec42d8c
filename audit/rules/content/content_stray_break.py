"""Line breaks that only make a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import dotted
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.bard import Block


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
        entry = page.entry
        fields: dict[str, list[Occurrence]] = {}
        for text in page.texts:
            if text.block and _is_stray(text.block):
                where = place(entry, text.path, sentence=" ".join(text.raw.split())[:120])
                fields.setdefault(dotted(text.field.path), []).append(Occurrence(location=where))
        for found in fields.values():
            yield content_finding(self, entry, found, values=params(count=len(found)))


def _is_stray(block: Block) -> bool:
    """Whether a break stands before all words or after them; a paragraph of breaks alone is one too."""
    said = [run for run in block.runs if run.is_break or run.is_object or run.text.strip()]
    return bool(said) and (said[0].is_break or said[-1].is_break)
