"""From an entry's fields to the texts, trees and addresses in them.

The blueprint says what a field is; without its word, or against it, the value's shape decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from audit.extract.addresses import is_whole, kind_of
from audit.extract.bard import SetFound, is_bard, read_bard
from audit.extract.flow import Flow, Mention
from audit.extract.html import looks_like_html
from audit.extract.markdown import MarkdownReader, looks_like_markdown
from audit.extract.pages import PageReader
from audit.extract.prose import read_prose
from audit.model.entry import FieldSpec, Marks, Value
from audit.model.link import LinkKind
from audit.model.location import FieldPath

_SILENT: Final = frozenset(
    {"code", "html", "section", "spacer", "revealer", "entries", "terms", "taxonomies", "taxonomy", "users", "assets", "toggle"}
)
"""Types whose values are code, or references that are looked up elsewhere, or nothing at all."""
_ADDRESS: Final = {"link": LinkKind.CALL_TO_ACTION, "video": LinkKind.EMBED}
_SYSTEM: Final = frozenset({"id", "type", "enabled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A walk over the values of one entry."""

    marks: Marks

    def fields(self, values: Mapping[str, Value], path: FieldPath, specs: tuple[FieldSpec, ...]) -> Iterator[Flow]:
        """The flows of every field of a map."""
        by_handle = {spec.handle: spec for spec in specs}
        for handle, value in values.items():
            if path and handle in _SYSTEM:
                continue
            spec = by_handle.get(handle)
            if handle == "redirect" and spec is None:
                yield from self._redirect(value, (*path, handle))
            else:
                yield from self.value(value, (*path, handle), spec)

    def value(self, value: Value, path: FieldPath, spec: FieldSpec | None) -> Iterator[Flow]:
        """The flows of one value."""
        if spec is not None and spec.type in _SILENT:
            return
        if isinstance(value, str):
            yield from self._text(value, path, spec)
        elif isinstance(value, dict):
            if value.get("enabled") is not False:
                yield from self.fields(value, path, _inner(value, spec))
        elif isinstance(value, list):
            yield from self._list(value, path, spec)

    def _list(self, value: list[Value], path: FieldPath, spec: FieldSpec | None) -> Iterator[Flow]:
        if (spec is None and is_bard(value)) or (spec is not None and spec.type == "bard"):
            yield from self._bard(value, path, spec)
            return
        for position, inner in enumerate(value):
            yield from self.value(inner, (*path, position), spec)

    def _bard(self, value: list[Value], path: FieldPath, spec: FieldSpec | None) -> Iterator[Flow]:
        for found in read_bard(value, path, self.marks):
            if isinstance(found, SetFound):
                yield from self.fields(found.values, found.path, _inner(found.values, spec))
            else:
                yield found

    def _text(self, value: str, path: FieldPath, spec: FieldSpec | None) -> Iterator[Flow]:
        """A string, read as its type or its look demands."""
        kind = spec.type if spec else ""
        if kind in _ADDRESS:
            if value.strip():
                yield self._address(value, path, _ADDRESS[kind])
        elif (spec is None or spec.option("input_type") == "url") and is_whole(value):
            yield self._address(value, path, LinkKind.CALL_TO_ACTION)
        elif kind == "markdown" or (spec is None and looks_like_markdown(value)):
            bare = LinkKind.INLINE if spec and spec.option("automatic_links") is True else LinkKind.TEXT
            yield from MarkdownReader(text=value, path=path, marks=self.marks, bare=bare).read()
        elif looks_like_html(value):
            yield from PageReader(text=value, path=path, marks=self.marks).read()
        else:
            yield from read_prose(value, path, self.marks)

    def _redirect(self, value: Value, path: FieldPath) -> Iterator[Flow]:
        """Where the CMS sends visitors instead of showing the entry."""
        if isinstance(value, dict):
            value, path = value.get("url"), (*path, "url")
        if isinstance(value, str) and value.strip() and value.strip() != "404":
            yield self._address(value, path, LinkKind.CALL_TO_ACTION)

    def _address(self, value: str, path: FieldPath, usual: LinkKind) -> Flow:
        """A value that is an address as a whole."""
        typed = value.strip()
        offset = value.index(typed)
        flow = Flow()
        place = self.marks.offset_place(path, offset)
        flow.mentions.append(Mention(href=value, kind=kind_of(typed, usual), path=path, place=place, start=0, end=0))
        return flow


def _inner(value: Mapping[str, Value], spec: FieldSpec | None) -> tuple[FieldSpec, ...]:
    """The specs of the fields inside a value: of its own set where the field has sets."""
    if spec is None:
        return ()
    for candidate in spec.fields:
        if candidate.type == "set" and candidate.handle == value.get("type"):
            return candidate.fields
    return tuple(candidate for candidate in spec.fields if candidate.type != "set")
