"""The one door to the WHATWG URL parser."""

import re
from functools import lru_cache

from ada_url import URL

from audit.errors import UsageError
from audit.model.values import as_value

_WEB = re.compile(
    r"(https?)://(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:@]*)(?::(\d+))?(/[^?#]*)(\?[^#]*)?(?:#(.*))?",
    re.DOTALL,
)

_SETTLED = re.compile(
    r"https?://(?!xn--)[a-z0-9][a-z0-9-]*(?:\.(?!xn--)[a-z0-9][a-z0-9-]*)*\.(?!xn--)[a-z][a-z-]*[a-z](?:/(?![.%])[\w~!$&()*+,;=:@.-]*)+(?:\?[\w~!$&()*+,;=:@./?-]*)?",
    re.ASCII,
)
"""Addresses of the plainest kind, such as most links are: the parser returns them letter by letter."""


@as_value
class Parsed:
    """An address taken apart as the URL standard does it; every part in its serialised form."""

    href: str
    scheme: str
    """Without the colon."""
    credentials: bool
    """It carries a user name or a password."""
    host: str
    """Lower case, IDNA, canonical IPv4; IPv6 in brackets. Like all that follows, empty when the scheme is not the web's."""
    port: str
    """Digits, or empty for the scheme's own."""
    path: str
    query: str
    """With the question mark, which stands alone for an empty query; empty when there is none."""
    fragment: str
    """Without the number sign."""


def parse(text: str, *, base: str | None = None) -> Parsed | None:
    """What a browser makes of `text`, resolved against `base`; None where it fails."""
    if base is None and _SETTLED.fullmatch(text):
        href = text
    else:
        try:
            href = URL(_well_formed(text), base=base).href
        except ValueError:
            return None
    # A serialised web address comes apart at fixed characters. Asking the parser for each part costs twenty times as much.
    match = _WEB.fullmatch(href)
    if match is None:
        return Parsed(href=href, scheme=href.partition(":")[0], credentials=False, host="", port="", path="", query="", fragment="")
    scheme, user, host, port, path, query, fragment = match.groups("")
    return Parsed(href=href, scheme=scheme, credentials=bool(user), host=host, port=port, path=path, query=query, fragment=fragment)


@lru_cache(maxsize=4096)  # every manner of an exchange asks for the same few addresses again
def must_parse(text: str) -> Parsed:
    """What a browser makes of an address that is known to be one.

    Raises:
        UsageError: it is none.
    """
    parsed = parse(text)
    if parsed is None:
        raise UsageError(f"not an absolute address: {text[:200]}")
    return parsed


def _well_formed(text: str) -> str:
    # Lone surrogates cannot be written as UTF-8; the standard turns them into replacement characters.
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text
