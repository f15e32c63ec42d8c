"""A page as it came in, and how it is turned into facts: here where that is harmless, elsewhere where it may not be."""

import re

from audit.model.probe import Page
from audit.model.values import as_value
from audit.probing.decoding import decode
from audit.probing.page import Order, read_page

SMALL = 64_000
"""Bytes. What a parser does to so few is over in a moment whatever they are, if they are few tags besides."""
_FEW_TAGS = 1_500
_LONG_TAG = 2_000
"""Characters of one tag, enough for any but the crafted: a parser compares each of its attributes with all before."""
_LONG = re.compile(f"<[^<>]{{{_LONG_TAG}}}")


@as_value
class Received:
    """A page as it came in, and what to look for in it."""

    body: bytes
    declared: str
    """The value of its ``Content-Type`` field."""
    url: str
    host: str
    content_type: str
    """What it is held to be."""
    fragments: tuple[str, ...] = ()

    def order(self) -> Order:
        """The page as text, to be read."""
        markup, _ = decode(self.body, self.declared)
        return Order(
            markup=markup,
            url=self.url,
            host=self.host,
            content_type=self.content_type,
            length=len(self.body),
            fragments=self.fragments,
        )


def harmless(received: Received) -> Order | None:
    """The page, to be read at once; None when decoding or parsing it might take more than a moment.

    Parsers of HTML need quadratic time, and more, for thousands of open elements or attributes. Which markup leaves how many
    open only a parser can tell, so that everything with many tags counts.
    """
    if len(received.body) > SMALL:
        return None
    order = received.order()
    return None if is_intricate(order.markup) else order


def is_intricate(markup: str) -> bool:
    """Whether there are many tags, or one that goes on and on."""
    if markup.count("<") > _FEW_TAGS:
        return True
    return _LONG.search(markup) is not None


def read_received(received: Received) -> Page:
    """The facts of the page, however long that takes."""
    return read_page(received.order())
