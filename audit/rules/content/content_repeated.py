"""Text that stands in two fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.link import Link
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.reading.repeats import Repeat, Words, longest_repeat, words_of
from audit.rules.reading.texts import Form, Text, texts

_ECHO = re.compile(r"(?:seo|meta|og|twitter|search|social|excerpt|teaser|preview|schema|sitemap|json)(?:_|$)")
_LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class ContentRepeated:
    """Finds fields that repeat a long run of words of an earlier field.

    The page shows both, so visitors read the same twice and learn less. Names, short phrases and quotations stay silent, and so
    do fields that are made to repeat others: excerpts, and texts for search engines.
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

    def check(self, entry: Entry, links: tuple[Link, ...], context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del links, context
        seen: list[tuple[str, Text, Words]] = []
        pairs: dict[tuple[str, str], tuple[Text, Words, Repeat]] = {}
        for text in texts(entry):
            handle = str(text.field.path[0])
            if _ECHO.match(handle) or (text.form is Form.HTML and len(text.raw) > _LONGEST):
                continue
            words = words_of(text.shown)
            if len(words.folded) < self.least_words:
                continue
            for other, _, known in seen:
                repeat = longest_repeat(known, words, least=self.least_words) if other != handle else None
                best = pairs.get((handle, other))
                if repeat and (best is None or repeat.count > best[2].count):
                    pairs[handle, other] = (text, words, repeat)
            seen.append((handle, text, words))
        for (_, other), (text, words, repeat) in pairs.items():
            shown = words.cut(repeat.second, repeat.count)
            found = Occurrence(location=place(entry, text.path, sentence=shown), text=shown)
            values = params(other=entry.label(other), words=_brief(shown), count=repeat.count)
            yield content_finding(self, entry, [found], values=values, tell_apart=other)


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:60]} … {words[-28:]}"
