"""One file given by name."""

from pathlib import Path
from typing import Final

from audit.model.entry import Entry, Reading, Unreadable
from audit.sources.content_hash import content_sha256
from audit.sources.files import FileContent, FileRefused, Tree, shown
from audit.sources.readings import as_id, parse, refused
from audit.sources.statamic.collection import Collection, read_collection
from audit.sources.statamic.entry import EntryReader
from audit.sources.statamic.front_matter import read_values
from audit.sources.statamic.listing import site_of
from audit.sources.statamic.names import read_name
from audit.sources.statamic.origins import Origins
from audit.sources.statamic.site import find_site

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
    handle = site_of(site, collection, name) or site.handles[0]
    return _read(tree, name, collection, handle, Origins(site=site, collection=collection))


def _read(tree: Tree, name: str, collection: Collection, site: str, origins: Origins | None = None) -> Reading:
    try:
        file = tree.read(name)
    except FileRefused as error:
        return refused(name, collection.handle, error)
    if not collection.handle and name.endswith((".yaml", ".yml")):
        return _bare(name, file)
    return EntryReader(collection=collection, origins=origins).read(name, file, site=site)


def _bare(name: str, file: FileContent) -> Reading:
    """A YAML file that is no entry: all that it says is fields, even what would hide an entry."""
    document = parse(name, "", file.content, read_values)
    if isinstance(document, Unreadable):
        return document
    value = document.value
    fields = {str(position): inner for position, inner in enumerate(value)} if isinstance(value, list) else value
    title, slug = fields.get("title"), read_name(name).slug
    return Entry(
        id=as_id(fields.get("id"), name),
        path=shown(name),
        collection="",
        title=title if isinstance(title, str) and title.strip() else slug,
        slug=slug,
        fields=fields,
        marks=document.marks,
        content_sha256=content_sha256(fields),
        problems=document.problems,
        edited_at=file.modified_at,
    )


def _root_of(path: Path) -> Path | None:
    """The folder above ``content/collections`` on the way to the file."""
    parts = path.parts
    for position in range(len(parts) - 2):
        if parts[position : position + 2] == _COLLECTIONS:
            return Path(*parts[:position])
    return None
