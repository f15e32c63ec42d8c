"""What a collection's settings put on all of its pages, where that holds links: read once, beside the entries."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.model.entry import Blueprint, FieldSpec, Value
from audit.sources.statamic.collection import Collection, folder_of, read_collection
from audit.sources.statamic.companions import Companion
from audit.sources.statamic.site import Site

_INJECT = "inject"
_ADDRESS_SIGNS = ("://", "www.", "mailto:", "entry::", "asset::", "href=")


def injected(site: Site, handles: Iterable[str]) -> Iterator[Companion]:
    """The settings of each of these collections whose injected values hold a link; other values, such as a layout, are no content."""
    for handle in handles:
        path = f"{folder_of(site, handle)}/folder.yaml" if site.is_old else f"{folder_of(site, handle)}.yaml"
        if _has_link((site.settings.read(path) or {}).get(_INJECT)):
            collection = read_collection(site, handle)
            yield Companion(
                id=f"collection:{handle}",
                path=path,
                collection=handle,
                slug=handle,
                blueprint=_as_group(collection),
                site=site.handles[0],
                part=_INJECT,
            )


def _has_link(value: Value) -> bool:
    """Whether some text inside looks as if it held an address."""
    if isinstance(value, str):
        return value.startswith("//") or any(sign in value for sign in _ADDRESS_SIGNS)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_has_link, inner))


def _as_group(collection: Collection) -> Blueprint | None:
    """The collection's first blueprint as what its injected values are written by; nothing of it is required there."""
    if not collection.blueprints:
        return None
    first, _ = collection.blueprints[0]
    fields = tuple(replace(spec, required=False) for spec in first.fields)
    return replace(first, fields=(FieldSpec(handle=_INJECT, type="group", fields=fields),))
