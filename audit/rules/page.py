"""One initiative as content rules look at it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from audit.model.entry import Entry
from audit.model.link import Link
from audit.model.values import as_roomy_value, once
from audit.rules.reading.edges import Edge, edges
from audit.rules.reading.mentions import by_field, clickable, host
from audit.rules.reading.promises import Promise, promises
from audit.rules.reading.repeats import pieces_of, words_of
from audit.rules.reading.texts import Text, texts
from audit.rules.reading.vocabulary import vocabulary
from audit.rules.reading.walk import Filled, filled

_SHOWN_ELSEWHERE = frozenset({"title", "redirect"})
PIECE = 6
"""Words that count as one piece of text."""


@as_roomy_value
class Page:
    """An entry with its links. What several rules need to see is worked out once, when the first of them asks."""

    entry: Entry
    links: tuple[Link, ...]

    @once
    def fields(self) -> tuple[Filled, ...]:
        """Every field with its value, inner fields too; of a page that leads elsewhere those alone of which visitors get to know."""
        fields = filled(self.entry)
        return tuple(field for field in fields if field.path[0] in _SHOWN_ELSEWHERE) if self.entry.redirects else tuple(fields)

    @once
    def texts(self) -> tuple[Text, ...]:
        """Every text that visitors read."""
        return tuple(texts(self.fields))

    @once
    def worded(self) -> tuple[tuple[Text, tuple[str, ...]], ...]:
        """Every text with its words, folded for comparing."""
        return tuple((text, words_of(text.shown)) for text in self.texts)

    @once
    def pieces(self) -> tuple[tuple[int, ...], ...]:
        """Of every text in `worded` a fingerprint of each run of `PIECE` words."""
        return tuple(pieces_of(text.shown, PIECE) for text in self.texts)

    @once
    def clickable(self) -> tuple[Link, ...]:
        """The links that are words of a text."""
        return tuple(clickable(self.links))

    @once
    def linked(self) -> Mapping[str, Sequence[Link]]:
        """The same under the fields that hold them."""
        return by_field(self.clickable)

    @once
    def hosts(self) -> frozenset[str]:
        """The websites to which the links lead."""
        return frozenset(map(host, self.links))

    @once
    def promises(self) -> tuple[tuple[Text, Promise], ...]:
        """Every date of which the texts speak as still to come, whether it has passed or not."""
        return tuple((text, promise) for text in self.texts for promise in promises(text.shown))

    @once
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in the texts."""
        return vocabulary(self.texts)

    @once
    def edges(self) -> tuple[Edge, ...]:
        """Every edge of a link that something touches."""
        return tuple(edges(self.clickable, lambda: self.vocabulary))
