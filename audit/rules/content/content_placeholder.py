"""Placeholder text that was never replaced."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import FieldPath
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.placeholders import folded, is_no_address, placeholder
from audit.rules.reading.places import field_of
from audit.rules.reading.required import is_required
from audit.rules.reading.texts import Form, Text

_FOR_WORDS = frozenset(
    {
        "title",
        "subtitle",
        "summary",
        "description",
        "content",
        "body",
        "text",
        "excerpt",
        "intro",
        "introduction",
        "teaser",
        "call_to_action",
    }
)
"""What fields for words are mostly called."""
_TOPICS = frozenset({"testing", "example", "default", "draft", "drafts", "empty", "none", "null", "placeholder", "placeholders"})
"""What a page can be about, as long as it is the title alone that says so."""
_SHORT = 80
"""No label of a field is longer."""


@dataclass(frozen=True, slots=True)
class ContentPlaceholder:
    """Finds texts that were meant to be replaced: "TBC", "lorem ipsum", "xxx", "[insert quote]", a field's own name.

    Visitors take them for carelessness, and the fact that belongs there is missing. A placeholder counts when it is all that a
    text says, or when it stands where a fact should be, such as "Venue: TBC". Names that look like one stay silent
    (TBC Bank, "tested", "[…]" in a quotation, a letter with "[your name]" for visitors to fill in). In a field for a link of an
    initiative, "#" and the bare word "url" count too: its button leads nowhere.
    """

    name: ClassVar[str] = "content-placeholder"
    family: ClassVar[str] = "content.placeholder"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words")
    before: ClassVar[str] = "summary: TBC\n"
    after: ClassVar[str] = "summary: 'Clean water for every school in the valley by 2028.'\n"
    also: tuple[str, ...] = option((), "Further texts that count as placeholders, besides those of `rules.placeholders`.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        also = frozenset(folded(text) for text in (*self.also, *context.placeholders)) - {""}
        fields: dict[str, list[Occurrence]] = {}
        for text in page.texts:
            shown = text.shown
            own = _own_names(entry, text, context) if len(shown) <= _SHORT else frozenset[str]()
            if text.field.handle.endswith("title") and shown.strip().casefold() in _TOPICS:
                continue
            words = placeholder(shown, whole_field=_is_whole_field(text, context), also=also | own if own else also)
            if words:
                where = place(entry, text.path, sentence=_short(text.shown))
                fields.setdefault(field_of(where), []).append(Occurrence(location=where, text=_short(words)))
        for path, words in _no_addresses(page):
            where = place(entry, path, sentence=words)
            fields.setdefault(field_of(where), []).append(Occurrence(location=where, text=words))
        for found in fields.values():
            yield content_finding(self, entry, found, values=params(words=found[0].text))


def _no_addresses(page: Page) -> Iterator[tuple[FieldPath, str]]:
    """Links of an initiative that never got an address. In a menu they may be meant: they open what is below them."""
    for field in page.fields if page.entry.is_initiative else ():
        if field.type == "link" and isinstance(field.value, str) and is_no_address(field.value):
            yield field.path, field.value.strip()


def _is_whole_field(text: Text, context: Context) -> bool:
    """Whether a text is all that a field for words says. What nobody describes may as well be a setting, such as ``none``."""
    if text.form is Form.BLOCK or len(text.path) > 1:
        return False
    return text.field.spec is not None or text.field.handle in _FOR_WORDS or text.field.handle in context.required


def _own_names(entry: Entry, text: Text, context: Context) -> frozenset[str]:
    """A field that should say something and says its own label says nothing."""
    handle = text.field.handle
    if len(text.path) > 1 or not (handle == "title" or is_required(entry, handle, context)):
        return frozenset()
    return frozenset({folded(entry.label(handle)), folded(handle.replace("_", " "))})


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 200 else words[:199] + "…"
