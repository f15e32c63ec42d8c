"""Addresses that an editor may have meant by one that is legal and yet leads nowhere."""

import re

from audit.urls.whatwg import parse

_TAIL = re.compile(r"(?:[.,;:!?'\"*_|\\<>{}]|%20|%22|%27|%3[CcEe]|%5[BbDd]|%7[BbCcDd]|%60|%C2%A0|%C2%BB|%E2%80%(?:8B|9[89CcDd]|A6))+$")
_CLOSING = {")": "(", "]": "["}
_CUT = re.compile(r"%20|%0[AaDd]|\]\(|%3C|%3E|%22|,https?:|;https?:")
_GLUED = re.compile(r"(?<=[^/=:])https?:/{1,2}[^/].*$", re.IGNORECASE)
"""An address that is stuck to the end of another; archives and gateways put a slash before it."""
_IN_PLACE = re.compile(r"^/https?:/{1,2}([^/]+)(/.*)?$", re.IGNORECASE)
"""A whole address where a path should stand, as if it were one of the site."""


def alternatives(request: str) -> tuple[str, ...]:
    """Other addresses to try when a server does not know `request`, the likeliest first; they are guesses to be tested.

    Swallowed punctuation and brackets at the end, words or a second address after it, doubled slashes and ampersands that were
    written as HTML are undone.
    """
    parsed = parse(request)
    if parsed is None:
        return ()
    origin = parsed.href[: len(parsed.href) - len(parsed.path + parsed.query) - (len(parsed.fragment) + 1 if parsed.fragment else 0)]
    rest = parsed.path + parsed.query
    in_place = _IN_PLACE.match(rest)
    candidates = [
        *([in_place[2] or "/"] if in_place and in_place[1].lower() == parsed.host else ()),
        _without_tail(rest),
        _without_tail(_CUT.split(_GLUED.sub("", rest), maxsplit=1)[0]),
        rest.replace("&amp;", "&"),
        re.sub(r"(?<!:)/{2,}", "/", parsed.path) + parsed.query,
    ]
    found = dict.fromkeys(origin + (candidate or "/") for candidate in candidates)
    found.pop(origin + rest, None)
    return tuple(found)


def _without_tail(text: str) -> str:
    while True:
        shorter = _TAIL.sub("", text)
        last = shorter[-1:]
        if last in _CLOSING and shorter.count(last) > shorter.count(_CLOSING[last]):
            shorter = shorter[:-1]
        if shorter == text:
            return text
        text = shorter
