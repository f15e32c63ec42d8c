"""Localisations: entries that show what another entry says wherever they say nothing themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audit.model.entry import Value
from audit.sources.files import FileRefused
from audit.sources.statamic.collection import Collection
from audit.sources.statamic.front_matter import read_fields
from audit.sources.statamic.listing import entry_files, head_of
from audit.sources.statamic.site import Site
from audit.sources.yaml_values import YamlError

SYSTEM: Final = frozenset({"id", "origin", "published", "blueprint"})
_LONGEST_CHAIN: Final = 8


@dataclass(slots=True, kw_only=True)
class Origins:
    """The entries of one collection by id, read when a localisation asks for them."""

    site: Site
    collection: Collection
    _paths: dict[str, str] | None = None
    _read: dict[str, dict[str, Value] | None] = field(default_factory=dict)

    def chain(self, origin: Value) -> Iterator[dict[str, Value]]:
        """The values of an entry's origin, of the origin's origin, and so on; ends at an id that is not there."""
        for _ in range(_LONGEST_CHAIN):
            values = self._values(origin) if isinstance(origin, str) and origin else None
            if values is None:
                return
            yield values
            origin = values.get("origin")

    def _values(self, entry_id: str) -> dict[str, Value] | None:
        if entry_id not in self._read:
            self._read[entry_id] = self._load(entry_id)
        return self._read[entry_id]

    def _load(self, entry_id: str) -> dict[str, Value] | None:
        if self._paths is None:
            files = entry_files(self.site, self.collection.handle)
            self._paths = {head.id: path for path in files if (head := head_of(self.site.tree, path)).id}
        path = self._paths.get(entry_id)
        if path is None:
            return None
        try:
            value: dict[str, Value] = read_fields(self.site.tree.read(path).content.decode("utf-8")).value
        except (FileRefused, YamlError, UnicodeDecodeError):
            return None
        # The date in a file's name is the origin's too, for those that have none of their own.
        date = self.collection.name(path).date if self.collection.is_dated else None
        return {"date": int(date.timestamp()), **value} if date else value


def inherited(own: dict[str, Value], chain: list[dict[str, Value]], inject: dict[str, Value]) -> dict[str, Value]:
    """The values that an entry shows without holding them: the nearest origin first, the collection's own last."""
    values: dict[str, Value] = {}
    for ancestor in (*chain, inject):
        for name, value in ancestor.items():
            if name not in own and name not in SYSTEM:
                values.setdefault(name, value)
    return values
