"""What a site shows beside its entries: terms, globals and navigation, read as entries of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from audit.model.entry import Blueprint, Entry, FieldSpec, Reading, Skipped, Unreadable, Value
from audit.ports import Opened
from audit.sources.content_hash import content_sha256
from audit.sources.files import FileContent, FileRefused, shown
from audit.sources.readings import parse, refused
from audit.sources.sheets import key_of
from audit.sources.statamic.blueprint import field_spec
from audit.sources.statamic.collection import read_blueprints
from audit.sources.statamic.front_matter import read_fields
from audit.sources.statamic.listing import collection_handles, entry_files
from audit.sources.statamic.site import Site

KINDS: Final = ("terms", "globals", "navigation")
_DEEPEST_MENU: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One such file."""

    id: str
    path: str
    collection: str
    """``taxonomies/`` and the taxonomy, ``globals`` or ``navigation``."""
    slug: str
    blueprint: Blueprint | None
    site: str
    origin: str | None = None
    """The id of what it takes values from, with ``{}`` for the site that its ``origin`` names; None where there is no such thing."""
    part: str = ""
    """The one key whose values are content; empty when all of the file is."""


def companions(site: Site, kinds: tuple[str, ...]) -> Iterator[Companion]:
    """The files of the wanted `KINDS`, in a stable order."""
    if "terms" in kinds:
        yield from _terms(site)
    if "globals" in kinds:
        yield from _globals(site)
    if "navigation" in kinds:
        yield from _navigation(site)


def open_companion(site: Site, companion: Companion, committed_at: float | None) -> Opened | Reading:
    """One such file with its bytes, or what there is to say of one that cannot be opened."""
    try:
        file = site.tree.read(companion.path)
    except FileRefused as error:
        return refused(companion.path, companion.collection, error)
    return Opened(
        key=key_of(file.content, "companion", repr(companion)),
        read=partial(_read, companion, file, committed_at),
        blueprints=(companion.blueprint,) if companion.blueprint else (),
        edited_at=file.modified_at if committed_at is None else committed_at,
        edited_from="disk" if committed_at is None else "git",
        size=len(file.content),
    )


def _read(companion: Companion, file: FileContent, committed_at: float | None) -> Reading:
    """One such file as an entry."""
    path, collection = companion.path, companion.collection
    document = parse(path, collection, file.content, read_fields)
    if isinstance(document, Unreadable):
        return document
    if document.value.get("published") is False:
        return Skipped(path=shown(path), collection=collection, why="draft", id=companion.id)
    origin = document.value.get("origin")
    title, kept = document.value.get("title"), (companion.part,) if companion.part else tuple(document.value)
    return Entry(
        id=companion.id,
        path=shown(path),
        collection=collection,
        is_initiative=False,
        title=title if isinstance(title, str) and title.strip() else companion.slug,
        slug=companion.slug,
        site=companion.site,
        blueprint=companion.blueprint,
        fields={handle: document.value[handle] for handle in kept if handle != "origin" or companion.origin is None},
        marks=document.marks,
        content_sha256=content_sha256(document.value),
        origin=companion.origin.replace("{}", origin, 1) if companion.origin and isinstance(origin, str) else None,
        problems=document.problems,
        edited_at=file.modified_at if committed_at is None else committed_at,
        edited_from="disk" if committed_at is None else "git",
    )


def _terms(site: Site) -> Iterator[Companion]:
    folder = f"{site.content}taxonomies"
    for taxonomy in site.tree.folders(folder):
        blueprints = read_blueprints(site, f"taxonomies/{taxonomy}")
        for path in _yaml_files(site, f"{folder}/{taxonomy}"):
            slug = _stem(path)
            yield Companion(
                id=f"term:{taxonomy}::{slug}",
                path=path,
                collection=f"taxonomies/{taxonomy}",
                slug=slug,
                blueprint=_localised(blueprints[0][0], site) if blueprints else None,
                site=site.handles[0],
            )


