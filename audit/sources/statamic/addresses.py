"""The addresses of entries on their own site, as routes, trees and the sites' prefixes make them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from audit.model.entry import Value
from audit.model.site import EntryRef, host_key
from audit.sources.statamic.collection import Collection
from audit.sources.statamic.names import EntryName
from audit.sources.statamic.site import Site

_DEEPEST: Final = 50
"""So many pages below one another are no site that people can use."""
_PLACEHOLDER: Final = re.compile(r"\{\{?\s*(\w+)\s*\}?\}")
_APP_URL: Final = re.compile(r"['\"]url['\"]\s*=>\s*(?:env\(\s*['\"]\w+['\"]\s*,\s*)?['\"](https?://[^'\"]+)['\"]")
_NOT_PUBLIC: Final = re.compile(r"(?:localhost|127\.[\d.]+|\[::1\]|.*\.(?:test|local|localhost|invalid))(?::\d+)?", re.IGNORECASE)
"""Hosts on which sites are built, not visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry with what its address is made of."""

    ref: EntryRef
    name: EntryName
    published: Value
    date: datetime | None
    collection: Collection


@dataclass(slots=True, kw_only=True)
class Addresses:
    """Works out where entries are shown."""

    site: Site
    placed: Mapping[str, Placed]
    """Every entry by its id."""
    _trees: dict[tuple[str, str], dict[str, str] | None] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _mounts: dict[tuple[str, str], str] = field(default_factory=dict)
    _depth: int = 0

    def parents(self) -> frozenset[str]:
        """The entries below which others stand in a tree; those whose tree cannot be read may have some."""
        trees = {entry_id: self._tree(placed.collection, placed.ref.site) for entry_id, placed in self.placed.items()}
        above = {parent for tree in self._trees.values() for child, parent in (tree or {}).items() if child in self.placed}
        return frozenset(above | {entry_id for entry_id, tree in trees.items() if tree is None}) - {"", "root"}

    def refs(self) -> Iterator[EntryRef]:
        """Every entry with its path on its site, prefix and all; without one where the route needs what only the CMS knows."""
        for entry_id, placed in self.placed.items():
            path = self._path(entry_id)
            yield replace(placed.ref, uri=self._prefixed(placed.ref.site, path)) if path else placed.ref

    def _prefixed(self, handle: str, path: str) -> str:
        if handle not in self._prefixes:
            self._prefixes[handle] = prefix_of(self.site, handle)
        prefix = self._prefixes[handle]
        return path if not prefix else prefix if path == "/" else prefix + path

    def _path(self, entry_id: str) -> str:
        """The path without the site's prefix; empty when it cannot be told."""
        if entry_id not in self._paths:
            # An entry that is reached again on the way to its own address has none, nor has one that lies deeper than anybody looks.
            self._paths[entry_id] = ""
            self._depth += 1
            self._paths[entry_id] = self._made(entry_id) if self._depth < _DEEPEST else ""
            self._depth -= 1
        return self._paths[entry_id]

    def _made(self, entry_id: str) -> str:
        placed = self.placed.get(entry_id)
        route = placed.collection.route(placed.ref.site) if placed else ""
        tree = self._tree(placed.collection, placed.ref.site) if placed and route else None
        if placed is None or tree is None:
            return ""
        parent = tree.get(entry_id, "")
        if parent == "root":
            return "/"
        wanted = set(_PLACEHOLDER.findall(route))
        values = {"slug": placed.name.slug, "id": entry_id, **_day(placed.date)}
        if "depth" in wanted:
            values["depth"] = str(_depth(tree, entry_id))
        if "parent_uri" in wanted and (above := self._path(parent) if parent else "/"):
            values["parent_uri"] = above
        if "mount" in wanted and (mount := self._mount(placed)) and (above := self._path(mount)):
            values["mount"] = above
        if not wanted <= values.keys():
            return ""
        return "/" + "/".join(part for part in _PLACEHOLDER.sub(lambda found: values[found[1]], route).split("/") if part)

    def _mount(self, placed: Placed) -> str:
        """The id of the entry on which the collection is mounted: its localisation, on other sites than its own."""
        mount = placed.collection.config.get("mount")
        entry = self.placed.get(mount) if isinstance(mount, str) else None
        if entry is None or entry.ref.site == placed.ref.site:
            return entry.ref.id if entry else ""
        if not self._mounts:
            self._mounts.update({(each.ref.origin, each.ref.site): each.ref.id for each in self.placed.values() if each.ref.origin})
        return self._mounts.get((entry.ref.id, placed.ref.site), "")

    def _tree(self, collection: Collection, handle: str) -> dict[str, str] | None:
        """Of every entry in the collection's tree the one above it; None when the tree cannot be read."""
        key = (collection.handle, handle)
        if key not in self._trees:
            self._trees[key] = _parents(self.site, collection, handle)
        return self._trees[key]


def prefix_of(site: Site, handle: str) -> str:
    """What the addresses of a site begin with: nothing, a path such as ``/de``, or a name and a path such as ``//river.example/de``."""
    url = site.url(handle)
    if "{" in url:
        return ""
    parts = urlsplit(url)
    return (host_key(parts.netloc) if parts.netloc else "") + parts.path.rstrip("/")


def own_hosts(site: Site, *known: str) -> frozenset[str]:
    """The names under which the public knows the site: of `known` addresses, and as far as its own settings say."""
    urls = [*known, *(site.url(handle) for handle in site.handles)]
    urls += _APP_URL.findall(site.settings.text(f"{site.base}config/app.php"))
    names = {urlsplit(url).netloc for url in urls if "{" not in url}
    return frozenset(host_key(name) for name in names if name and not _NOT_PUBLIC.fullmatch(name))


def _parents(site: Site, collection: Collection, handle: str) -> dict[str, str] | None:
    """Empty for an entry at the top, ``root`` for the home page itself."""
    inline = collection.config.get("structure")
    if isinstance(inline, str):
        # Version 3.0 kept structures in files of their own.
        inline = site.settings.read(f"{site.content}structures/{inline}.yaml")
    structure: dict[str, Any] = inline if isinstance(inline, dict) else {}
    path = f"{site.content}trees/collections/{f'{handle}/' if site.is_multisite else ''}{collection.handle}.yaml"
    if site.settings.is_broken(path):
        return None
    config = site.settings.read(path) or structure
    parents: dict[str, str] = {}
    waiting = [("", branch) for branch in _list(config.get("tree"))]
    for parent, branch in waiting:
        entry_id = branch.get("entry") if isinstance(branch, dict) else branch
        if isinstance(entry_id, str):
            is_home = structure.get("root") is True and not parents
            parents[entry_id] = "root" if is_home else parent
            waiting.extend((entry_id, child) for child in _list(branch.get("children") if isinstance(branch, dict) else None))
    return parents


def _depth(tree: Mapping[str, str], entry_id: str) -> int:
    depth, seen = 1, {entry_id}
    while (entry_id := tree.get(entry_id, "")) not in {"", "root"} and entry_id not in seen:
        seen.add(entry_id)
        depth += 1
    return depth


def _day(date: datetime | None) -> dict[str, str]:
    return {"year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}"} if date else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
