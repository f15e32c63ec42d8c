"""A Statamic site as a source of initiatives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from audit.errors import NothingToAudit
from audit.model.entry import Reading, Skipped
from audit.sources.files import MAX_FILE_BYTES, FileRefused, Tree, shown
from audit.sources.readings import refused
from audit.sources.statamic.collection import Collection, read_collection
from audit.sources.statamic.entry import EntryReader
from audit.sources.statamic.site import Site, find_site


@dataclass(frozen=True, slots=True, kw_only=True)
class StatamicSource:
    """The entries of a site's collections; implements `ports.Source`."""

    root: Path
    collections: tuple[str, ...] = ()
    """The handles to read; every collection with entries when empty."""
    max_file_bytes: int = MAX_FILE_BYTES
    now: datetime | None = None
    """What counts as now for entries that appear or expire by date."""

    def read(self) -> Iterator[Reading]:
        """See `Source.read`."""
        site = find_site(self._tree())
        for handle in self._handles(site):
            yield from self._read(site, read_collection(site, handle))

    def count(self) -> int:
        """See `Source.count`."""
        site = find_site(self._tree())
        return sum(1 for handle in self._handles(site) for _ in entry_files(site, handle))

    def _tree(self) -> Tree:
        return Tree(root=self.root, max_file_bytes=self.max_file_bytes)

    def _handles(self, site: Site) -> tuple[str, ...]:
        """The collections to read.

        Raises:
            NothingToAudit: there is none, or one that was named is not there.
        """
        known = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in _config_files(site)}
        known.update(site.tree.folders(site.collections))
        for handle in self.collections:
            if handle not in known:
                near = get_close_matches(handle, known, n=1)
                meant = f" Did you mean “{near[0]}”?" if near else ""
                raise NothingToAudit(
                    f"There is no collection “{handle}” in {self.root / site.collections}.{meant}",
                    remedy=f"Known collections: {', '.join(sorted(known)) or 'none'}. Change content.collections in config.yaml.",
                )
        handles = self.collections or tuple(handle for handle in sorted(known) if any(entry_files(site, handle)))
        if not handles:
            raise NothingToAudit(
                f"No collection in {self.root / site.collections} has entries.", remedy="Check content.path in config.yaml."
            )
        return tuple(dict.fromkeys(handles))

    def _read(self, site: Site, collection: Collection) -> Iterator[Reading]:
        reader = EntryReader(collection=collection, now=self.now)
        for path in entry_files(site, collection.handle):
            handle = site_of(site, collection, path)
            if handle is None:
                yield Skipped(path=shown(path), collection=collection.handle, why="other site", id=f"path:{shown(path)}")
                continue
            try:
                file = site.tree.read(path)
            except FileRefused as error:
                yield refused(path, collection.handle, error)
            else:
                yield reader.read(path, file, site=handle)


def _config_files(site: Site) -> Iterator[str]:
    depth = site.collections.count("/") + 1
    return (path for path in site.tree.files(site.collections) if path.endswith(".yaml") and path.count("/") == depth)


def entry_files(site: Site, handle: str) -> Iterator[str]:
    """The files of a collection's entries: at any depth, of any extension but ``yaml``, and not hidden."""
    for path in site.tree.files(f"{site.collections}/{handle}"):
        name = path.rsplit("/", 1)[-1]
        if not name.startswith(".") and not name.endswith(".yaml"):
            yield path


def site_of(site: Site, collection: Collection, path: str) -> str | None:
    """The site to which a file belongs; None when the collection is not shown there."""
    if not site.is_multisite:
        return site.handles[0]
    first, _, rest = path.removeprefix(collection.folder + "/").partition("/")
    if not rest or first not in (collection.sites or site.handles):
        return None
    return first
