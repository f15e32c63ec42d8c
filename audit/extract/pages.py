"""Links in HTML text."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audit.extract.addresses import find_addresses, kind_of
from audit.extract.flow import Flow, Mention
from audit.extract.html import Attribute, Token, tokens
from audit.model.entry import Marks
from audit.model.link import LinkKind
from audit.model.location import FieldPath

_SOURCES: Final = {
    "img": ("src", LinkKind.IMAGE),
    "iframe": ("src", LinkKind.EMBED),
    "embed": ("src", LinkKind.EMBED),
    "video": ("src", LinkKind.EMBED),
    "audio": ("src", LinkKind.EMBED),
    "source": ("src", LinkKind.EMBED),
    "object": ("data", LinkKind.EMBED),
    "area": ("href", LinkKind.INLINE),
}
_CODE: Final = frozenset({"code", "pre", "kbd", "samp"})
_INSIDE_TEXT: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup "
        "time tt u var wbr",
    )
)
"""Tags that do not break the text they stand in."""
_EMPTY: Final = frozenset({"br", "hr", "input"})


@dataclass(slots=True, kw_only=True)
class PageReader:
    """Reads HTML tokens into flows. Offsets count in the value at `path`."""

    text: str
    path: FieldPath
    marks: Marks
    flow: Flow = field(default_factory=Flow)
    _anchor: Mention | None = None
    _code: int = 0
    _blocks: int = 0
    """Blocks that were opened inside the open link and not closed yet."""
    _in_paragraph: bool = False

    @property
    def is_linking(self) -> bool:
        """Whether a link is open."""
        return self._anchor is not None

    def read(self, start: int = 0, end: int | None = None) -> Iterator[Flow]:
        """The flows of a piece of HTML; what is left open at its end is closed."""
        for token in tokens(self.text, start, end):
            if token.name and token.name not in _INSIDE_TEXT:
                if self._goes_on(token):
                    self.flow.write("\n")
                    continue
                self._in_paragraph = not token.closing if token.name == "p" else self._in_paragraph
                yield self.finish()
            self.take(token)
        yield self.finish()

    def _goes_on(self, token: Token) -> bool:
        """Whether an open link goes on across a block: one that begins and ends inside it is part of it."""
        if self._anchor is None or token.name in _SOURCES or token.name in _CODE:
            return False
        if self._in_paragraph and token.name == "p" and not token.closing:
            # A paragraph cannot hold another: the one around the link ends here.
            return False
        if token.name not in _EMPTY:
            self._blocks += -1 if token.closing else 1
        return self._blocks >= 0

    def finish(self) -> Flow:
        """The flow so far; a new one begins, and a link that is still open goes on in it no more."""
        self._close_anchor()
        done, self.flow = self.flow, Flow()
        return done

    def take(self, token: Token) -> None:
        """Read one token."""
        if not token.name:
            self._write(token)
        elif token.name == "a":
            self._close_anchor()
            if not token.closing and "href" in token.attributes:
                self._anchor = self._mention(token, token.attributes["href"], LinkKind.INLINE)
                self._blocks = 0
        elif token.name in _CODE:
            self._code = max(0, self._code + (-1 if token.closing else 1))
        elif token.name == "br":
            self.flow.write("\n")
        elif not token.closing and token.name in _SOURCES:
            attribute, kind = _SOURCES[token.name]
            self._shown(token, attribute, kind)
            self._shown(token, "poster", LinkKind.IMAGE)

    def _write(self, token: Token) -> None:
        """Text: what it shows goes into the flow, addresses written out in it become mentions."""
        raw = self.text[token.start : token.end]
        if self._anchor is None and not self._code and "://" in raw:
            position = 0
            for start, end in find_addresses(raw):
                self.flow.write(entities.unescape(raw[position:start]))
                self._bare(raw[start:end], token.start + start)
                position = end
            raw = raw[position:]
        self.flow.write(entities.unescape(raw))

    def _bare(self, typed: str, offset: int) -> None:
        start = self.flow.length
        meant = entities.unescape(typed)
        self.flow.write(meant)
        self.flow.mentions.append(
            Mention(
                href=typed,
                meant=meant if meant != typed else "",
                kind=LinkKind.TEXT,
                path=self.path,
                place=self.marks.offset_place(self.path, offset),
                start=start,
                end=self.flow.length,
            )
        )

    def _shown(self, token: Token, attribute: str, kind: LinkKind) -> None:
        """What a tag shows in its place."""
        if token.attributes.get(attribute, _NOTHING).value:
            self._mention(token, token.attributes[attribute], kind).end = self.flow.length

    def _mention(self, token: Token, address: Attribute, kind: LinkKind) -> Mention:
        meant = entities.unescape(address.value)
        rel, target = token.attributes.get("rel"), token.attributes.get("target")
        mention = Mention(
            href=address.value,
            meant=meant if meant != address.value else "",
            kind=kind_of(meant, kind),
            path=self.path,
            place=self.marks.offset_place(self.path, address.offset),
            start=self.flow.length,
            rel=rel.value if rel else None,
            target=target.value if target else None,
        )
        self.flow.mentions.append(mention)
        return mention

    def _close_anchor(self) -> None:
        if self._anchor is not None:
            self._anchor.end = self.flow.length
            self._anchor = None


_NOTHING: Final = Attribute(value="", offset=0)
