"""HTML inside content, cut into tags and text in one pass from left to right.

Content is not a page: it is a fragment with mistakes in it, and places matter more than a tree. An attribute whose quote is
never closed ends the reading, as in a browser.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Final

_TAG: Final = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/>\"'<]*)|([!?]))")
_ATTRIBUTE: Final = re.compile(r"[\s/]*(?:([^\s/>=]+)(?:\s*=\s*(?:(\"|')|([^\s>\"']?[^\s>]*)))?|(>))")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "template"})
_LOOKS: Final = re.compile(
    r"<(?:a|p|br|img|iframe|div|span|ul|ol|li|h[1-6]|strong|em|b|i|table|video|audio|embed|object|figure|blockquote)[\s/>]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A tag's attribute, undecoded, and where its value begins."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Text, or a tag."""

    start: int
    end: int
    name: str = ""
    """The tag in lower case; empty for text."""
    closing: bool = False
    attributes: dict[str, Attribute] = field(default_factory=dict)


def looks_like_html(text: str) -> bool:
    """Whether a text holds tags that people write."""
    return "<" in text and _LOOKS.search(text) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Tags and the text between them, in order; comments and the insides of scripts and styles are left out."""
    stop = len(text) if end is None else end
    position = start
    while position < stop:
        found = _TAG.search(text, position, stop)
        if found is None:
            yield Token(start=position, end=stop)
            return
        if found.start() > position:
            yield Token(start=position, end=found.start())
        position = yield from _tag(text, found, stop)


def _tag(text: str, found: re.Match[str], stop: int) -> Generator[Token, None, int]:
    """One tag or comment; returns where reading goes on."""
    if found[1]:
        end = text.find("-->", found.end(), stop)
        return stop if end < 0 else end + 3
    if found[4]:
        end = text.find(">", found.end(), stop)
        return stop if end < 0 else end + 1
    name, closing = found[3].lower(), bool(found[2])
    attributes: dict[str, Attribute] = {}
    end = _attributes(text, found.end(), stop, attributes)
    yield Token(start=found.start(), end=end, name=name, closing=closing, attributes=attributes)
    if name in _RAW and not closing:
        ending = re.compile(f"</{name}", re.IGNORECASE).search(text, end, stop)
        return ending.start() if ending else stop
    return end


def _attributes(text: str, position: int, stop: int, into: dict[str, Attribute]) -> int:
    """Read attributes up to the end of the tag; returns where that is. The first of one name counts."""
    while found := _ATTRIBUTE.match(text, position, stop):
        name, quote, bare, ending = found.groups()
        if ending:
            return found.end()
        position = found.end()
        if quote:
            close = text.find(quote, position, stop)
            if close < 0:
                return stop
            into.setdefault(name.lower(), Attribute(value=text[position:close], offset=position))
            position = close + 1
        else:
            into.setdefault(name.lower(), Attribute(value=bare or "", offset=found.start(3) if bare else position))
    return stop
