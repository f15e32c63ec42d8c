"""Services of which everybody knows how they answer machines, and addresses made to be redirected."""

from urllib.parse import urlsplit

_LIARS = (
    "x.com",
    "twitter.com",
    "linkedin.com",
    "facebook.com",
    "instagram.com",
    "threads.net",
    "tiktok.com",
    "pinterest.com",
    "quora.com",
)
"""Services that answer machines with errors for pages that people see."""
_PERSISTENT = (
    "doi.org",
    "hdl.handle.net",
    "purl.org",
    "purl.oclc.org",
    "w3id.org",
    "n2t.net",
    "ark.org",
    "nbn-resolving.org",
    "perma.cc",
    "identifiers.org",
    "orcid.org",
    "web.archive.org",
    "archive.is",
    "archive.today",
    "webcitation.org",
)
"""Addresses meant to outlive their targets: a permanent redirect there is no advice to link elsewhere."""


def _is_at(host: str, sites: tuple[str, ...]) -> bool:
    return any(host == site or host.endswith("." + site) for site in sites)


def lies_to_robots(url: str) -> bool:
    """Whether the host of `url` is known to answer machines with errors that are none."""
    return _is_at(urlsplit(url).hostname or "", _LIARS)


def is_persistent(url: str) -> bool:
    """Whether `url` is an identifier or an archived copy, which should stay as it is."""
    return _is_at(urlsplit(url).hostname or "", _PERSISTENT)
