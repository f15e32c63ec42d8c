"""The little that rules about all initiatives together need to keep of each one."""

from dataclasses import dataclass
from struct import pack, unpack_from

from audit.model.entry import Entry
from audit.model.location import Location
from audit.rules.making import place
from audit.rules.page import Page

_SKETCH = 128
"""Pieces kept of a text: enough to tell a likeness of 60 % from one of 40 %."""
_WIDE = 4
"""Bytes of a fingerprint."""
_LOW = (_SKETCH + 48) << 32
"""Below this divided by their number lie about 48 more fingerprints than are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One initiative, for comparing with the others."""

    entry_id: str
    """As the run calls it."""
    own_id: str
    """As the file has it; empty when the file has none."""
    title: str
    slug: str
    collection: str
    site: str
    origin: str | None
    location: Location
    """Of the title."""
    words: int
    sketch: bytes
    """The smallest fingerprints of the text's pieces, in order, four bytes each: as numbers they would take ten times the room."""

    @property
    def family(self) -> str:
        """What an initiative and its translations share."""
        return self.origin or self.own_id or self.entry_id

    @property
    def pieces(self) -> tuple[int, ...]:
        """The fingerprints of the sketch."""
        return unpack_from(f"<{len(self.sketch) // _WIDE}I", self.sketch)


def facts_of(entry: Entry, *, entry_id: str = "") -> Facts:
    """What to keep of an entry; `entry_id` is what the run calls it where that is not its own id."""
    return facts_of_page(Page(entry=entry, links=()), entry_id=entry_id)


def facts_of_page(page: Page, *, entry_id: str = "") -> Facts:
    """The same of an entry whose texts have been looked at already."""
    entry = page.entry
    return Facts(
        entry_id=entry_id or entry.id,
        own_id="" if entry.id.startswith("path:") else entry.id,
        title=entry.title,
        slug=entry.slug,
        collection=entry.collection,
        site=entry.site,
        origin=entry.origin,
        location=place(entry, ("title",)),
        words=sum(len(words) for _, words in page.worded),
        sketch=_smallest(set().union(*page.pieces)),
    )


def _smallest(pieces: set[int]) -> bytes:
    """The `_SKETCH` smallest, in order."""
    # Fingerprints of 32 bits are spread evenly, so that a bound tells most of them apart from the smallest before they are sorted.
    bound = _LOW // max(len(pieces), 1)
    low = [piece for piece in pieces if piece < bound]
    smallest = sorted(pieces if len(low) < _SKETCH else low)[:_SKETCH]
    return pack(f"<{len(smallest)}I", *smallest)


def likeness(one: Facts, other: Facts) -> float:
    """About which share of the pieces of both texts they have in common, from 0 to 1.

    A bottom-k estimate of the Jaccard index (Broder, "On the resemblance and containment of documents", 1997).
    """
    pieces, others = {*one.pieces}, {*other.pieces}
    union = sorted(pieces | others)[:_SKETCH]
    return len(pieces & others & {*union}) / len(union) if union else 0.0
