"""A Statamic site as a source of initiatives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from audit.errors import NothingToAudit
from audit.model.entry import Reading
from audit.model.site import SiteIndex
from audit.ports import Sheet
from audit.sources.commits import last_commits
from audit.sources.files import MAX_FILE_BYTES, Tree
from audit.sources.sheets import read_sheets
from audit.sources.statamic.changes import FormChanges
from audit.sources.statamic.collection import read_collection
from audit.sources.statamic.companions import Companion, companions, open_companion
from audit.sources.statamic.entry import EntryReader
from audit.sources.statamic.index import read_index
from audit.sources.statamic.injected import injected
from audit.sources.statamic.listing import collection_handles, entry_files
from audit.sources.statamic.origins import Origins
from audit.sources.statamic.sheets import EntrySheets
from audit.sources.statamic.site import Site, find_site

_File = TypeVar("_File")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatamicSource:
    """The entries of a site's collections; implements `ports.Source`."""

    root: Path
    collections: tuple[str, ...] = ()
    """The handles to read; every collection with entries when empty."""
    max_file_bytes: int = MAX_FILE_BYTES
    now: datetime | None = None
    """What counts as now for entries that appear or expire by date."""

    url: str = ""
    """The public address of the site, for links by which it means itself; its own settings may say more."""

    also: tuple[str, ...] = ()
    """What is read besides entries: ``terms``, ``globals``, ``navigation``."""

    share: tuple[int, int] = (0, 1)
    """Which part of the files is read, from 0, and of how many."""

    def read(self) -> Iterator[Reading]:
        """See `Source.read`."""
        return read_sheets(self.sheets())

    def sheets(self) -> Iterator[Sheet]:
        """See `Source.sheets`."""
        site = find_site(self._tree())
        commits = last_commits(self.root, site.content.rstrip("/"), site.forms)
        changes = FormChanges(site=site, commits=commits)
        for handle in self._handles(site):
            collection = changes.dated(read_collection(site, handle))
            origins = Origins(site=site, collection=collection)
            reader = EntryReader(collection=collection, now=self.now, origins=origins, commits=commits)
            sheets = EntrySheets(site=site, reader=reader)
            for path in self._mine(entry_files(site, handle)):
                yield Sheet(path=path, open=partial(sheets.open, path))
        for companion in self._mine(self._beside(site)):
            yield Sheet(path=companion.path, open=partial(open_companion, site, companion, commits.get(companion.path)))

    def count(self) -> int:
        """See `Source.count`."""
        site = find_site(self._tree())
        entries = sum(1 for handle in self._handles(site) for _ in self._mine(entry_files(site, handle)))
        return entries + sum(1 for _ in self._mine(self._beside(site)))

    def _beside(self, site: Site) -> Iterator[Companion]:
        """What is read besides entries."""
        yield from companions(site, self.also)
        yield from injected(site, self._handles(site))

    def shares(self, parts: int) -> tuple["StatamicSource", ...]:
        """This source in so many parts of about the same size, to be read side by side; each travels to another process."""
        return tuple(replace(self, share=(part, parts)) for part in range(parts))

    def _mine(self, files: Iterable[_File]) -> Iterator[_File]:
        part, parts = self.share
        return islice(files, part, None, parts)

    def index(self) -> SiteIndex:
        """Everything on the site that entries can refer to, whatever collections are read."""
        return read_index(find_site(self._tree()), now=self.now, read_as_content=self.also, url=self.url)

    def _tree(self) -> Tree:
        return Tree(root=self.root, max_file_bytes=self.max_file_bytes)

    def _handles(self, site: Site) -> tuple[str, ...]:
        """The collections to read.

        Raises:
            NothingToAudit: there is none, or one that was named is not there.
        """
        known = collection_handles(site)
        for handle in self.collections:
            if handle not in known:
                near = get_close_matches(handle, known, n=1)
                meant = f" Did you mean “{near[0]}”?" if near else ""
                raise NothingToAudit(
                    f"There is no collection “{handle}” in {self.root / site.collections}.{meant}",
                    remedy=f"Known collections: {', '.join(known) or 'none'}. Change content.collections in config.yaml.",
                )
        handles = self.collections or tuple(handle for handle in known if any(entry_files(site, handle)))
        if not handles:
            raise NothingToAudit(
                f"No collection in {self.root / site.collections} has entries.", remedy="Check content.path in config.yaml."
            )
        return tuple(dict.fromkeys(handles))
