"""Services whose pages look alike whether or not the thing is there, and their own directories, which tell (oEmbed, oembed.com)."""

import re
from urllib.parse import quote

from audit.urls.whatwg import must_parse

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


_BY_HOST = {host: (path, address) for hosts, path, address in _DIRECTORIES for host in hosts}


def directory_of(url: str) -> str:
    """The address at which the service of `url` tells whether it is there; empty for anything else."""
    parsed = must_parse(url)
    path, address = _BY_HOST.get(parsed.host.removeprefix("www."), (None, ""))
    return address + quote(url, safe="") if path and path.search(parsed.path) else ""
