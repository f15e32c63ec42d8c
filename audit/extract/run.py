"""One run of Bard's inline nodes: the text and links of a paragraph."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from audit.extract.addresses import find_addresses, is_whole, kind_of
from audit.extract.flow import Flow, Mention
from audit.model.entry import Marks
from audit.model.link import LinkKind
from audit.model.location import FieldPath

_BREAKS: Final = ("hardBreak", "hard_break")  # no set: what a file has for a type may be a list, which no set can be asked for
_SOURCES: Final = ("src", "href", "url")
Node = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Run:
    """Collects inline nodes that follow one another."""

    marks: Marks
    flow: Flow = field(default_factory=Flow)
    _open: dict[str, Mention] = field(default_factory=dict)
    """The links that the last node carried: the next node may go on with them."""
    _plain: list[tuple[int, str, FieldPath]] = field(default_factory=list)
    """Text that is neither link nor code: where it begins in the flow, and where it stands."""

    def text(self, node: Node, path: FieldPath) -> None:
        """A node with words."""
        start, words = self.flow.length, node["text"]
        self.flow.write(words)
        if not node.get("marks"):
            # Most words bear no marks.
            self._open = {}
        elif self._links(node, path, start) or _is_code(node):
            return
        self._plain.append((start, words, (*path, "text")))

    def thing(self, node: Node, path: FieldPath) -> None:
        """A node without words: a break, an image, something shown inside the page."""
        start = self.flow.length
        attrs = node.get("attrs")
        attrs = attrs if isinstance(attrs, dict) else {}
        if node.get("type") in _BREAKS:
            self.flow.write("\n")
        elif isinstance(attrs.get("alt"), str) and node.get("marks"):
            # What an image shows is the text of the link around it.
            self.flow.write(attrs["alt"])
        self._links(node, path, start)
        self._source(node, attrs, path, start)

    def finish(self) -> Flow:
        """The flow, with the addresses that are written out in its plain text."""
        text = self.flow.text
        if "://" not in text:
            return self.flow
        for pieces in self._stretches():
            starts = [start for start, _, _ in pieces]
            stretch = text[starts[0] : starts[-1] + len(pieces[-1][1])]
            for begin, end in find_addresses(stretch) if "://" in stretch else ():
                words = (starts[0] + begin, starts[0] + end)
                # What runs on into a link is the beginning of an address, not an address.
                if end == len(stretch) and _goes_on(text[words[1] : words[1] + 1]):
                    continue
                start, _, path = pieces[bisect_right(starts, words[0]) - 1]
                place = self.marks.offset_place(path, words[0] - start)
                mention = Mention(href=stretch[begin:end], kind=LinkKind.TEXT, path=path[:-1], place=place, start=words[0], end=words[1])
                self.flow.mentions.append(mention)
        return self.flow

    def _stretches(self) -> Iterator[list[tuple[int, str, FieldPath]]]:
        """Plain texts that touch, together: formatting does not end an address."""
        stretch: list[tuple[int, str, FieldPath]] = []
        for piece in self._plain:
            if stretch and stretch[-1][0] + len(stretch[-1][1]) != piece[0]:
                yield stretch
                stretch = []
            stretch.append(piece)
        if stretch:
            yield stretch

    def _links(self, node: Node, path: FieldPath, start: int) -> bool:
        """The node's link marks: they go on with the links of the node before, or begin new ones."""
        carried: dict[str, Mention] = {}
        marks = node.get("marks")
        for position, mark in enumerate(marks if isinstance(marks, list) else []):
            attrs = mark.get("attrs") if isinstance(mark, dict) else None
            if not isinstance(attrs, dict) or "href" not in attrs:
                continue
            href = attrs["href"] if isinstance(attrs["href"], str) else ""
            mention = self._open.get(href) or self._mention(href, attrs, (*path, "marks", position, "attrs"), path, start)
            mention.end = self.flow.length
            carried[href] = mention
        self._open = carried
        return bool(carried)

    def _mention(self, href: str, attrs: Node, at: FieldPath, path: FieldPath, start: int) -> Mention:
        rel, target = attrs.get("rel"), attrs.get("target")
        mention = Mention(
            href=href,
            kind=kind_of(href, LinkKind.INLINE),
            path=path,
            place=self.marks.offset_place((*at, "href"), 0),
            start=start,
            rel=rel if isinstance(rel, str) else None,
            target=target if isinstance(target, str) else None,
        )
        self.flow.mentions.append(mention)
        return mention

    def _source(self, node: Node, attrs: Node, path: FieldPath, start: int) -> None:
        """What an image or an embedded thing shows."""
        is_image = node.get("type") == "image"
        for name in _SOURCES:
            source = attrs.get(name)
            if isinstance(source, str) and source and (is_image or is_whole(source)):
                kind = kind_of(source, LinkKind.IMAGE if is_image else LinkKind.EMBED)
                place = self.marks.offset_place((*path, "attrs", name), 0)
                self.flow.mentions.append(Mention(href=source, kind=kind, path=path, place=place, start=start, end=self.flow.length))
                return


def _is_code(node: Node) -> bool:
    marks = node.get("marks")
    return isinstance(marks, list) and any(isinstance(mark, dict) and mark.get("type") == "code" for mark in marks)


def _goes_on(following: str) -> bool:
    """Whether a letter or the like follows directly."""
    return bool(following) and not following.isspace() and following not in ".,;:!?)]}»”’\"'"
