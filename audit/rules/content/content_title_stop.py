"""Titles that end in a full stop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.rules.contract import Context
from audit.rules.making import content_finding, place
from audit.rules.page import Page
from audit.rules.reading.actions import calls

_STOP = re.compile(r"[^\W_]['\"”’)]?\.['\"”’)]?\Z")
_SPOKEN = re.compile(r"\A\W*[“\"«„‘']|:\s+[“\"«„‘'][^“”\"«»„]*[”\"»“]\Z|[^\W_]{3}[.!?][\"”’»)]*\s+\S")
"""A quotation, or more than one sentence: there the last stop belongs to what is said."""
_CITED = re.compile(r"[“\"«„‘']\W*([^“”\"«»„]+)\.[\"”»’']\Z")
"""Words at the title's end between quotation marks, stop and all."""
_ORDINAL = re.compile(r"\b[IVX]{2,}\.\W?\Z")
_ENGLISH = re.compile(r"\b(?:the|of|and|from|with|for|how|why|our|war|during|after)\b", re.IGNORECASE)
"""In many languages a stop makes a numeral an ordinal one, as in "Ludwig XIV."; not so in English."""
_QUOTATIONS = re.compile(r"quote|quotation|zitat|citat|saying|aphoris|proverb", re.IGNORECASE)
"""What a collection is called whose entries have words of others for a title."""
_QUOTES = "“\"«„‘'"
_ASKS = r"\W*(?:how|what|why|who|where|which)\b"
_SAYING = re.compile(rf"\W*(?:I|you|it['’]s|that['’]s)\b|(?!{_ASKS})(?!we\b)(?:(?!{_ASKS}).)*\b(?:I|we|you)\b", re.IGNORECASE)
"""Somebody speaks to us, or of all of us. How and why we do something is told, and so is what an organisation says of itself."""
_ABBREVIATION = re.compile(
    r"\b(?:inc|ltd|co|corp|llc|bros|jr|sr|st|rd|ave|blvd|\w*str|dr|mr|mrs|ms|prof|etc|usw|vs|no|nr|vol|ed|al|approx|dept|est|gov|e\.v|gmbh|s\.a"
    r"|a\.g|u\.s\.a|chtd|mfg|assn|intl|bldg|esq|univ|med|aufl|hrsg|hr|mio|mrd|jan|feb|apr|aug|sept|oct|okt|nov|dec|dez"
    r"|\d{1,2}|[^\W\d_](?:\.[^\W\d_])*)\.\W?\Z|\d ?ff?\.\W?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContentTitleStop:
    """Finds titles that end in a full stop.

    A title is a name and no sentence; in lists and links the stop looks like a mistake. Dots that belong to the title stay
    silent: three in a row, quotations, among them words that the text itself quotes and the titles of a collection of quotations,
    sayings ("It's a long way to the river."), several sentences, numerals, and abbreviations such as "Inc.", "U.S." or "etc.".
    """

    name: ClassVar[str] = "content-title-stop"
    family: ClassVar[str] = "content.title-stop"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field",)
    before: ClassVar[str] = "title: 'Clean water for every school.'\n"
    after: ClassVar[str] = "title: 'Clean water for every school'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        entry = page.entry
        title = entry.title.rstrip()
        if not _STOP.search(title) or _ABBREVIATION.search(title) or _QUOTATIONS.search(entry.collection):
            return
        if _ORDINAL.search(title) and not _ENGLISH.search(title):
            return
        if not (_is_said(title) or _is_quoted(title, page)):
            yield content_finding(self, entry, [Occurrence(location=place(entry, ("title",)), text=title)])


def _is_said(title: str) -> bool:
    """Whether a title shows by itself that it is what somebody says. A call to readers speaks to them, and is no saying."""
    cited = _CITED.search(title)
    if _SPOKEN.search(title) or (cited and _is_a_statement(cited[1])):
        return True
    return bool(_SAYING.match(title)) and not calls(title.split(",", 1)[0])


def _is_a_statement(words: str) -> bool:
    """Whether words between quotation marks are part of a sentence, and no name."""
    return 2 * sum(word[0].islower() for word in words.split()) > len(words.split())


def _is_quoted(title: str, page: Page) -> bool:
    """Whether the text has the title's words between quotation marks: then they are somebody's, stop and all."""
    words = " ".join(title.split()).rstrip(".")
    rarest = max(words.casefold().split(), key=len, default="")
    shown = [text.shown for text in page.texts if text.field.handle != "title"]
    # Most pages quote nobody, which is seen at a glance.
    everything = "\n".join(shown)
    if not any(sign in everything for sign in _QUOTES) or rarest not in everything.casefold():
        return False
    quoted = re.compile(rf"[“\"«„‘'](?:[^“”\"«»„]{{0,200}}[.!?…]\s+)?{re.escape(words)}", re.IGNORECASE)
    return any(quoted.search(" ".join(text.split())) for text in shown if rarest in text.casefold())
