"""When the forms of the CMS were last changed, for entries that are older than what they are measured by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from audit.model.entry import Blueprint
from audit.sources.files import FileRefused
from audit.sources.statamic.collection import Collection
from audit.sources.statamic.site import Site

_ONE_COPY: Final = 600.0
"""Seconds within which a checkout or an upload writes all files: times so near to each other tell of the copy alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChanges:
    """The times of the last changes of blueprints and fieldsets."""

    site: Site
    commits: Mapping[str, float]
    """By path, the last commit that changed a file."""

    def dated(self, collection: Collection) -> Collection:
        """The collection with the time of each blueprint's last change."""
        blueprints = tuple(
            (replace(blueprint, changed_at=self._changed(blueprint, collection)), own) for blueprint, own in collection.blueprints
        )
        return replace(collection, blueprints=blueprints)

    def _changed(self, blueprint: Blueprint, collection: Collection) -> float | None:
        times = [self.commits.get(path) for path in blueprint.sources]
        known = [time for time in times if time is not None]
        if known:
            return max(known)
        # Without a history the files' own times tell something only where they are not all of one moment.
        folder = self._modified(f"{collection.folder}.yaml")
        newest = max((time for path in blueprint.sources if (time := self._modified(path)) is not None), default=None)
        return newest if newest is not None and folder is not None and abs(newest - folder) > _ONE_COPY else None

    def _modified(self, path: str) -> float | None:
        try:
            return self.site.tree.read(path).modified_at
        except FileRefused:
            return None
