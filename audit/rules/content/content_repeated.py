"""Text that stands in two fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import PIECE, Page
from audit.rules.reading.repeats import KnownTexts, Repeat, cut
from audit.rules.reading.texts import Text

_ECHO = re.compile(r"(?:seo|meta|og|twitter|search|social|excerpt|snippet|teaser|preview|schema|sitemap|json)(?:_|$)")
_ECHO_LABEL = re.compile(r"(?:seo|meta|og|open graph|twitter)\b|.*\bseo\Z", re.IGNORECASE)
"""What a form calls such a field, whatever its handle."""

_TEASER = re.compile(
    r"(?:short|brief|lead|lede|dek|tagline|standfirst|abstract|blurb|intro(?:duction)?|list(?:ing)?|card|chapeau|accroche|extrait|extracto"
    r"|entradilla|kurz(?:text|beschreibung|info)?|anreißer|vorspann|einleitung|inleiding)(?:_|$)"
    r"|.*_(?:teaser|excerpt|lead|intro|blurb|quote)$|(?:pull_?)?quote$|overview$"
)
_LONG_TEASER = 60
"""Words. What introduces a text may be taken from it; so much is no introduction."""


@dataclass(frozen=True, slots=True)
class ContentRepeated:
    """Finds fields that repeat a long run of words of an earlier field.

    The page shows both, so visitors read the same twice and learn less. Names and short phrases stay silent, and so
    do fields that are made to repeat others: excerpts, short introductions, and texts for search engines.
    """

    name: ClassVar[str] = "content-repeated"
    family: ClassVar[str] = "content.repeated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "other", "words", "count")
    before: ClassVar[str] = (
        "summary: 'We bring clean water to every school in the valley, from well to tap.'\n"
        "key_facts: 'We bring clean water to every school in the valley, from well to tap. It began in 2019.'\n"
    )
    after: ClassVar[str] = (
        "summary: 'We bring clean water to every school in the valley, from well to tap.'\n"
        "key_facts: 'It began in 2019. Half of the 40 schools have no safe water.'\n"
    )
    least_words: int = option(12, "The shortest run of words that counts as repeated.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        known = KnownTexts(self.least_words)
        is_known_step, passed_over = known.step == PIECE, _PassedOver(entry)
        best: dict[tuple[str, str], tuple[Text, Repeat]] = {}
        for (text, words), pieces in zip(page.worded, page.pieces, strict=True):
            handle = str(text.field.path[0])
            if len(words) < self.least_words or passed_over[handle]:
                continue
            runs = pieces if is_known_step else None
            for repeat in known.repeats(words, besides=handle, runs=runs):
                longest = best.get((handle, repeat.owner))
                if longest is None or repeat.count > longest[1].count:
                    best[handle, repeat.owner] = (text, repeat)
            known.add(words, owner=handle, runs=runs)
        for (_, other), (text, repeat) in best.items():
            if repeat.count <= _LONG_TEASER and (_introduces(entry, other) or _introduces(entry, str(text.field.path[0]))):
                continue
            shown = cut(text.shown, repeat.start, repeat.count)
            if not _is_mostly_names(shown):
                found = Occurrence(location=place(entry, text.path, sentence=shown), text=shown)
                values = params(other=entry.label(other), words=_brief(shown), count=repeat.count)
                yield content_finding(self, entry, [found], values=values, tell_apart=other)


class _PassedOver(dict[str, bool]):
    """Whether a field of an entry may well repeat others, or cannot; found out once for all the paragraphs of one."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def __missing__(self, handle: str) -> bool:
        echoes = _ECHO.match(handle) or _ECHO_LABEL.match(self._entry.label(handle))
        passed = self[handle] = handle == "title" or echoes is not None or _is_left_over(self._entry, handle)
        return passed


def _is_left_over(entry: Entry, handle: str) -> bool:
    """Whether the form no longer has the field: what an earlier form left in the file is hardly shown twice."""
    return entry.blueprint is not None and entry.blueprint.complete and entry.spec(handle) is None


def _introduces(entry: Entry, handle: str) -> bool:
    """Whether a field is made to introduce the text, by its handle or by what the form calls it."""
    return any(_TEASER.match(name.lower().replace(" ", "_").replace("-", "_")) for name in (handle, entry.label(handle)))


def _is_mostly_names(text: str) -> bool:
    """Whether most words begin with a capital: lists of people and the names of works are the same wherever they stand."""
    words = text.split()
    return 2 * sum(word[0].islower() for word in words) <= len(words)


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:60]} … {words[-28:]}"
