"""Pictures that some people cannot see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import FieldPath
from audit.model.site import AssetRef, SiteIndex
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.pictures import pictures, site_asset
from audit.rules.reading.references import Reference, option_values, references

_TYPES = frozenset({"assets", "asset"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentImageAlt:
    """Finds pictures without a description, in fields that show files and among the words of rich texts.

    People who cannot see them miss what they say. A description can be kept with the file or with the place; one that is empty on
    purpose marks decoration and stays silent, and so do files that are no pictures and files of which nothing is known.
    """

    name: ClassVar[str] = "content-image-alt"
    family: ClassVar[str] = "content.image-alt"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name")
    before: ClassVar[str] = "alt: null\n"
    after: ClassVar[str] = "alt: 'Children drink from a new pump in the school yard'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        entry = page.entry
        site = context.site
        for found in references(entry, _TYPES):
            asset = _asset(found, site) if site else None
            if asset is not None and _PICTURE.search(asset.path) and not _is_described(asset):
                yield self._finding(entry, found.path, found.value)
        for picture in pictures(entry):
            asset = site_asset(picture.source, site) if site else None
            if picture.alt is None and not (asset and _is_described(asset)):
                yield self._finding(entry, picture.path, picture.source)

    def _finding(self, entry: Entry, path: FieldPath, name: str) -> Finding:
        occurrences = [Occurrence(location=place(entry, path), text=name)]
        return content_finding(self, entry, occurrences, values=params(name=name), tell_apart=name)


def _asset(found: Reference, site: SiteIndex) -> AssetRef | None:
    for container in option_values(found.field, "container") or tuple(site.assets)[:1]:
        asset = site.assets.get(container, {}).get(found.value)
        if asset is not None:
            return asset
    return None


def _is_described(asset: AssetRef) -> bool:
    return bool(asset.alt and asset.alt.strip())
