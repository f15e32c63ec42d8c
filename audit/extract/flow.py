"""One run of text as a reader sees it, with the links in it."""

from dataclasses import dataclass, field
from typing import Final

from audit.extract.sentences import Sentences, sentences
from audit.model.entry import Entry
from audit.model.link import Link, LinkKind
from audit.model.location import FieldPath, Location, dotted

_SHORT: Final = 1000
"""Characters. Longer paragraphs seldom come twice."""
_TOUCHING: Final = 24
"""Characters kept on either side of a link."""


@dataclass(slots=True, kw_only=True)
class Mention:
    """A link under way: it knows its place, not yet its surroundings."""

    href: str
    kind: LinkKind
    path: FieldPath
    place: tuple[int, int]
    start: int
    """Where its words begin in the flow."""
    end: int = -1
    meant: str = ""
    rel: str | None = None
    target: str | None = None


@dataclass(slots=True)
class Flow:
    """A paragraph, a heading, a cell: text between two breaks."""

    _parts: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[Mention] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Append text."""
        self._parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def links(self, entry: Entry) -> list[Link]:
        """The links, in the order of their words."""
        if not self.mentions:
            return []
        text = self.text
        around = sentences(text) if len(text) <= _SHORT else Sentences(text)
        return [_link(entry, text, around, mention) for mention in sorted(self.mentions, key=lambda mention: mention.start)]


def _link(entry: Entry, text: str, sentences: Sentences, mention: Mention) -> Link:
    start, end = mention.start, mention.end if mention.end >= 0 else len(text)
    line, column = mention.place
    return Link(
        entry_id=entry.id,
        href=mention.href,
        text=text[start:end],
        kind=mention.kind,
        location=Location(path=entry.path, field=dotted(mention.path), line=line, column=column, sentence=sentences.around(start, end)),
        rel=mention.rel,
        target=mention.target,
        before=text[max(0, start - _TOUCHING) : start],
        after=text[end : end + _TOUCHING],
        meant=mention.meant,
    )