def _globals(site: Site) -> Iterator[Companion]:
    """One file a set, with its values under ``data``; or, since version 6 and with several sites, one file a set and site."""
    folder = f"{site.content}globals"
    for path in _yaml_files(site, folder):
        slug, below = _stem(path), path.removeprefix(folder + "/").split("/")
        blueprint = _blueprint(site, "globals", slug)
        if len(below) == 1 and blueprint is not None:
            data = FieldSpec(handle="data", type="group", fields=blueprint.fields)
            blueprint = Blueprint(handle=blueprint.handle, path=blueprint.path, fields=(data,), complete=blueprint.complete)
        handle = below[0] if len(below) > 1 else site.handles[0]
        name = f"{handle}/{slug}" if len(below) > 1 else slug
        origin = f"global:{{}}/{slug}" if len(below) > 1 else None
        yield Companion(id=f"global:{name}", path=path, collection="globals", slug=slug, blueprint=blueprint, site=handle, origin=origin)


def _localised(blueprint: Blueprint, site: Site) -> Blueprint:
    """A term's blueprint with the same fields again for every other site: its file holds all of them."""
    again = tuple(replace(spec, required=False) for spec in blueprint.fields)
    sites = tuple(FieldSpec(handle=handle, type="group", fields=again) for handle in site.handles[1:])
    return (
        replace(blueprint, fields=(*blueprint.fields, FieldSpec(handle="localizations", type="group", fields=sites)))
        if sites
        else blueprint
    )


def _navigation(site: Site) -> Iterator[Companion]:
    folder = f"{site.content}trees/navigation"
    known = [collection for collection in collection_handles(site) if any(entry_files(site, collection))]
    for path in [*_yaml_files(site, folder), *_old_menus(site)]:
        slug, below = _stem(path), path.removeprefix(folder + "/").split("/") if path.startswith(folder) else [path]
        handle = below[0] if len(below) > 1 else site.handles[0]
        name = f"{handle}/{slug}" if len(below) > 1 else slug
        own = _blueprint(site, "navigation", slug)
        collections = (site.settings.read(f"{site.content}navigation/{slug}.yaml") or {}).get("collections") or known
        blueprint = Blueprint(handle=slug, path=own.path if own else "", fields=(_branches("tree", own, collections, _DEEPEST_MENU),))
        yield Companion(id=f"nav:{name}", path=path, collection="navigation", slug=slug, blueprint=blueprint, site=handle)


def _old_menus(site: Site) -> list[str]:
    """Menus of version 3.0, whose settings hold the tree too. Broken settings of newer menus are told as settings."""
    structures = _yaml_files(site, f"{site.content}structures")
    menus = [path for path in _yaml_files(site, f"{site.content}navigation") if "tree" in (site.settings.read(path) or {})]
    return [*(path for path in structures if site.settings.is_broken(path) or "tree" in (site.settings.read(path) or {})), *menus]


def _branches(handle: str, own: Blueprint | None, collections: Value, depth: int) -> FieldSpec:
    """A menu as a field: rows with an address or an entry, fields of their own, and rows below."""
    url = field_spec("url", {"type": "link", "display": "URL"})
    entry = field_spec("entry", {"type": "entries", "collections": collections})
    data = FieldSpec(handle="data", type="group", fields=own.fields if own else ())
    below = (_branches("children", own, collections, depth - 1),) if depth else ()
    return FieldSpec(handle=handle, type="grid", fields=(url, entry, data, *below))


def _blueprint(site: Site, kind: str, handle: str) -> Blueprint | None:
    for blueprint, _ in read_blueprints(site, kind):
        if blueprint.handle == handle:
            return blueprint
    return None


def _yaml_files(site: Site, folder: str) -> list[str]:
    return [path for path in site.tree.files(folder) if path.endswith(".yaml") and not _stem(path).startswith(".")]


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")
