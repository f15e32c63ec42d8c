"""A jar for the cookies of one chain of redirects: kept for that chain alone, never written down (RFC 6265)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from audit.urls import registrable

MOST_COOKIES = 40
MOST_LINES = 120
"""That one answer may set and take away."""
LONGEST_COOKIE = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """One cookie and where it may be sent."""

    name: str
    value: str
    domain: str
    host_only: bool
    path: str
    secure: bool


def _attributes(parts: Iterable[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in parts)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _default_path(path: str) -> str:
    """The folder of the address that set the cookie (RFC 6265, 5.1.4)."""
    return path.rpartition("/")[0] or "/"


def _is_below(path: str, folder: str) -> bool:
    return path == folder or (path.startswith(folder) and (folder.endswith("/") or path[len(folder) : len(folder) + 1] == "/"))


def read_cookie(line: str, *, host: str, path: str) -> tuple[Cookie, bool] | None:
    """The cookie that a ``Set-Cookie`` line sets, and whether it takes one away; None when `host` may not set it."""
    pair, *rest = line[:LONGEST_COOKIE].split(";")
    name, separator, value = pair.partition("=")
    name, value = name.strip(), value.strip()
    if not separator or not name or any(ord(character) < 32 for character in name + value):
        return None
    attributes = _attributes(rest)
    domain = attributes.get("domain", "").lstrip(".").lower()
    if domain and domain != host and not (host.endswith("." + domain) and domain.endswith(registrable(host))):
        return None
    folder = attributes.get("path", "")
    cookie = Cookie(
        name=name,
        value=value,
        domain=domain or host,
        host_only=not domain or (domain == host and "." not in domain),
        path=folder if folder.startswith("/") else _default_path(path),
        secure="secure" in attributes,
    )
    age = attributes.get("max-age", "1")
    return cookie, age.startswith("-") or not age.lstrip("0")


@dataclass(slots=True)
class Jar:
    """The cookies that one chain of redirects has been given."""

    _cookies: dict[tuple[str, str, str], Cookie] = field(default_factory=dict)

    def take(self, lines: Iterable[str], *, host: str, path: str) -> None:
        """Keep what the host at `path` sets, as far as it may."""
        for line in islice(lines, MOST_LINES):
            read = read_cookie(line, host=host, path=path)
            if read is None:
                continue
            cookie, gone = read
            key = (cookie.domain, cookie.path, cookie.name)
            self._cookies.pop(key, None)
            if not gone and len(self._cookies) < MOST_COOKIES:
                self._cookies[key] = cookie

    def header(self, *, host: str, path: str, secure: bool) -> str:
        """The ``Cookie`` header for a request; empty when nothing is to be sent."""
        if not self._cookies:
            return ""
        fitting = [
            cookie
            for cookie in self._cookies.values()
            if (host == cookie.domain or (not cookie.host_only and host.endswith("." + cookie.domain)))
            and _is_below(path, cookie.path)
            and (secure or not cookie.secure)
        ]
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in sorted(fitting, key=lambda one: -len(one.path)))

    def state(self) -> frozenset[tuple[str, str, str, str]]:
        """What the jar holds, to tell a wall that was passed from a circle."""
        return frozenset((cookie.domain, cookie.path, cookie.name, cookie.value) for cookie in self._cookies.values())
