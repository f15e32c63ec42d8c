"""Pictures among the words of a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.model.entry import Entry, Value
from audit.model.link import Link
from audit.model.location import FieldPath
from audit.model.site import AssetRef, Site
from audit.rules.reading.code import without_code
from audit.rules.reading.places import position_of
from audit.rules.reading.texts import Form, Text

_SHOWN = re.compile(r"<(?:img|svg|picture|video|i|span|button|[a-z]+[-:][a-z])|!\[|\{\{", re.IGNORECASE)
_SOURCE = re.compile(r"(?:\b(?:src|poster|data)\s*=\s*[\"']?|!\[[^\]\n]*\]\(<?)\s*\Z", re.IGNORECASE)
_TAG = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_TAG_SOURCE = re.compile(r"\ssrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SAID = re.compile(r"\salt(?=[\s=/>])|\s(?:role\s*=\s*[\"']?(?:presentation|none)|aria-hidden\s*=\s*[\"']?true)", re.IGNORECASE)
_MARKDOWN = re.compile(r"!\[\s*\]\(\s*<?([^)\s>]+)")
_REACH = 600
"""Characters after an address within which its link must end."""
_REFERENCE = re.compile(r"(?:statamic://)?asset::([^:]+)::([^?#]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a text."""

    path: FieldPath
    source: str
    alt: str | None
    """None when nothing was ever said about it; empty for decoration."""
    offset: int | None = None
    """Where it stands in the string at `path`; None for a value of its own."""


def pictures(entry: Entry, texts: Iterable[Text]) -> Iterator[Picture]:
    """Every picture in the rich texts among some texts of an entry, and in others those of which nothing is said."""
    for text in texts:
        if text.block is None:
            yield from _written(text)
            continue
        paths = [run.path for run in text.block.runs if run.is_object] if text.block.may_show_things else []
        for path in [text.block.path, *paths] if text.block.type == "image" else paths:
            yield from _picture(_value_at(entry.fields, path), path)


def _written(text: Text) -> Iterator[Picture]:
    """The pictures without a description in HTML and Markdown. Samples of code show none."""
    if text.form is Form.PLAIN or not ("<img" in text.raw or "<IMG" in text.raw or "![" in text.raw):
        return
    shown = without_code(text.raw)
    for tag in _TAG.finditer(shown):
        source = _TAG_SOURCE.search(tag.group())
        if source and not _SAID.search(tag.group()):
            yield Picture(path=text.path, source=source[1] or source[2] or source[3] or "", alt=None, offset=tag.start())
    for image in _MARKDOWN.finditer(shown) if text.form is Form.MARKDOWN else ():
        yield Picture(path=text.path, source=image[1], alt=None, offset=image.start())


def site_asset(source: str, site: Site) -> AssetRef | None:
    """The file that a picture's source names, when it is one of the site's own."""
    match = _REFERENCE.fullmatch(source)
    return site.file(match[1], match[2]) if match else None


def _picture(node: Value, path: FieldPath) -> Iterator[Picture]:
    attrs = node.get("attrs") if isinstance(node, Mapping) and node.get("type") == "image" else None
    if isinstance(attrs, Mapping) and isinstance(attrs.get("src"), str):
        alt = attrs.get("alt")
        yield Picture(path=(*path, "attrs", "src"), source=attrs["src"], alt=alt if isinstance(alt, str) else None)


def shows_picture(entry: Entry, link: Link) -> bool:
    """Whether something other than words can be clicked: an image node, or markup for one behind the address."""
    value = _value_at(entry.fields, link.location.field.split("."))
    if isinstance(value, Mapping):
        return "text" not in value and value.get("type") not in ("hardBreak", "hard_break")
    return not isinstance(value, str) or _has_picture(value, link.href)


def stands_in_rich_text(entry: Entry, link: Link) -> bool:
    """Whether a link is a mark in a rich text rather than part of a string."""
    return isinstance(_value_at(entry.fields, link.location.field.split(".")), Mapping)


def stands_alone(entry: Entry, link: Link) -> bool:
    """Whether a link is a field's whole value: an address beside which the page shows words of another field, or none."""
    value = _value_at(entry.fields, link.location.field.split("."))
    return isinstance(value, str) and value.strip() == link.href.strip()


def _value_at(value: Value, steps: Iterable[str | int]) -> Value:
    for step in steps:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            position = position_of(step)
            value = value[position] if position is not None and position < len(value) else None
    return value


def _has_picture(source: str, href: str) -> bool:
    """In HTML the picture follows the address, in Markdown it stands before; or the address is the picture's own."""
    start = source.find(href)
    while start >= 0:
        following = source[start + len(href) : start + len(href) + _REACH].partition("</a")[0]
        before = source[max(0, start - _REACH) : start]
        if _SHOWN.search(following) or _SOURCE.search(before) or re.search(r"!\[[^\]]*\]\([^)]*\)\]\(\s*<?\Z", before):
            return True
        start = source.find(href, start + 1)
    return False
