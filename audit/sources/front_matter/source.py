"""A folder of Markdown as a source of initiatives."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from audit.errors import NothingToAudit
from audit.model.entry import Entry, Reading, Skipped, Unreadable, Value
from audit.model.site import SiteIndex
from audit.ports import Opened, Sheet
from audit.sources.commits import last_commits
from audit.sources.content_hash import content_sha256
from audit.sources.files import MAX_FILE_BYTES, FileContent, FileRefused, Tree, shown
from audit.sources.front_matter.split import BODY_FIELD, Parts, read_parts
from audit.sources.readings import as_date, as_id, parse, refused
from audit.sources.sheets import key_of, read_sheets

_EXTENSIONS: Final = (".md", ".markdown", ".mdown", ".mkd", ".html", ".htm")
_NOT_CONTENT: Final = frozenset({"node_modules", "vendor", "_site", "public", "_layouts", "_includes", "layouts", "themes", "archetypes"})
_HEADING: Final = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterSource:
    """The Markdown files below a folder; implements `ports.Source`.

    A collection is a folder at the top, or below ``content`` where Hugo keeps it, without the underscore that Jekyll puts before its name.
    """

    root: Path
    collections: tuple[str, ...] = ()
    """The collections to read; all when empty."""
    max_file_bytes: int = MAX_FILE_BYTES
    now: datetime | None = None
    """What counts as now for entries that appear or expire by date."""

    def read(self) -> Iterator[Reading]:
        """See `Source.read`."""
        return read_sheets(self.sheets())

    def sheets(self) -> Iterator[Sheet]:
        """See `Source.sheets`."""
        tree = Tree(root=self.root, max_file_bytes=self.max_file_bytes)
        commits = last_commits(self.root)
        for path in self._files(tree):
            yield Sheet(path=path, open=partial(self._open, tree, path, commits.get(path)))

    def _open(self, tree: Tree, path: str, committed_at: float | None) -> Opened | Reading:
        try:
            file = tree.read(path)
        except FileRefused as error:
            return refused(path, collection_of(path), error)
        return Opened(
            key=key_of(file.content, "front matter", path),
            read=partial(self.reading, path, file, committed_at=committed_at),
            edited_at=file.modified_at if committed_at is None else committed_at,
            edited_from="disk" if committed_at is None else "git",
            size=len(file.content),
        )

    def count(self) -> int:
        """See `Source.count`."""
        return len(self._files(Tree(root=self.root, max_file_bytes=self.max_file_bytes)))

    def index(self) -> SiteIndex | None:
        """See `Source.index`: such a site keeps no list of what its pages refer to."""
        return None

    def _files(self, tree: Tree) -> list[str]:
        """The content files of the collections to read.

        Raises:
            NothingToAudit: there are none.
        """
        if not self.root.is_dir():
            raise NothingToAudit(f"There is no folder {self.root}.", remedy="Check content.path in config.yaml.")
        files = [path for path in tree.files("") if is_content(path)]
        known = {collection_of(path) for path in files}
        missing = [name for name in self.collections if name not in known]
        if missing:
            raise NothingToAudit(
                f"There is no collection “{missing[0]}” with content in {self.root}.",
                remedy=f"Known collections: {', '.join(sorted(known)) or 'none'}. Change content.collections in config.yaml.",
            )
        chosen = [path for path in files if not self.collections or collection_of(path) in self.collections]
        if not chosen:
            raise NothingToAudit(f"There are no Markdown files in {self.root}.", remedy="Check content.path in config.yaml.")
        return chosen

    def reading(self, path: str, file: FileContent, *, committed_at: float | None = None) -> Reading:
        """One file as an entry; drafts and what is out of its time come back as skipped."""
        collection = collection_of(path)
        parts = parse(path, collection, file.content, read_parts)
        if isinstance(parts, Unreadable):
            return parts
        fields = parts.fields
        entry_id = as_id(fields.get("id"), path)
        if why := self._hidden(path, fields):
            return Skipped(path=shown(path), collection=collection, why=why, id=entry_id)
        slug = slug_of(path)
        return Entry(
            id=entry_id,
            path=shown(path),
            collection=collection,
            title=_title(parts) or slug,
            slug=slug,
            fields=fields,
            marks=parts.marks,
            content_sha256=content_sha256(fields),
            problems=parts.problems,
            edited_at=file.modified_at if committed_at is None else committed_at,
            edited_from="disk" if committed_at is None else "git",
            expires_at=expires.timestamp() if (expires := as_date(fields.get("expiryDate"))) else None,
        )

    def _hidden(self, path: str, fields: dict[str, Value]) -> str:
        """Why visitors do not see the entry; empty when they do."""
        if fields.get("draft") is True or fields.get("published") is False or "_drafts" in path.split("/"):
            return "draft"
        if self.now is not None:
            appears, expires = (as_date(fields.get(name)) for name in ("publishDate", "expiryDate"))
            appears = appears or as_date(fields.get("date"))
            if appears is not None and appears > self.now:
                return "scheduled"
            if expires is not None and expires < self.now:
                return "expired"
        return ""


def is_content(path: str) -> bool:
    """Whether a file is an entry by its name and folder."""
    *folders, name = path.split("/")
    hidden = any(folder.startswith(".") or folder in _NOT_CONTENT for folder in folders)
    return not hidden and not name.startswith(".") and name.lower().endswith(_EXTENSIONS)


def collection_of(path: str) -> str:
    """The collection of a file; ``pages`` for what lies in no folder."""
    folders = path.split("/")[:-1]
    if folders[:1] == ["content"]:
        folders = folders[1:]
    return folders[0].removeprefix("_") if folders else "pages"


def slug_of(path: str) -> str:
    """The entry's name in addresses: the file's, without Jekyll's date, or its folder's when the file is an index."""
    pure = PurePosixPath(path)
    name = pure.parent.name if pure.stem in {"index", "_index", "README"} and pure.parent.name else pure.stem
    dated = _DATED.fullmatch(name)
    return os.fsencode(dated[2] if dated else name).decode("utf-8", "backslashreplace")


def _title(parts: Parts) -> str:
    title = parts.fields.get("title")
    if isinstance(title, str) and title.strip():
        return title
    heading = _HEADING.search(parts.fields.get(BODY_FIELD) or "")
    return heading[1] if heading else ""
