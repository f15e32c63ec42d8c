"""Which files are entries, and what their first lines tell without reading them whole."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from audit.model.entry import Value
from audit.sources.files import FileRefused, Tree
from audit.sources.statamic.collection import Collection, folder_of
from audit.sources.statamic.site import Site
from audit.sources.yaml_values import YamlError, load

_NAMES: Final = ("id", "published", "origin", "date")
_VALUE: Final = re.compile(r"[ \t]+(\S.*?)[ \t]*\r?")
_PLAIN_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""An id as the CMS makes them: no reading can make anything else of it than its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The values of an entry that stand in lines of their own."""

    id: str = ""
    published: Value = True
    origin: str = ""
    date: Value = None


def entry_files(site: Site, handle: str) -> Iterator[str]:
    """The files of a collection's entries: at any depth, of any extension but ``yaml``, and not hidden."""
    for path in site.tree.files(folder_of(site, handle)):
        name = path.rsplit("/", 1)[-1]
        if not name.startswith(".") and not name.endswith(".yaml"):
            yield path


def head_of(tree: Tree, path: str) -> Head:
    """The entry's head; an empty one for a file that cannot be opened."""
    try:
        content = tree.read(path).content
    except FileRefused:
        return Head()
    end = content.find(b"\n---", 3) if content.startswith(b"---") else -1
    lines = b"\n" + (content[:end] if end >= 0 else content)
    found: dict[str, Value] = {}
    for name in _NAMES:
        for word in _words(lines, name):
            with suppress(YamlError):
                found[name] = word if _PLAIN_ID.fullmatch(word) else load(word).value
                break
    entry_id, origin = found.get("id"), found.get("origin")
    return Head(
        id=str(entry_id) if isinstance(entry_id, str | int) else "",
        published=found.get("published", True),
        origin=origin if isinstance(origin, str) else "",
        date=found.get("date"),
    )


def _words(lines: bytes, name: str) -> Iterator[str]:
    """What stands behind a name at the beginning of a line. Every file of a site is searched, and bytes are searched fastest."""
    key = f"\n{name}:".encode()
    at = lines.find(key)
    while at >= 0:
        stop = lines.find(b"\n", at + len(key))
        stop = stop if stop >= 0 else len(lines)
        if found := _VALUE.fullmatch(lines[at + len(key) : stop].decode("utf-8", "replace")):
            yield found[1]
        at = lines.find(key, stop)


def config_files(site: Site) -> Iterator[str]:
    """The settings of the collections."""
    depth = site.collections.count("/") + 1
    return (path for path in site.tree.files(site.collections) if path.endswith(".yaml") and path.count("/") == depth)


def site_of(site: Site, collection: Collection, path: str) -> str | None:
    """The site to which a file belongs; None when the collection is not shown there."""
    if not site.is_multisite:
        return site.handles[0]
    first, _, rest = path.removeprefix(collection.folder + "/").partition("/")
    if not rest or first not in (collection.sites or site.handles):
        return None
    return first


def collection_handles(site: Site) -> list[str]:
    """Every collection that has settings or entries, sorted."""
    known = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in config_files(site)}
    pages = ["pages"] if site.is_old and site.tree.has(f"{site.content}pages") else []
    return sorted(known.union(site.tree.folders(site.collections), pages))
