"""The entries of one collection as files that are opened first and understood only when they must be."""

from dataclasses import dataclass, field
from functools import partial

from audit.model.entry import Blueprint, Reading, Skipped
from audit.ports import Opened
from audit.sources.files import FileRefused, shown
from audit.sources.readings import refused
from audit.sources.sheets import key_of
from audit.sources.statamic.entry import EntryReader
from audit.sources.statamic.listing import site_of
from audit.sources.statamic.site import Site


@dataclass(slots=True, kw_only=True)
class EntrySheets:
    """Opens the files of one collection."""

    site: Site
    reader: EntryReader
    blueprints: tuple[Blueprint, ...] = field(init=False)
    _settings: str = field(init=False)
    """Everything that the collection itself says of its entries."""

    def __post_init__(self) -> None:
        """Work out once what all entries share."""
        collection = self.reader.collection
        self.blueprints = tuple(blueprint for blueprint, _ in collection.blueprints)
        self._settings = key_of(repr(collection).encode("utf-8", "surrogatepass"))

    def open(self, path: str) -> Opened | Reading:
        """One file with its bytes; what is shown on no site, or cannot be opened, comes back as a reading."""
        collection = self.reader.collection
        handle = site_of(self.site, collection, path)
        if handle is None:
            return Skipped(path=shown(path), collection=collection.handle, why="other site", id=f"path:{shown(path)}")
        try:
            file = self.site.tree.read(path)
        except FileRefused as error:
            return refused(path, collection.handle, error)
        edited_at, edited_from = self.reader.edited(path, file)
        return Opened(
            key=key_of(file.content, "entry", self._settings, handle, path),
            read=partial(self.reader.read, path, file, site=handle),
            blueprints=self.blueprints,
            edited_at=edited_at,
            edited_from=edited_from,
            size=len(file.content),
        )
