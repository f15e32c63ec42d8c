"""Which files are entries, and what their first lines tell without reading them whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audit.model.entry import Value
from audit.sources.files import FileRefused, Tree
from audit.sources.statamic.collection import Collection, folder_of
from audit.sources.statamic.site import Site
from audit.sources.yaml_values import YamlError, load

_LINE: Final = re.compile(r"^(id|published|origin|date):[ \t]+(\S.*?)[ \t]*\r?$", re.MULTILINE)

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
        text = tree.read(path).content.decode("utf-8", "replace")
    except FileRefused:
        return Head()
    end = text.find("\n---", 3)
    found: dict[str, Value] = {}
    for match in _LINE.finditer(text, 0, end if text.startswith("---") and end >= 0 else len(text)):
        if match[1] in found:
            continue
        try:
            found[match[1]] = match[2] if _PLAIN_ID.fullmatch(match[2]) else load(match[2]).value
        except YamlError:
            continue
    entry_id, origin = found.get("id"), found.get("origin")
    return Head(
        id=str(entry_id) if isinstance(entry_id, str | int) else "",
        published=found.get("published", True),
        origin=origin if isinstance(origin, str) else "",
        date=found.get("date"),
    )


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
