"""Everything on a site that content can refer to."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from audit.model.site import EntryRef, SiteIndex
from audit.sources.files import shown
from audit.sources.readings import as_date
from audit.sources.statamic.assets import read_assets
from audit.sources.statamic.blueprint import read_config
from audit.sources.statamic.collection import Collection, read_collection
from audit.sources.statamic.listing import collection_handles, entry_files, head_of, site_of
from audit.sources.statamic.site import Site, text_of

_USER_ID: Final = re.compile(r"^id:[ \t]*['\"]?([\w-]+)['\"]?[ \t]*\r?$", re.MULTILINE)
_PLACEHOLDER: Final = re.compile(r"\{\{?\s*(\w+)\s*\}?\}")


def read_index(site: Site, *, now: datetime | None = None) -> SiteIndex:
    """The index of a site. Of users nothing is read but their ids."""
    entries: dict[str, EntryRef] = {}
    twins: dict[str, list[str]] = {}
    for handle in collection_handles(site):
        for ref in _entries(site, read_collection(site, handle), now):
            twins.setdefault(ref.id, []).append(ref.path)
            entries.setdefault(ref.id, ref)
    return SiteIndex(
        entries=entries,
        twins={entry_id: tuple(paths) for entry_id, paths in twins.items() if len(paths) > 1},
        terms=_terms(site),
        assets=read_assets(site),
        users=_users(site),
        uris={ref.uri: ref.id for ref in entries.values() if ref.uri},
    )


def _entries(site: Site, collection: Collection, now: datetime | None) -> Iterator[EntryRef]:
    trees: dict[str, dict[str, str]] = {}
    for path in entry_files(site, collection.handle):
        handle = site_of(site, collection, path)
        head = head_of(site.tree, path)
        if handle is None or not head.id:
            continue
        name = collection.name(path)
        if handle not in trees:
            trees[handle] = _parents(site, collection, handle)
        route = collection.route(handle)
        yield EntryRef(
            id=head.id,
            path=shown(path),
            collection=collection.handle,
            site=handle,
            status=collection.status(name, published=head.published, date=name.date or as_date(head.date), now=now),
            routable=bool(route),
            uri=_uri(route, name.slug, head.id, trees[handle]) if route else "",
        )


def _uri(route: str, slug: str, entry_id: str, parents: Mapping[str, str]) -> str:
    """The entry's path, when its route needs nothing but the slug and its place at the top of the tree."""
    if parents.get(entry_id) == "root":
        return "/"
    values = {"slug": slug}
    if parents.get(entry_id, "") == "":
        values["parent_uri"] = ""
    missing = [name for name in _PLACEHOLDER.findall(route) if name not in values]
    if missing:
        return ""
    return "/" + "/".join(part for part in _PLACEHOLDER.sub(lambda found: values[found[1]], route).split("/") if part)


def _parents(site: Site, collection: Collection, handle: str) -> dict[str, str]:
    """Of every entry in the collection's tree the one above it; empty for none, ``root`` for the home page itself."""
    inline = collection.config.get("structure")
    structure: dict[str, Any] = inline if isinstance(inline, dict) else {}
    middle = f"{handle}/" if site.is_multisite else ""
    config = read_config(site.tree, f"{site.content}trees/collections/{middle}{collection.handle}.yaml") or structure
    parents: dict[str, str] = {}
    waiting = [("", branch) for branch in _list(config.get("tree"))]
    for parent, branch in waiting:
        entry_id = branch.get("entry") if isinstance(branch, dict) else branch
        if isinstance(entry_id, str):
            is_home = structure.get("root") is True and not parents
            parents[entry_id] = "root" if is_home else parent
            waiting.extend((entry_id, child) for child in _list(branch.get("children") if isinstance(branch, dict) else None))
    return parents


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _terms(site: Site) -> dict[str, frozenset[str]]:
    folder = f"{site.content}taxonomies"
    depth = folder.count("/") + 1
    settings = (path for path in site.tree.files(folder) if path.count("/") == depth and path.endswith(".yaml"))
    names = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in settings}
    return {
        taxonomy: frozenset(
            path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in site.tree.files(f"{folder}/{taxonomy}") if path.endswith(".yaml")
        )
        for taxonomy in sorted(names | set(site.tree.folders(folder)))
    }


def _users(site: Site) -> frozenset[str] | None:
    """The ids, and nothing else of what the files hold."""
    paths = [path for path in site.tree.files(f"{site.base}users") if path.endswith(".yaml")]
    if not paths:
        return None
    return frozenset(found[1] for path in paths if (found := _USER_ID.search(text_of(site.tree, path))))
