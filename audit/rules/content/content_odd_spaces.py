"""Blanks that came with a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.places import field_of
from audit.rules.reading.spaces import runs_of_blanks, stray_nbsps
from audit.rules.reading.texts import Form, Text


@dataclass(frozen=True, slots=True)
class ContentOddSpaces:
    """Finds blanks that no typist makes: several in a row, and no-break spaces where nothing needs to be held together.

    They come with a copy from another program. Lines break in odd places because of them, and searching the page misses the
    words. One field is one finding. No-break spaces beside numbers, units, abbreviations, short words and French punctuation stay
    silent, and so do two blanks after a full stop.
    """

    name: ClassVar[str] = "content-odd-spaces"
    family: ClassVar[str] = "content.odd-spaces"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count")
    before: ClassVar[str] = 'text: "supporting\\_[access to information]\\_laws and   rights"\n'
    after: ClassVar[str] = "text: 'supporting [access to information] laws and rights'\n"
    least: int = option(3, "So many odd blanks in one field make a finding; a single one is nobody's trouble.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[str, list[Occurrence]] = {}
        for text in page.texts:
            if text.form is Form.PLAIN or text.form is Form.BLOCK:
                for offset in sorted([*stray_nbsps(text.raw), *runs_of_blanks(text.raw)]):
                    found = _occurrence(page.entry, text, offset)
                    fields.setdefault(field_of(found.location), []).append(found)
        for blanks in fields.values():
            if len(blanks) >= self.least:
                yield content_finding(self, page.entry, blanks, values=params(count=len(blanks)))


def _occurrence(entry: Entry, text: Text, offset: int) -> Occurrence:
    around = " ".join(text.raw[max(0, offset - 30) : offset + 31].split())
    path, inner = text.block.at(offset) if text.block else (text.path, offset)
    return Occurrence(location=place(entry, path, offset=inner, sentence=around), text=around)
