"""Content documents as a source keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from audit.model.location import FieldPath
from audit.model.values import as_value

Value = Any
"""A content value: None, bool, int, float, str, or lists and string-keyed maps of these. Never changed once read."""


class Marks(Protocol):
    """Where the values of one file stand."""

    def place(self, path: FieldPath) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of its nearest known ancestor."""
        ...

    def key_place(self, path: FieldPath) -> tuple[int, int]:
        """Line and column of the key that introduces the value at `path`, or of its nearest known ancestor."""
        ...

    def items(self) -> "Sequence[tuple[FieldPath, int]]":
        """Every known path with the line of its value, in the file's order."""
        ...

    def offset_place(self, path: FieldPath, offset: int) -> tuple[int, int]:
        """Line and column of the character `offset` of the string value at `path`, as exactly as the file's form allows."""
        ...


class EntryStatus(StrEnum):
    """Whether visitors see an entry."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """What a blueprint says of one field."""

    handle: str
    display: str = ""
    """The label that editors see in the CMS; the handle made readable when the blueprint gives none."""
    type: str = "text"
    required: bool = False
    conditional: bool = False
    """The field is shown only under conditions, so its absence proves nothing."""
    character_limit: int | None = None
    instructions: str = ""
    options: tuple[tuple[str, Value], ...] = ()
    """Further settings of the field, as the blueprint has them."""
    fields: "tuple[FieldSpec, ...]" = ()
    """The fields of a grid, group, or of every set of a replicator or Bard field (sets are specs of type ``set``)."""

    def option(self, name: str, default: Value = None) -> Value:
        """One of `options`, or `default`."""
        for key, value in self.options:
            if key == name:
                return value
        return default


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The fields that the CMS offers for a kind of entry."""

    handle: str
    path: str
    """The blueprint's file, relative to the site's root."""
    fields: tuple[FieldSpec, ...]
    complete: bool = True
    """False when an imported fieldset could not be read: unknown fields then prove nothing."""
    readable: bool = True
    """False when the file itself, or a fieldset of the site's own, is broken: what it asks for is then not known."""
    sources: tuple[str, ...] = ()
    """The files that it is made of: its own, and the site's fieldsets."""
    changed_at: float | None = None
    """When the newest of them was last changed, in Unix seconds; None where no time can be believed."""

    def field(self, handle: str) -> FieldSpec | None:
        """The field called `handle`, at the top level."""
        for spec in self.fields:
            if spec.handle == handle:
                return spec
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a file that reading it brought to light."""

    rule: str
    """The content rule that reports it, such as ``content-unreadable``."""
    detail: str
    """What is wrong, in a short clause for the report."""
    line: int = 1
    column: int = 1
    field: str = ""
    """The dotted path concerned; empty for the file as a whole."""


@as_value
class Entry:
    """One content document: what a reader of reports calls an initiative."""

    id: str
    """The entry's own id, or ``path:`` and its path when it has none."""
    path: str
    """The file, relative to the site's root, with forward slashes."""
    collection: str
    title: str
    slug: str
    site: str = "default"
    status: EntryStatus = EntryStatus.PUBLISHED
    blueprint: Blueprint | None = None
    fields: Mapping[str, Value]
    """The values by field handle, without ``id``, ``origin``, ``published`` and ``blueprint``."""
    marks: Marks
    content_sha256: str
    """Of the fields alone, with ``updated_at`` and ``updated_by`` left out: saving without a change keeps it."""
    problems: tuple[Problem, ...] = ()
    edited_at: float | None = None
    """The time of the file's last change as the version control or the disk knows it, in Unix seconds; a fallback for ``updated_at``."""
    edited_from: str = "disk"
    """How `edited_at` is known: ``git``, or ``disk``, which a fresh checkout makes young."""
    expires_at: float | None = None
    """When visitors stop seeing it, in Unix seconds."""
    origin: str | None = None
    """The entry of which this one is a localisation."""
    inherited: Mapping[str, Value] = field(default_factory=dict)
    """Values that the entry shows and does not hold: of its origin, or of its collection. They stand, and are reported, elsewhere."""

    redirects: bool = False
    """Whoever opens its page is sent elsewhere, or told that there is none: of all it says the title alone is shown, in menus and lists."""

    is_initiative: bool = True
    """False for what a site shows beside its initiatives, such as a menu: what every initiative needs, it does not."""

    def value(self, handle: str) -> Value:
        """What the page shows for a field: the entry's own value, even an explicit null, else an inherited one."""
        return self.fields[handle] if handle in self.fields else self.inherited.get(handle)

    def spec(self, handle: str) -> FieldSpec | None:
        """What the blueprint says of a top-level field, when there is one."""
        return self.blueprint.field(handle) if self.blueprint else None

    def label(self, handle: str) -> str:
        """The field's name as editors know it."""
        spec = self.spec(handle)
        return (spec.display if spec and spec.display else handle.replace("_", " ").capitalize()) or handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A content file that cannot be read as an entry."""

    path: str
    collection: str
    problem: Problem
    salvaged: tuple[tuple[str, int], ...] = ()
    """Web addresses found in the text all the same, with their lines."""
    id: str = ""
    """The entry's id when at least that line could be made out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A content file that was left out on purpose."""

    path: str
    collection: str
    why: str
    """``draft``, ``scheduled``, ``expired``, or another word for the coverage table."""
    id: str = ""


Reading = Entry | Unreadable | Skipped
"""What reading one content file comes to."""
