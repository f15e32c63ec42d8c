"""One address linked again and again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.actions import calls
from audit.rules.reading.mentions import by_address, folded, host, occurrence
from audit.rules.reading.places import position_of


@dataclass(frozen=True, slots=True)
class LinkRepeated:
    """Finds an address that one field links more than once.

    Every copy is one more to keep right, and visitors who follow the second find the page they know. Links to different parts of
    one page, and links in different fields, stay silent; so do a picture with its caption, the number of a note with the note, calls to
    one and the same action in several sentences, a name that is linked again some paragraphs on, and a text so long that readers have
    forgotten the first.
    """

    name: ClassVar[str] = "link-repeated"
    family: ClassVar[str] = "link-repeated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address", "count")
    before: ClassVar[str] = "- '[conflict resolution](https://river.example/talks)'\n- '[our programme](https://river.example/talks)'\n"
    after: ClassVar[str] = "- '[conflict resolution programme](https://river.example/talks)'\n"

    within: int = option(20, "Mentions that lie more paragraphs apart than this are no repetition.")
    same_words_within: int = option(6, "The same for mentions in the same words: nobody expects another page behind them.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        # A picture and its caption may well lead to the same place, and so may a number and the note that it stands for.
        worded = (link for link in page.clickable if any(map(str.isalpha, link.text)))
        for (_, address), mentions in by_address(worded, host).items():
            found = self._near(mentions) if len(mentions) > 1 else []
            if found:
                values = params(address=address, count=len(found))
                yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)

    def _near(self, mentions: list[Link]) -> list[Link]:
        """The mentions, in the order of the text, that repeat one near: the next before or after is the nearest."""
        near = [self._repeats(one, other) for one, other in pairwise(mentions)]
        return [link for link, before, after in zip(mentions, [False, *near], [*near, False], strict=True) if before or after]

    def _repeats(self, one: Link, other: Link) -> bool:
        within = min(self.within, self.same_words_within) if folded(one.text) == folded(other.text) else self.within
        return _apart(one, other) <= within and not _both_call(one, other)


def _both_call(one: Link, other: Link) -> bool:
    """Whether two sentences call to do something: a form that is offered twice is meant so."""
    sentences = {one.location.sentence, other.location.sentence}
    return len(sentences) > 1 and calls(one.text) and calls(other.text)


def _apart(one: Link, other: Link) -> int:
    """How many paragraphs lie between two mentions; in a field that is one text, every other line begins one."""
    if one.location.field == other.location.field:
        return abs(one.location.line - other.location.line) // 2
    return abs(_paragraph(one) - _paragraph(other))


def _paragraph(link: Link) -> int:
    positions = map(position_of, link.location.field.split("."))
    return next((position for position in positions if position is not None), 0)
