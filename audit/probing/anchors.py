"""Whether the part of a page that a fragment names is there (HTML standard, 7.4.6.3, and what sites build on it)."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

_DIRECTIVE = ":~:"
_PREFIXES = ("user-content-", "markdown-header-", "wiki-")
"""What code hosts put before the ids of a reader's headings; their scripts add it again to the fragment."""
_SPACES = re.compile(r"\s+")


def split_directive(fragment: str) -> tuple[str, str]:
    """A fragment's id part and its directive, such as ``text=...`` (WICG Scroll to Text Fragment)."""
    place, _, directive = fragment.partition(_DIRECTIVE)
    return place, directive


def text_wanted(directive: str) -> tuple[str, ...]:
    """The texts that a directive marks, decoded, in lower case; context terms left out."""
    wanted: list[str] = []
    for part in directive.split("&"):
        name, _, value = part.partition("=")
        if name == "text":
            terms = [term for term in value.split(",") if term and not term.endswith("-") and not term.startswith("-")]
            wanted += [_SPACES.sub(" ", unquote(term)).strip().lower() for term in terms[:2]]
    return tuple(wanted)


def spellings(place: str) -> tuple[str, ...]:
    """What an id may be for a fragment to find it: as written, decoded, or with a code host's prefix."""
    decoded = unquote(place)
    return tuple(dict.fromkeys([place, decoded, *(prefix + decoded for prefix in _PREFIXES)]))


def places_found(fragments: Iterable[str], ids: frozenset[str], text: str) -> tuple[str, ...]:
    """Those of the fragments whose place the page has. ``top`` and nothing are always there."""
    squeezed = ""
    found: list[str] = []
    for fragment in fragments:
        place, directive = split_directive(fragment)
        if place and any(spelling in ids for spelling in spellings(place)):
            found.append(fragment)
        elif not place and directive:
            squeezed = squeezed or _SPACES.sub(" ", text).lower()
            wanted = text_wanted(directive)
            if wanted and all(term in squeezed for term in wanted):
                found.append(fragment)
        elif not place or unquote(place).lower() == "top":
            found.append(fragment)
    return tuple(found)
