"""The links of a file as a run holds them: what they share is held once, and a link is made when somebody asks for it.

A night holds every link of the site from reading to publishing, while few of them are ever looked at one by one.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, NamedTuple

import msgspec

from audit.model.link import Link, LinkKind
from audit.model.location import Location


class BareLink(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a link has of its own."""

    href: str
    text: str
    kind: LinkKind
    field: str
    line: int
    column: int
    sentence: Annotated[int, msgspec.Meta(ge=0)]
    """Which of the file's sentences stands around it."""
    salvaged: bool
    meant: str

    @property
    def address(self) -> str:
        """See `Link.address`."""
        return self.meant or self.href


class Links(msgspec.Struct, array_like=True, frozen=True):
    """The links of one file, without what only content rules look at: their attributes, and the words that touch them."""

    entry_id: str
    path: str
    sentences: tuple[str, ...]
    """Each once."""
    rows: tuple[BareLink, ...]

    def __post_init__(self) -> None:
        """What was written by others than us is refused while it is read, not when its links are looked at."""
        known = len(self.sentences)
        if any([row.sentence >= known for row in self.rows]):  # noqa: C419 - a list is gone through in half the time
            raise ValueError("a link stands in a sentence that is not there")

    @classmethod
    def of(cls, links: Sequence[Link]) -> "Links":
        """The links of one file."""
        if not links:
            return NO_LINKS
        numbers: dict[str, int] = {}
        rows = []
        for link in links:
            place = link.location
            sentence = numbers.setdefault(place.sentence, len(numbers))
            row = BareLink(link.href, link.text, link.kind, place.field, place.line, place.column, sentence, link.salvaged, link.meant)
            rows.append(row)
        return cls(links[0].entry_id, links[0].location.path, tuple(numbers), tuple(rows))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Link]:
        """Each of them as a link, in the order of the text."""
        return map(self.link, self.rows)

    def link(self, row: BareLink) -> Link:
        """One of them."""
        return Link(
            entry_id=self.entry_id,
            href=row.href,
            text=row.text,
            kind=row.kind,
            location=self.location(row),
            salvaged=row.salvaged,
            meant=row.meant,
        )

    def location(self, row: BareLink) -> Location:
        """Where one of them stands."""
        return Location(path=self.path, field=row.field, line=row.line, column=row.column, sentence=self.sentences[row.sentence])

    def renamed(self, entry_id: str) -> "Links":
        """The same of an entry that is called otherwise."""
        return Links(entry_id, self.path, self.sentences, self.rows)


NO_LINKS: Final = Links("", "", (), ())


class Mention(NamedTuple):
    """One link among those of its file."""

    links: Links
    row: BareLink

    @property
    def entry_id(self) -> str:
        """See `Link.entry_id`."""
        return self.links.entry_id

    @property
    def location(self) -> Location:
        """See `Link.location`."""
        return self.links.location(self.row)

    @property
    def link(self) -> Link:
        """The link itself."""
        return self.links.link(self.row)
