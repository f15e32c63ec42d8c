"""Pictures that some people cannot see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import FieldPath
from audit.model.site import AssetRef, Site
from audit.rules.contract import Context
from audit.rules.making import content_finding, params, place
from audit.rules.page import Page
from audit.rules.reading.pictures import pictures, site_asset
from audit.rules.reading.places import field_of
from audit.rules.reading.references import Reference, option_values, references

_TYPES = frozenset({"assets", "asset"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentImageAlt:
    """Finds pictures without a description, in fields that show files and among the words of texts.

    People who cannot see them miss what they say. A description can be kept with the file or with the place; one that is empty on
    purpose marks decoration and stays silent, and
    so do files that are no pictures and files of which nothing is known. All pictures of a field are one finding.
    """

    name: ClassVar[str] = "content-image-alt"
    family: ClassVar[str] = "content.image-alt"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name", "several")
    before: ClassVar[str] = "alt: null\n"
    after: ClassVar[str] = "alt: 'Children drink from a new pump in the school yard'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        fields: dict[str, list[Occurrence]] = {}
        for path, offset, name in self._bare(page, context.site):
            where = place(page.entry, path, offset=offset)
            fields.setdefault(field_of(where), []).append(Occurrence(location=where, text=name))
        for found in fields.values():
            several = str(len(found)) if len(found) > 1 else ""
            yield content_finding(self, page.entry, found, values=params(name=found[0].text, several=several))

    def _bare(self, page: Page, site: Site | None) -> Iterator[tuple[FieldPath, int | None, str]]:
        """The pictures without a description: where each stands, and its name."""
        for found in references(page.fields, _TYPES):
            asset = _asset(found, site) if site else None
            if asset is not None and _PICTURE.search(asset.path) and not _is_described(asset):
                yield found.path, None, found.value
        for picture in pictures(page.entry, page.texts):
            asset = site_asset(picture.source, site) if site else None
            if picture.alt is None and not (asset and _is_described(asset)):
                yield picture.path, picture.offset, picture.source


def _asset(found: Reference, site: Site) -> AssetRef | None:
    for container in option_values(found.field, "container") or site.containers[:1]:
        asset = site.file(container, found.value)
        if asset is not None:
            return asset
    return None


def _is_described(asset: AssetRef) -> bool:
    return bool(asset.alt and asset.alt.strip())
