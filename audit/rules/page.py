"""One initiative as content rules look at it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from audit.model.entry import Entry
from audit.model.link import Link
from audit.rules.reading.edges import Edge, edges
from audit.rules.reading.promises import Promise, promises
from audit.rules.reading.repeats import pieces_of, words_of
from audit.rules.reading.texts import Text, texts
from audit.rules.reading.vocabulary import vocabulary
from audit.rules.reading.walk import Filled, filled

PIECE = 6
"""Words that count as one piece of text."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """An entry with its links. What several rules need to see is worked out once, when the first of them asks."""

    entry: Entry
    links: tuple[Link, ...]

    @cached_property
    def fields(self) -> tuple[Filled, ...]:
        """Every field with its value, inner fields too."""
        return tuple(filled(self.entry))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that visitors read."""
        return tuple(texts(self.fields))

    @cached_property
    def worded(self) -> tuple[tuple[Text, tuple[str, ...]], ...]:
        """Every text with its words, folded for comparing."""
        return tuple((text, words_of(text.shown)) for text in self.texts)

    @cached_property
    def pieces(self) -> tuple[tuple[int, ...], ...]:
        """Of every text in `worded` a fingerprint of each run of `PIECE` words."""
        return tuple(pieces_of(text.shown, PIECE) for text in self.texts)

    @cached_property
    def promises(self) -> tuple[tuple[Text, Promise], ...]:
        """Every date of which the texts speak as still to come, whether it has passed or not."""
        return tuple((text, promise) for text in self.texts for promise in promises(text.shown))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in the texts."""
        return vocabulary(self.texts)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge of a link that something touches."""
        return tuple(edges(self.links, lambda: self.vocabulary))
