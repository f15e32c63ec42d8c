"""From the bytes of a file to an entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from audit.model.entry import Entry, EntryStatus, Problem, Reading, Skipped, Value
from audit.sources.content_hash import content_sha256
from audit.sources.files import FileContent, shown
from audit.sources.readings import as_date, as_id, not_utf8, unreadable
from audit.sources.statamic.collection import Collection
from audit.sources.statamic.front_matter import read_fields
from audit.sources.statamic.names import read_name
from audit.sources.yaml_values import Document, YamlError

_SYSTEM: Final = ("id", "origin", "published", "blueprint")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReader:
    """Reads the entries of one collection."""

    collection: Collection
    now: datetime | None = None
    """What counts as now for entries with a date; their dates are not judged when None."""

    def read(self, path: str, file: FileContent, *, site: str) -> Reading:
        """The entry in one file; drafts and what is out of its time come back as skipped."""
        try:
            text = file.content.decode("utf-8")
        except UnicodeDecodeError as error:
            return unreadable(path, self.collection.handle, not_utf8(file.content, error), file.content.decode("utf-8", "replace"))
        try:
            document = read_fields(text)
        except YamlError as error:
            problem = Problem(rule=error.rule, detail=error.message, line=error.line, column=error.column)
            return unreadable(path, self.collection.handle, problem, text)
        return self._entry(path, document, edited_at=file.modified_at, site=site)

    def _entry(self, path: str, document: Document, *, edited_at: float, site: str) -> Reading:
        value: dict[str, Value] = document.value
        name = read_name(path)
        entry_id = as_id(value.get("id"), path)
        date = name.date or as_date(value.get("date"))
        status = self.collection.status(published=value.get("published", True), date=date, now=self.now)
        if status is not EntryStatus.PUBLISHED:
            return Skipped(path=shown(path), collection=self.collection.handle, why=status.value, id=entry_id)
        fields = {handle: inner for handle, inner in value.items() if handle not in _SYSTEM}
        title = fields.get("title")
        origin = value.get("origin")
        return Entry(
            id=entry_id,
            path=shown(path),
            collection=self.collection.handle,
            title=title if isinstance(title, str) and title.strip() else name.slug,
            slug=name.slug,
            site=site,
            blueprint=self.collection.blueprint(value.get("blueprint")),
            fields=fields,
            marks=document.marks,
            content_sha256=content_sha256(fields),
            problems=document.problems,
            edited_at=edited_at,
            origin=origin if isinstance(origin, str) and origin else None,
        )
