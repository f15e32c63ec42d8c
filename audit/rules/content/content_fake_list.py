"""Lists built from paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import FieldPath
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.faked_lists import FakedList, faked_lists
from audit.rules.reading.places import field_of
from audit.rules.reading.texts import Text
from audit.rules.reading.walk import Filled

_LIST_BUTTONS = frozenset({"unorderedlist", "orderedlist", "bulletlist", "ul", "ol", "quote-list", "list"})


@dataclass(frozen=True, slots=True)
class ContentFakeList:
    """Finds rows of paragraphs that should be one list.

    They begin with bullets or numbers typed by hand, complete a sentence that stops at a colon, or are one link each. People who
    listen to the page are not told that there is a list, and on a phone the items fall apart. Where the field's own buttons offer
    no lists, the finding says so, because then the editor had no choice. Prose after a colon, numbered headings with text between
    them, and real lists stay silent.
    """

    name: ClassVar[str] = "content-fake-list"
    family: ClassVar[str] = "content.fake-list"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "count", "cause")
    before: ClassVar[str] = "- paragraph: 'We build:'\n- paragraph: wells\n- paragraph: pumps\n- paragraph: taps\n"
    after: ClassVar[str] = "- paragraph: 'We build:'\n- bulletList:\n    - wells\n    - pumps\n    - taps\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        fields: dict[FieldPath, list[Text]] = {}
        for text in page.texts:
            if text.block:
                fields.setdefault(text.field.path, []).append(text)
        found: dict[str, tuple[Filled, list[FakedList]]] = {}
        for texts in fields.values():
            lists = list(faked_lists([text.block for text in texts if text.block]))
            if lists:
                name = field_of(place(page.entry, lists[0].items[0].path))
                found.setdefault(name, (texts[0].field, []))[1].extend(lists)
        for field, lists in found.values():
            values = params(count=sum(len(each.items) for each in lists), cause="yes" if offers_no_lists(field) else "")
            yield content_finding(self, page.entry, [_occurrence(page.entry, each) for each in lists], values=values)


def offers_no_lists(field: Filled) -> bool:
    """Whether the blueprint names the buttons of a rich text, and none of them makes a list."""
    buttons = field.spec.option("buttons") if field.spec else None
    return isinstance(buttons, list | tuple) and bool(buttons) and not _LIST_BUTTONS.intersection(map(str, buttons))


def _occurrence(entry: Entry, faked: FakedList) -> Occurrence:
    first = " ".join(faked.items[0].text.split())[:120]
    return Occurrence(location=place(entry, faked.items[0].path, sentence=first), text=first)
