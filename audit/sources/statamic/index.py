"""Everything on a site that content can refer to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from audit.model.entry import EntryStatus, Problem
from audit.model.site import EntryRef, SiteIndex
from audit.sources.files import shown
from audit.sources.readings import as_date
from audit.sources.statamic.addresses import Addresses, Placed, own_hosts, prefix_of
from audit.sources.statamic.assets import read_assets
from audit.sources.statamic.collection import Collection, read_collection
from audit.sources.statamic.listing import collection_handles, entry_files, head_of, site_of
from audit.sources.statamic.settings import settings_files
from audit.sources.statamic.site import Site

_USER_ID: Final = re.compile(r"^id:[ \t]*['\"]?([\w-]+)['\"]?[ \t]*\r?$", re.MULTILINE)


def read_index(site: Site, *, now: datetime | None = None, read_as_content: tuple[str, ...] = (), url: str = "") -> SiteIndex:
    """The index of a site. Of users nothing is read but their ids.

    Of the site's own public names `url` tells one. Settings among what is `read_as_content` besides entries are left out: their mistakes
    are told as those of content.
    """
    first: dict[str, Placed] = {}
    twins: dict[str, list[str]] = {}
    for handle in collection_handles(site):
        for placed in _placed(site, read_collection(site, handle), now):
            twins.setdefault(placed.ref.id, []).append(placed.ref.path)
            first.setdefault(placed.ref.id, placed)
    first = {entry_id: _dated_by_origin(placed, first, now) for entry_id, placed in first.items()}
    addresses = Addresses(site=site, placed=first)
    entries = {ref.id: ref for ref in addresses.refs()}
    # Of two entries at one address visitors see the one that is published.
    seen_last = sorted(entries.values(), key=lambda ref: ref.status is EntryStatus.PUBLISHED)
    assets = read_assets(site)
    return SiteIndex(
        entries=entries,
        twins={entry_id: tuple(paths) for entry_id, paths in twins.items() if len(paths) > 1},
        terms=_terms(site),
        assets=assets.files,
        left_out=assets.left_out,
        folders=assets.folders,
        users=_users(site),
        parents=addresses.parents(),
        uris={ref.uri: ref.id for ref in seen_last if ref.uri},
        prefixes={handle: prefix_of(site, handle) for handle in site.handles},
        hosts=own_hosts(site, url),
        settings=_settings(site, read_as_content),
    )


def _placed(site: Site, collection: Collection, now: datetime | None) -> Iterator[Placed]:
    for path in entry_files(site, collection.handle):
        handle = site_of(site, collection, path)
        head = head_of(site.tree, path)
        if handle is None or not head.id:
            continue
        name = collection.name(path)
        date = name.date or as_date(head.date)
        ref = EntryRef(
            id=head.id,
            path=shown(path),
            collection=collection.handle,
            site=handle,
            status=collection.status(name, published=head.published, date=date, now=now),
            # Settings that cannot be read may hold a route: an entry is not called unreachable for want of them.
            routable=bool(collection.route(handle)) or not collection.readable,
            origin=head.origin,
        )
        yield Placed(
            ref=ref,
            name=name,
            published=head.published,
            date=date if collection.is_dated else None,
            collection=collection,
        )


def _dated_by_origin(placed: Placed, others: Mapping[str, Placed], now: datetime | None) -> Placed:
    """A localisation without a date of its own has its origin's."""
    above = others.get(placed.ref.origin) if placed.date is None and placed.collection.is_dated else None
    if above is None or above.date is None:
        return placed
    status = placed.collection.status(placed.name, published=placed.published, date=above.date, now=now)
    return replace(placed, date=above.date, ref=replace(placed.ref, status=status))


def _settings(site: Site, read_as_content: tuple[str, ...]) -> dict[str, Problem | None]:
    """Every file of the site's settings, with what is wrong with it."""
    paths = dict.fromkeys(settings_files(site.tree, site.base, read_as_content=read_as_content))
    for path in paths:
        site.settings.read(path)
    return {shown(path): site.settings.problems.get(path) for path in paths}


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
    return frozenset(found[1] for path in paths if (found := _USER_ID.search(site.settings.text(path))))
