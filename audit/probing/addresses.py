"""Addresses found in pages and headers, made absolute."""

from audit.urls import Url, join

_LONGEST = 16_384


def absolute(base: str, href: str) -> str:
    """Where `href` leads from `base`; as written where it leads nowhere that could be asked, so that its judgement can be given later."""
    found = join(base, href[:_LONGEST])
    return found.href if isinstance(found, Url) else href[:_LONGEST].strip()
