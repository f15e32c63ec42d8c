"""Links in Markdown: inline, by reference, automatic, in images and in raw HTML. Code is left alone."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pyromark

from audit.extract.addresses import find_addresses, kind_of
from audit.extract.flow import Flow, Mention
from audit.extract.html import tokens
from audit.extract.pages import PageReader
from audit.model.entry import Marks
from audit.model.link import LinkKind
from audit.model.location import FieldPath

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_PARSER: Final = pyromark.Markdown(options=_OPTIONS)
_BLANK: Final = re.compile(r"[\s)]")
_INLINE: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


def looks_like_markdown(text: str) -> bool:
    """Whether a text uses Markdown to link, or to show program text, in which nothing is a link."""
    return "](" in text or "]: " in text or "<http" in text or "\n```" in text or text.startswith("```")


@dataclass(slots=True)
class _Open:
    """A link or image whose end has not come yet."""

    link: dict[str, Any]
    kind: LinkKind
    at: int
    """Where it begins in the source."""
    start: int
    """Where its words begin in the flow."""
    inner_end: int
    """Where, in the source, the last thing inside it ends."""


@dataclass(slots=True, kw_only=True)
class MarkdownReader:
    """Reads one Markdown text into flows."""

    text: str
    path: FieldPath
    marks: Marks
    bare: LinkKind = LinkKind.TEXT
    """What an address written out is: text, or a link where the field makes links of them."""
    _page: PageReader = field(init=False)
    _index: Callable[[int], int] = field(init=False)
    _open: list[_Open] = field(default_factory=list)
    _code: int = 0
    _html_start: int | None = None
    _definitions: dict[str, tuple[int, int]] | None = None

    def __post_init__(self) -> None:
        self._page = PageReader(text=self.text, path=self.path, marks=self.marks)
        self._index = _index(self.text)

    def read(self) -> Iterator[Flow]:
        """The flows of the text."""
        for event, where in _PARSER.events_with_range(self.text, merge_text=True):
            start, end = self._index(where["start"]), self._index(where["end"])
            name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if name == "Start":
                yield from self._begin(value, start)
            elif name == "End":
                yield from self._end(value, start, end)
            else:
                self._inside(name, value, start, end)
            if self._open and name != "Start":
                self._open[-1].inner_end = max(self._open[-1].inner_end, end)
        yield self._page.finish()

    def _begin(self, tag: Any, start: int) -> Iterator[Flow]:
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, {})
        if name in {"Link", "Image"}:
            kind = LinkKind.INLINE if name == "Link" else LinkKind.IMAGE
            self._open.append(_Open(value, kind, start, self._page.flow.length, start + (1 if name == "Link" else 2)))
        elif name == "CodeBlock":
            self._code += 1
        elif name == "HtmlBlock":
            self._html_start = start
        if name not in _INLINE:
            yield self._page.finish()

    def _end(self, tag: Any, start: int, end: int) -> Iterator[Flow]:
        name = next(iter(tag)) if isinstance(tag, dict) else tag
        if name in {"Link", "Image"}:
            self._link(self._open.pop(), end)
        elif name == "CodeBlock":
            self._code -= 1
        elif name == "HtmlBlock":
            self._html_start = None
            yield from self._page.read(start, end)
        if name not in _INLINE:
            yield self._page.finish()

    def _inside(self, name: str, value: Any, start: int, end: int) -> None:
        """Text and what else stands inside a block."""
        if self._html_start is not None or self._code:
            return
        match name:
            case "Text":
                self._text(value, start, end)
            case "Code":
                self._page.flow.write(value)
            case "SoftBreak":
                self._page.flow.write(" ")
            case "HardBreak":
                self._page.flow.write("\n")
            case "InlineHtml":
                for token in tokens(self.text, start, end):
                    self._page.take(token)

    def _text(self, text: str, start: int, end: int) -> None:
        """Text as shown; addresses in it are looked up in the source for their place."""
        flow = self._page.flow
        if "://" in text and not self._open and not self._page.is_linking:
            source = start
            for begin, stop in find_addresses(text):
                meant = text[begin:stop]
                at, typed = _in_source(self.text, meant, source, end)
                source = at + len(typed)
                flow.mentions.append(
                    Mention(
                        href=typed,
                        meant=meant if meant != typed else "",
                        kind=self.bare,
                        path=self.path,
                        place=self.marks.offset_place(self.path, at),
                        start=flow.length + begin,
                        end=flow.length + stop,
                    )
                )
        flow.write(text)

    def _link(self, opened: _Open, end: int) -> None:
        """A link or image is complete: find its address in the source."""
        meant: str = opened.link["dest_url"]
        offset, typed = self._typed(opened, end, meant)
        kind = LinkKind.MAIL if opened.link["link_type"] == "Email" else kind_of(meant, opened.kind)
        flow = self._page.flow
        flow.mentions.append(
            Mention(
                href=typed,
                meant=meant if meant != typed else "",
                kind=kind,
                path=self.path,
                place=self.marks.offset_place(self.path, offset),
                start=opened.start,
                end=flow.length,
            )
        )

    def _typed(self, opened: _Open, end: int, meant: str) -> tuple[int, str]:
        """Where the address begins in the source, and how it is written there."""
        match opened.link["link_type"]:
            case "Autolink" | "Email":
                return opened.at + 1, self.text[opened.at + 1 : end - 1]
            case "Inline":
                return _destination(self.text, self.text.find("(", opened.inner_end, end) + 1, end, meant)
        start, stop = self._definition(opened.link["id"]) or (opened.at, end)
        return _destination(self.text, max(start, self.text.find("]:", start, stop) + 2), stop, meant)

    def _definition(self, label: str) -> tuple[int, int] | None:
        """Where the address of a reference is defined."""
        if self._definitions is None:
            found = _PARSER.reference_definitions(self.text).items()
            self._definitions = {_label(name): (self._index(at["span"]["start"]), self._index(at["span"]["end"])) for name, at in found}
        return self._definitions.get(_label(label))


def _label(name: str) -> str:
    """References name their definition in any case, with any blanks."""
    return " ".join(name.split()).casefold()


def _in_source(text: str, meant: str, start: int, end: int) -> tuple[int, str]:
    """Where an address that is written out stands in the source, and how it is spelt there."""
    at = text.find(meant, start, end)
    if at >= 0:
        return at, meant
    at = text.find(meant[:4], start, end)
    while at >= 0:
        stop = _spelt(text, meant, at)
        if stop is not None:
            return at, text[at:stop]
        at = text.find(meant[:4], at + 1, end)
    return start, meant


def _spelt(text: str, meant: str, position: int) -> int | None:
    """Where an address ends whose signs stand there as they are, after a backslash, or ``&`` as ``&amp;``; None if they do not."""
    for sign in meant:
        if text.startswith(sign, position):
            position += 5 if text.startswith("&amp;", position) else 1
        elif text.startswith("\\" + sign, position):
            position += 2
        else:
            return None
    return position


def _destination(text: str, start: int, end: int, meant: str) -> tuple[int, str]:
    """The address that begins at or after `start`: in angle brackets, or up to a blank or the bracket that closes the link."""
    while start < end and text[start].isspace():
        start += 1
    if text.startswith("<", start):
        return start + 1, text[start + 1 : text.find(">", start, end)]
    stop = _spelt(text, meant, start)
    return start, text[start:stop] if stop is not None else _BLANK.split(text[start:end], maxsplit=1)[0]


def _index(text: str) -> Callable[[int], int]:
    """From offsets in UTF-8 bytes, which the parser counts, to offsets in characters."""
    if text.isascii():
        return lambda offset: offset
    bytes_before, surplus = [0], [0]
    position = 0
    for character in text:
        width = len(character.encode("utf-8"))
        position += width
        if width > 1:
            bytes_before.append(position)
            surplus.append(surplus[-1] + width - 1)
    return lambda offset: offset - surplus[bisect_right(bytes_before, offset) - 1]
