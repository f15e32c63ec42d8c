"""Pictures among the words of a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.model.entry import Entry, Value
from audit.model.link import Link
from audit.model.location import FieldPath
from audit.model.site import AssetRef, SiteIndex
from audit.rules.reading.texts import Text

_SHOWN = re.compile(r"<(?:img|svg|picture|video|i|span|button)\b|!\[", re.IGNORECASE)
_REACH = 600
"""Characters after an address within which its link must end."""
_REFERENCE = re.compile(r"(?:statamic://)?asset::([^:]+)::([^?#]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a rich text."""

    path: FieldPath
    source: str
    alt: str | None
    """None when nothing was ever said about it; empty for decoration."""


def pictures(entry: Entry, texts: Iterable[Text]) -> Iterator[Picture]:
    """Every picture in the rich texts among some texts of an entry."""
    for text in texts:
        if text.block is None:
            continue
        paths = [run.path for run in text.block.runs if run.is_object]
        for path in [text.block.path, *paths] if text.block.type == "image" else paths:
            yield from _picture(_value_at(entry.fields, path), path)


def site_asset(source: str, site: SiteIndex) -> AssetRef | None:
    """The file that a picture's source names, when it is one of the site's own."""
    match = _REFERENCE.fullmatch(source)
    return site.assets.get(match[1], {}).get(match[2]) if match else None


def _picture(node: Value, path: FieldPath) -> Iterator[Picture]:
    attrs = node.get("attrs") if isinstance(node, Mapping) and node.get("type") == "image" else None
    if isinstance(attrs, Mapping) and isinstance(attrs.get("src"), str):
        alt = attrs.get("alt")
        yield Picture(path=(*path, "attrs", "src"), source=attrs["src"], alt=alt if isinstance(alt, str) else None)


def shows_picture(entry: Entry, link: Link) -> bool:
    """Whether something other than words can be clicked: an image node, or markup for one behind the address."""
    value = _value_at(entry.fields, link.location.field.split("."))
    if isinstance(value, Mapping):
        return "text" not in value and value.get("type") not in {"hardBreak", "hard_break"}
    return not isinstance(value, str) or _has_picture(value, link.href)


def stands_alone(entry: Entry, link: Link) -> bool:
    """Whether a link is a field's whole value: an address beside which the page shows words of another field, or none."""
    value = _value_at(entry.fields, link.location.field.split("."))
    return isinstance(value, str) and value.strip() == link.href.strip()


def _value_at(value: Value, steps: Iterable[str | int]) -> Value:
    for step in steps:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            position = int(step) if str(step).isdigit() else len(value)
            value = value[position] if position < len(value) else None
    return value


def _has_picture(source: str, href: str) -> bool:
    """In HTML the picture follows the address, in Markdown it stands before."""
    start = source.find(href)
    while start >= 0:
        following = source[start + len(href) : start + len(href) + _REACH].partition("</a")[0]
        if _SHOWN.search(following) or re.search(r"!\[[^\]]*\]\([^)]*\)\]\(\s*<?\Z", source[max(0, start - _REACH) : start]):
            return True
        start = source.find(href, start + 1)
    return False
