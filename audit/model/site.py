"""What else a site holds: the things that entries refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from audit.model.entry import EntryStatus


class Presence(StrEnum):
    """Whether something that content refers to is there."""

    PRESENT = "present"
    MISSING = "missing"
    HIDDEN = "hidden"
    """It is there, and visitors cannot see it: a draft, or an entry without an address of its own."""
    UNKNOWN = "unknown"
    """The place where it would be kept is not part of what we read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRef:
    """An entry as others refer to it."""

    id: str
    path: str
    collection: str
    site: str = "default"
    status: EntryStatus = EntryStatus.PUBLISHED
    routable: bool = True
    """Whether its collection gives entries an address."""
    uri: str = ""
    """Its path on the site; empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRef:
    """A file that entries show, as the CMS describes it."""

    container: str
    path: str
    """Inside the container."""
    alt: str | None = None
    """The text for those who cannot see it; None when none was ever given."""


def term_slug(value: str) -> str:
    """A term as its file is named: ``Saving Democracy`` is ``saving-democracy``."""
    kept = (character if character.isalnum() else " " if character in "-_ \t\xa0" else "" for character in value.lower())
    return "-".join("".join(kept).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIndex:
    """Everything on a site that a reference can name. Built once a run; never changed."""

    entries: Mapping[str, EntryRef] = field(default_factory=dict)
    """By id."""
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that several files claim, with the files."""
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By taxonomy, the slugs that have a file."""
    assets: Mapping[str, Mapping[str, AssetRef]] = field(default_factory=dict)
    """By container, then by path."""
    users: frozenset[str] | None = None
    """Ids; None when the site keeps its users elsewhere."""
    uris: Mapping[str, str] = field(default_factory=dict)
    """Paths on the site that are known, with the entry's id."""

    def entry(self, entry_id: str) -> Presence:
        """Whether visitors can follow a reference to the entry."""
        found = self.entries.get(entry_id)
        if found is None:
            return Presence.MISSING
        return Presence.PRESENT if found.status is EntryStatus.PUBLISHED and found.routable else Presence.HIDDEN

    def term(self, taxonomy: str, value: str) -> Presence:
        """Whether a term has a file; ``taxonomy::slug`` in `value` names its own taxonomy."""
        named, separator, slug = value.partition("::")
        if separator:
            taxonomy, value = named, slug
        if taxonomy not in self.terms:
            return Presence.UNKNOWN
        return Presence.PRESENT if {value, term_slug(value)} & self.terms[taxonomy] else Presence.MISSING

    def asset(self, container: str, path: str) -> Presence:
        """Whether a container holds a file of that name."""
        if container not in self.assets:
            return Presence.UNKNOWN
        return Presence.PRESENT if path in self.assets[container] else Presence.MISSING

    def user(self, user_id: str) -> Presence:
        """Whether a user of that id is known."""
        if self.users is None:
            return Presence.UNKNOWN
        return Presence.PRESENT if user_id in self.users else Presence.MISSING
