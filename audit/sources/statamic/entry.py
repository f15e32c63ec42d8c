"""From the bytes of a file to an entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from audit.model.entry import Entry, EntryStatus, Problem, Reading, Skipped, Unreadable, Value
from audit.sources.content_hash import content_sha256
from audit.sources.files import FileContent, shown
from audit.sources.readings import as_date, as_id, parse
from audit.sources.statamic.collection import Collection
from audit.sources.statamic.front_matter import read_fields
from audit.sources.statamic.origins import SYSTEM, Origins, inherited
from audit.sources.yaml_values import Document

_BLUEPRINT: Final = {False: "blueprint", True: "fieldset"}
"""What names an entry's blueprint: version 2 called it otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReader:
    """Reads the entries of one collection."""

    collection: Collection
    now: datetime | None = None
    """What counts as now for entries with a date; their dates are not judged when None."""
    origins: Origins | None = None
    """Where localisations find what they show; None for a file outside any site."""

    commits: Mapping[str, float] = field(default_factory=dict)
    """By path, the time of the last commit that changed a file."""

    def read(self, path: str, file: FileContent, *, site: str) -> Reading:
        """The entry in one file; drafts and what is out of its time come back as skipped."""
        document = parse(path, self.collection.handle, file.content, read_fields)
        if isinstance(document, Unreadable):
            return document
        return self._entry(path, document, edited=self.edited(path, file), site=site)

    def edited(self, path: str, file: FileContent) -> tuple[float, str]:
        """When a file was last changed, and how that is known."""
        committed = self.commits.get(path)
        return (file.modified_at, "disk") if committed is None else (committed, "git")

    def _entry(self, path: str, document: Document, *, edited: tuple[float, str], site: str) -> Reading:
        value: dict[str, Value] = document.value
        name = self.collection.name(path)
        entry_id = as_id(value.get("id"), path)
        origin = value.get("origin") if isinstance(value.get("origin"), str) else None
        chain = list(self.origins.chain(origin)) if self.origins and origin else []
        shown_too = inherited(value, chain, self.collection.inject)
        date = name.date or as_date(value.get("date", shown_too.get("date")))
        status = self.collection.status(name, published=value.get("published", True), date=date, now=self.now)
        if status is not EntryStatus.PUBLISHED:
            return Skipped(path=shown(path), collection=self.collection.handle, why=status.value, id=entry_id)
        fields = {handle: inner for handle, inner in value.items() if handle not in SYSTEM}
        titles = (candidate.get("title") for candidate in (fields, shown_too))
        named = _named(_BLUEPRINT[self.collection.is_old], value, *chain)
        blueprint = self.collection.blueprint(named)
        return Entry(
            id=entry_id,
            path=shown(path),
            collection=self.collection.handle,
            title=next((title for title in titles if isinstance(title, str) and title.strip()), name.slug),
            slug=name.slug,
            site=site,
            blueprint=blueprint,
            fields=fields,
            marks=document.marks,
            content_sha256=content_sha256(fields),
            problems=(
                *document.problems,
                *self._without_origin(document, origin, chain),
                *self._without_date(date),
                *(self._without_blueprint(document, named) if named and blueprint is None else ()),
            ),
            edited_at=edited[0],
            edited_from=edited[1],
            expires_at=date.timestamp() if date and self.collection.hides_past else None,
            origin=origin,
            inherited=shown_too,
            redirects=self.collection.has_pages(site) and _leads_away(fields.get("redirect", shown_too.get("redirect"))),
        )

    def _without_origin(self, document: Document, origin: str | None, chain: list[dict[str, Value]]) -> Iterator[Problem]:
        """An origin that the collection does not hold."""
        if origin and not chain and self.origins is not None:
            yield _dangling(document, "origin", "the entry is a localisation of another one that is not there")

    def _without_date(self, date: datetime | None) -> Iterator[Problem]:
        """No date where the collection orders its entries by theirs."""
        if self.collection.is_dated and date is None:
            yield Problem(
                rule="content-date-missing", detail="the collection is dated, and the entry has no date in its name or in a field"
            )

    def _without_blueprint(self, document: Document, named: str) -> Iterator[Problem]:
        """A blueprint that the collection does not have, as far as it has any: a folder with content alone has none."""
        if self.collection.blueprints:
            detail = f"the entry names a blueprint that is not there, “{named}”, so the CMS cannot open it"
            yield _dangling(document, _BLUEPRINT[self.collection.is_old], detail)


def _named(key: str, *candidates: Mapping[str, Value]) -> str:
    """The blueprint that an entry names, or else its origin."""
    return next((name for each in candidates if isinstance(name := each.get(key), str) and name), "")


def _leads_away(redirect: Value) -> bool:
    """Whether a ``redirect`` takes effect: an address, a reference, 404, or a map with one of these and a status."""
    target = redirect.get("url") if isinstance(redirect, dict) else redirect
    return bool(target.strip()) if isinstance(target, str) else target == 404


def _dangling(document: Document, field: str, detail: str) -> Problem:
    line, column = document.marks.place((field,))
    return Problem(rule=f"content-{field}-missing", detail=detail, line=line, column=column, field=field)
