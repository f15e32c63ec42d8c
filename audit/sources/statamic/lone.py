"""One file given by name."""

from pathlib import Path
from typing import Final

from audit.model.entry import Reading
from audit.sources.files import FileRefused, Tree
from audit.sources.readings import refused
from audit.sources.statamic.collection import Collection, read_collection
from audit.sources.statamic.entry import EntryReader
from audit.sources.statamic.site import find_site
from audit.sources.statamic.source import site_of

_COLLECTIONS: Final = ("content", "collections")


def read_file(path: Path, *, root: Path | None = None) -> Reading:
    """What the audit sees of one file: an entry with its site's blueprint when it lies in a site, otherwise just its fields.

    Args:
        path: a Markdown file with front matter, or a YAML file, whose values then are the fields.
        root: the site's root, when it cannot be told from the path.
    """
    path = path.absolute()
    root = root.absolute() if root else _root_of(path)
    if root is None:
        return _read(Tree(root=path.parent), path.name, Collection(handle="", folder="", config={}), "default")
    tree = Tree(root=root)
    site = find_site(tree)
    name = path.relative_to(root).as_posix()
    handle = name.removeprefix(site.collections + "/").split("/", 1)[0]
    if not name.startswith(f"{site.collections}/{handle}/"):
        return _read(tree, name, Collection(handle="", folder="", config={}), site.handles[0])
    collection = read_collection(site, handle)
    return _read(tree, name, collection, site_of(site, collection, name) or site.handles[0])


def _read(tree: Tree, name: str, collection: Collection, site: str) -> Reading:
    try:
        file = tree.read(name)
    except FileRefused as error:
        return refused(name, collection.handle, error)
    return EntryReader(collection=collection).read(name, file, site=site)


def _root_of(path: Path) -> Path | None:
    """The folder above ``content/collections`` on the way to the file."""
    parts = path.parts
    for position in range(len(parts) - 2):
        if parts[position : position + 2] == _COLLECTIONS:
            return Path(*parts[:position])
    return None
