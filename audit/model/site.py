"""What else a site holds: the things that entries refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final, Protocol
from unicodedata import combining, normalize
from urllib.parse import unquote, urlsplit

from audit.model.entry import EntryStatus, Problem

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "þ": "th"}
)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


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
    """Its path on the site, with what the site's addresses begin with; empty where that is not known."""
    origin: str = ""
    """The id of the entry of which it is a localisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRef:
    """A file that entries show, as the CMS describes it."""

    container: str
    path: str
    """Inside the container."""
    alt: str | None = None
    """The text for those who cannot see it; None when none was ever given."""


@lru_cache(maxsize=4096)
def term_slug(value: str) -> str:
    """A term as its file is named: ``Saving Democracy`` is ``saving-democracy``."""
    kept = (character if character.isalnum() else " " if character in "-_ \t\xa0" else "" for character in value.lower())
    return "-".join("".join(kept).split())


def host_key(host: str) -> str:
    """A host as addresses on a site are compared: ``//river.example`` with or without ``www.``, by http or https."""
    return "//" + host.lower().removeprefix("www.")


def _host_of(prefix: str) -> str:
    """The host with which the addresses of a site begin; empty when they begin with a path."""
    return "//" + prefix[2:].partition("/")[0] if prefix.startswith("//") else ""


def _spellings(value: str) -> frozenset[str]:
    """The names that a term's file may have: as it is written, and in plain letters, with German umlauts either way."""
    folded = "".join(letter for letter in normalize("NFKD", value.translate(_LETTERS)) if not combining(letter))
    german = "".join(letter for letter in normalize("NFKD", value.translate(_UMLAUTS).translate(_LETTERS)) if not combining(letter))
    return frozenset({value, term_slug(value), term_slug(folded), term_slug(german)})


class Site(Protocol):
    """What rules may ask of the site: every question is a name and a few words, every answer depends on them alone."""

    @property
    def is_named(self) -> bool:
        """Whether a name is known under which the site is reached, so that whole addresses can mean it."""
        ...

    @property
    def has_entries(self) -> bool:
        """Whether any entry is known."""
        ...

    @property
    def containers(self) -> tuple[str, ...]:
        """The containers of files, in their order."""
        ...

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections of which an entry is known."""
        ...

    @property
    def settings(self) -> Mapping[str, Problem | None]:
        """Every file of the site's own settings by its path, with what keeps it from being read."""
        ...

    def holds(self, entry_id: str) -> bool:
        """Whether there is an entry of that id, visible or not."""
        ...

    def has_below(self, entry_id: str) -> bool:
        """Whether a tree has others below the entry."""
        ...

    def entry(self, entry_id: str) -> Presence:
        """Whether visitors can follow a reference to the entry."""
        ...

    def page(self, address: str, site: str = "") -> Presence:
        """Whether visitors can follow an address on the site itself."""
        ...

    def term(self, taxonomy: str, value: str) -> Presence:
        """Whether a term has a file."""
        ...

    def asset(self, container: str, path: str) -> Presence:
        """Whether a container holds a file of that name."""
        ...

    def file(self, container: str, path: str) -> AssetRef | None:
        """The file as the CMS describes it; None when it is not known."""
        ...

    def user(self, user_id: str) -> Presence:
        """Whether a user of that id is known."""
        ...


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
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By container, patterns of names and paths of files that may be on the website and are not part of what we read."""
    users: frozenset[str] | None = None
    """Ids; None when the site keeps its users elsewhere."""
    parents: frozenset[str] = frozenset()
    """The ids of entries below which a tree has others."""
    uris: Mapping[str, str] = field(default_factory=dict)
    """Paths on the site that are known, with the entry's id; after ``//`` and a host where a site has one of its own."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """What the addresses of each site begin with: nothing, a path, or a host and a path."""
    hosts: frozenset[str] = frozenset()
    """The site's own public names, as `host_key` writes them."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Paths on the site below which a container's files are shown, with the container."""
    settings: Mapping[str, Problem | None] = field(default_factory=dict)
    """Every file of the site's own settings by its path, with what keeps it from being read."""

    @property
    def has_entries(self) -> bool:
        """Whether any entry is known."""
        return bool(self.entries)

    @property
    def containers(self) -> tuple[str, ...]:
        """The containers of files, in their order."""
        return tuple(self.assets)

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections of which an entry is known, sorted."""
        return tuple(sorted({ref.collection for ref in self.entries.values()}))

    def holds(self, entry_id: str) -> bool:
        """Whether there is an entry of that id, visible or not."""
        return entry_id in self.entries

    def has_below(self, entry_id: str) -> bool:
        """Whether a tree has others below the entry."""
        return entry_id in self.parents

    def entry(self, entry_id: str) -> Presence:
        """Whether visitors can follow a reference to the entry."""
        found = self.entries.get(entry_id)
        if found is None:
            return Presence.MISSING
        return Presence.PRESENT if found.status is EntryStatus.PUBLISHED and found.routable else Presence.HIDDEN

    @property
    def is_named(self) -> bool:
        """Whether a name is known under which the site is reached, so that whole addresses can mean it."""
        return bool(self.hosts) or any(prefix.startswith("//") for prefix in self.prefixes.values())

    def page(self, address: str, site: str = "") -> Presence:
        """Whether visitors can follow an address on the site itself, a path or a whole one, that stands on a page of `site`.

        What no entry and no container accounts for is unknown: templates, routes and other programs have addresses too.
        """
        key = self._key(address, site)
        if key is None:
            return Presence.UNKNOWN
        if key in self.uris:
            return self.entry(self.uris[key])
        for folder, container in self.folders.items():
            if key.startswith(f"{folder}/"):
                return self.asset(container, key.removeprefix(f"{folder}/"))
        return Presence.UNKNOWN

    def _key(self, address: str, site: str) -> str | None:
        """An address on the site as `uris` has it; None when it leads elsewhere."""
        if not address.startswith("/") and not self.is_named:
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        path = unquote(parts.path).rstrip("/")
        if parts.netloc and parts.scheme in {"http", "https", ""}:
            host = host_key(parts.netloc)
            if any(_host_of(prefix) == host for prefix in self.prefixes.values()):
                return host + path
            return path or "/" if host in self.hosts else None
        if not address.startswith("/"):
            return None
        return _host_of(self.prefixes.get(site, "")) + path or "/"

    def term(self, taxonomy: str, value: str) -> Presence:
        """Whether a term has a file; ``taxonomy::slug`` in `value` names its own taxonomy."""
        named, separator, slug = value.partition("::")
        if separator:
            taxonomy, value = named, slug
        if taxonomy not in self.terms:
            return Presence.UNKNOWN
        terms = self.terms[taxonomy]
        return Presence.PRESENT if value in terms or not terms.isdisjoint(_spellings(value)) else Presence.MISSING

    def asset(self, container: str, path: str) -> Presence:
        """Whether a container holds a file of that name."""
        if container not in self.assets:
            return Presence.UNKNOWN
        if path in self.assets[container]:
            return Presence.PRESENT
        names = (path, path.rpartition("/")[2])
        is_left_out = any(fnmatchcase(name, pattern) for pattern in self.left_out.get(container, ()) for name in names)
        return Presence.UNKNOWN if is_left_out else Presence.MISSING

    def file(self, container: str, path: str) -> AssetRef | None:
        """The file as the CMS describes it; None when it is not known."""
        return self.assets.get(container, {}).get(path)

    def user(self, user_id: str) -> Presence:
        """Whether a user of that id is known."""
        if self.users is None:
            return Presence.UNKNOWN
        return Presence.PRESENT if user_id in self.users else Presence.MISSING
