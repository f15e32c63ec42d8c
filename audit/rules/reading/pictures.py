"""Whether a link without words is a link on a picture."""

import re
from collections.abc import Mapping, Sequence

from audit.model.entry import Entry, Value
from audit.model.link import Link

_PICTURE = re.compile(r"<(?:img|svg|picture|video|i|span|button)\b|!\[", re.IGNORECASE)
_REACH = 600
"""Characters after an address within which its link must end."""


def shows_picture(entry: Entry, link: Link) -> bool:
    """Whether something other than words can be clicked: an image node, or markup for one behind the address."""
    value: Value = entry.fields
    for step in link.location.field.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, Sequence) and not isinstance(value, str) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
    if isinstance(value, Mapping):
        return "text" not in value and value.get("type") not in {"hardBreak", "hard_break"}
    return isinstance(value, str) and _has_picture(value, link.href)


def _has_picture(source: str, href: str) -> bool:
    """In HTML the picture follows the address, in Markdown it stands before."""
    start = source.find(href)
    while start >= 0:
        following = source[start + len(href) : start + len(href) + _REACH].partition("</a")[0]
        if _PICTURE.search(following) or re.search(r"!\[[^\]]*\]\([^)]*\)\]\(\s*<?\Z", source[max(0, start - _REACH) : start]):
            return True
        start = source.find(href, start + 1)
    return False
