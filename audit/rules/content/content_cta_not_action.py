"""Calls to action that call to nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.actions import states
from audit.rules.reading.blanks import is_blank_text
from audit.rules.reading.repeats import words_of

_RUNNING = re.compile(r"\n\s*\n|\]\(|<a\s|<p\b|https?://|\S@\S", re.IGNORECASE)
"""More than the words of a button: paragraphs, links."""


@dataclass(frozen=True, slots=True)
class ContentCtaNotAction:
    """Finds calls to action that state something instead of asking for something, or that are copied from another field.

    The words stand on a button; visitors who read "A culture of respect." there do not know what a click will do. Only what is
    plainly no call counts: texts with a verb, short names of things, texts of several paragraphs or with links of their own, which no
    button shows, and languages other than English stay silent, save when they are copied.
    """

    name: ClassVar[str] = "content-cta-not-action"
    family: ClassVar[str] = "content.cta"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words", "copied")
    before: ClassVar[str] = "call_to_action: 'A culture of respect for human rights.'\n"
    after: ClassVar[str] = "call_to_action: 'Stand up for human rights'\n"
    fields: tuple[str, ...] = option(("call_to_action", "cta"), "The handles of calls to action.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        for handle in self.fields:
            value = entry.fields.get(handle)
            if not isinstance(value, str) or is_blank_text(value):
                continue
            source = copied_from(page, handle, value)
            spec = entry.spec(handle)
            if source or (not _RUNNING.search(value) and states(value, instructions=spec.instructions if spec else "")):
                where = place(entry, (handle,))
                values = params(words=" ".join(value.split()), copied=entry.label(source) if source else "")
                yield content_finding(self, entry, [Occurrence(location=where, text=value)], values=values)


_LEAST_WORDS = 6


def copied_from(page: Page, handle: str, value: str) -> str:
    """The handle of the field whose running text begins with the call, or holds it as part of a longer one; empty when none does."""
    call = words_of(value)
    if len(call) < _LEAST_WORDS:
        return ""
    for text, words in page.worded:
        other = text.field.path[0]
        if other not in {handle, "title"} and len(words) >= 2 * len(call) and _holds(words, call):
            return str(other)
    return ""


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start, word in enumerate(words) if word == part[0])
