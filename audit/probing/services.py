"""Services whose pages look alike whether or not the thing is there, and their own directories, which tell (oEmbed, oembed.com)."""

import re
from urllib.parse import quote, urlsplit

_DIRECTORIES: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (("youtube.com", "m.youtube.com"), re.compile(r"^/(?:watch|shorts/|live/|embed/)"), "https://www.youtube.com/oembed?format=json&url="),
    (("youtu.be",), re.compile(r"^/[\w-]{6,}"), "https://www.youtube.com/oembed?format=json&url="),
    (("vimeo.com",), re.compile(r"^/(?:\d+|channels/[\w-]+/\d+)"), "https://vimeo.com/api/oembed.json?url="),
    (("x.com",), re.compile(r"^/\w+/status/\d+"), "https://publish.x.com/oembed?url="),
    (("twitter.com", "mobile.twitter.com"), re.compile(r"^/\w+/status/\d+"), "https://publish.twitter.com/oembed?url="),
    (("tiktok.com",), re.compile(r"^/@[\w.]+/video/\d+"), "https://www.tiktok.com/oembed?url="),
    (("soundcloud.com",), re.compile(r"^/[\w-]+/[\w-]+"), "https://soundcloud.com/oembed?format=json&url="),
    (("open.spotify.com",), re.compile(r"^/(?:track|album|playlist|episode|show|artist)/\w+"), "https://open.spotify.com/oembed?url="),
)
"""Hosts without ``www.``, the paths that name one thing, and the address that tells whether it is there."""


def directory_of(url: str) -> str:
    """The address at which the service of `url` tells whether it is there; empty for anything else."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for hosts, path, address in _DIRECTORIES:
        if host in hosts and path.search(parts.path):
            return address + quote(url, safe="")
    return ""
