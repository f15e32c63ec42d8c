"""robots.txt files that are too long to be taken in at once: of each, only what may be about the address in question is read."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

_RULE = re.compile(rb"\s*(?:dis)?allow\s*:[ \t]*(/[\w/.~=&?+,;:@!()'-]*)", re.IGNORECASE | re.ASCII)
"""A rule and the part of it that means just its letters."""
_LETTERS = re.compile(r"/[^%*$#]*")
_NONE = b"Disallow:"
"""A rule that says nothing, and ends the list of names above it."""
_MOST = 3_000
"""Lines that are weighed for one address."""


def parsed(body: bytes) -> Protego:
    """The rules of a file of ordinary length."""
    return Protego.parse(body.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRules:
    """The same as `Protego`, for a small part of its memory, and of its time at once."""

    body: bytes

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Whether an address may be asked for."""
        return parsed(self._about(url)).can_fetch(url, user_agent)

    def crawl_delay(self, user_agent: str) -> float | None:
        """The seconds that the host wants between two requests."""
        delay: float | None = parsed(self._about("")).crawl_delay(user_agent)
        return delay

    def _about(self, url: str) -> bytes:
        """The file without the rules that begin otherwise than the address."""
        parts = urlsplit(url)
        letters = _LETTERS.match(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        path = letters[0].encode("utf-8", "replace") if letters else b""
        exact = letters is not None and letters.end() == len(letters.string)
        kept: list[bytes] = []
        for line in self.body.splitlines():
            rule = _RULE.match(line)
            if rule is None or path.startswith(rule[1]) or (not exact and rule[1].startswith(path)):
                kept.append(line)
            elif not kept or kept[-1] is not _NONE:
                kept.append(_NONE)
            if len(kept) >= _MOST:
                break
        return b"\n".join(kept)
