"""What a collection's own settings say of its entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from audit.model.entry import Blueprint, EntryStatus, Value
from audit.sources.statamic.blueprint import field_spec, read_blueprint, singular
from audit.sources.statamic.names import EntryName, read_name, read_old_name
from audit.sources.statamic.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A kind of entries."""

    handle: str
    folder: str
    config: dict[str, Any]
    readable: bool = True
    """False when its own settings are broken: whether its entries have addresses and dates is then not known."""
    is_old: bool = False
    """Whether its files are named as in version 2."""
    blueprints: tuple[tuple[Blueprint, dict[str, Any]], ...] = field(default=())
    """Each with its file's own settings, the default one first."""
    has_default: bool = True
    """Whether entries that name no blueprint have the first one."""

    @property
    def is_dated(self) -> bool:
        """Whether its entries have a date."""
        return bool(self.config.get("date"))

    @property
    def hides_past(self) -> bool:
        """Whether its entries are no longer shown once their date has come."""
        behaviour = self.config.get("date_behavior")
        return self.is_dated and isinstance(behaviour, dict) and behaviour.get("past") == "private"

    @property
    def inject(self) -> dict[str, Value]:
        """Values that entries show when they have none of their own."""
        values = self.config.get("inject")
        return values if isinstance(values, dict) else {}

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites that show it; empty for all."""
        sites = self.config.get("sites")
        return tuple(site for site in sites if isinstance(site, str)) if isinstance(sites, list) else ()

    def route(self, site: str) -> str:
        """The pattern of its entries' addresses on a site; empty when they have none."""
        route = self.config.get("route")
        if isinstance(route, dict):
            route = route.get(site)
        return route if isinstance(route, str) else ""

    def has_pages(self, site: str) -> bool:
        """Whether its entries have addresses on a site, as far as is known. In version 2 pages had theirs without a route."""
        return bool(self.route(site)) or (self.is_old and self.handle == "pages")

    def name(self, path: str) -> EntryName:
        """What the file name of an entry says."""
        return read_old_name(path.removeprefix(self.folder + "/")) if self.is_old else read_name(path)

    def status(self, name: EntryName, *, published: Value, date: datetime | None, now: datetime | None) -> EntryStatus:
        """Whether visitors see an entry with these properties."""
        if name.is_hidden or _is_falsy(published):
            return EntryStatus.DRAFT
        behaviour = self.config.get("date_behavior")
        if not self.is_dated or date is None or now is None or not isinstance(behaviour, dict):
            return EntryStatus.PUBLISHED
        if date > now:
            return EntryStatus.SCHEDULED if behaviour.get("future") == "private" else EntryStatus.PUBLISHED
        return EntryStatus.EXPIRED if behaviour.get("past") == "private" else EntryStatus.PUBLISHED

    def blueprint(self, name: Value) -> Blueprint | None:
        """The blueprint that an entry names: exactly, else in the singular; the first one when it names none."""
        if not isinstance(name, str) or not name:
            return self.blueprints[0][0] if self.blueprints and self.has_default else None
        for wanted in (name, singular(name)):
            for blueprint, _ in self.blueprints:
                if blueprint.handle == wanted:
                    return blueprint
        return None


def _is_falsy(value: Value) -> bool:
    """What PHP takes for false: the text “0” among it, the text “no” not."""
    return not value or value == "0"


def read_collection(site: Site, handle: str) -> Collection:
    """The collection's settings and blueprints."""
    folder = folder_of(site, handle)
    has_default = True
    if site.is_old:
        path = f"{folder}/folder.yaml"
        config = site.settings.read(path) or {}
        preferred = [config.get("fieldset"), handle, singular(handle), "default"]
        blueprints = _old_blueprints(site, preferred)
        has_default = any(blueprint.handle in preferred for blueprint, _ in blueprints)
    else:
        path = f"{folder}.yaml"
        config = site.settings.read(path) or {}
        blueprints = read_blueprints(site, f"collections/{handle}") or _listed(site, config.get("blueprints")) or _of_all(site, handle)
    readable = not site.settings.is_broken(path)
    completed = tuple((with_implicit_fields(blueprint, config, readable=readable), own) for blueprint, own in blueprints)
    return Collection(
        handle=handle,
        folder=folder,
        config=config,
        readable=readable,
        is_old=site.is_old,
        blueprints=completed,
        has_default=has_default,
    )


def folder_of(site: Site, handle: str) -> str:
    """The folder of a collection's entries. In version 2 the pages had one of their own."""
    return f"{site.content}pages" if site.is_old and handle == "pages" else f"{site.collections}/{handle}"


def read_blueprints(site: Site, below: str) -> tuple[tuple[Blueprint, dict[str, Any]], ...]:
    """The blueprints in a folder below ``resources/blueprints``, the default one first."""
    folder = f"{site.base}resources/blueprints/{below}"
    paths = [path for path in site.tree.files(folder) if path.endswith(".yaml") and path.count("/") == folder.count("/") + 1]
    return tuple(sorted(_read_all(site, paths), key=lambda pair: _rank(*pair)))


def _listed(site: Site, names: Value) -> tuple[tuple[Blueprint, dict[str, Any]], ...]:
    """The blueprints that a collection lists by name, as version 3.0 had it."""
    handles = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return tuple(_read_all(site, [f"{site.base}resources/blueprints/{handle}.yaml" for handle in handles]))


def _of_all(site: Site, handle: str) -> tuple[tuple[Blueprint, dict[str, Any]], ...]:
    """The site's default blueprint, which a collection without any takes for its own."""
    found = _read_all(site, [f"{site.base}resources/blueprints/default.yaml"])
    return tuple((replace(blueprint, handle=singular(handle)), config) for blueprint, config in found)


def _old_blueprints(site: Site, first: list[Value]) -> tuple[tuple[Blueprint, dict[str, Any]], ...]:
    """Version 2's fieldsets, those that a collection takes by itself at the front."""
    found = list(_read_all(site, list(site.tree.files(f"{site.base}settings/fieldsets"))))
    return tuple(sorted(found, key=lambda pair: first.index(pair[0].handle) if pair[0].handle in first else len(first)))


def _read_all(site: Site, paths: list[str]) -> Iterator[tuple[Blueprint, dict[str, Any]]]:
    for path in paths:
        blueprint = read_blueprint(site.settings, site.base, path)
        if blueprint:
            yield blueprint, site.settings.read(path) or {}


def with_implicit_fields(blueprint: Blueprint, config: dict[str, Any], *, readable: bool = True) -> Blueprint:
    """The blueprint with what every entry of a collection has besides: a title, and terms of the collection's taxonomies."""
    taxonomies = config.get("taxonomies")
    handles = [handle for handle in taxonomies if isinstance(handle, str)] if isinstance(taxonomies, list) else []
    implicit = [field_spec("title", {"type": "text", "required": readable and not config.get("title_format")})]
    implicit += [field_spec(handle, {"type": "terms", "taxonomies": [handle]}) for handle in handles]
    missing = tuple(spec for spec in implicit if blueprint.field(spec.handle) is None)
    return replace(blueprint, fields=blueprint.fields + missing)


def _rank(blueprint: Blueprint, config: dict[str, Any]) -> tuple[bool, float, str]:
    """Hidden ones last, then by order, then by title. One that cannot be read may be the first: with it nothing is called wrong."""
    if not config and not blueprint.readable:
        return (False, float("-inf"), blueprint.handle)
    order = config.get("order")
    title = config.get("title")
    return (
        bool(config.get("hide")),
        float(order) if isinstance(order, int | float) else float("inf"),
        title if isinstance(title, str) else blueprint.handle,
    )
