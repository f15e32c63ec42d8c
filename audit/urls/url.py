"""The absolute address of a page, as browsers serialise it."""

import re

from audit.model.finding import fingerprint
from audit.model.values import as_value
from audit.urls.whatwg import Parsed

DEFAULT_PORTS = {"http": 80, "https": 443}

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")
_TRACKING = frozenset({"gclid", "fbclid"})


@as_value
class Url:
    """A web address that may be asked for."""

    href: str
    """The whole address, fragment and credentials included."""
    request: str
    """What is sent: without fragment and credentials, every other byte as serialised."""
    fragment: str
    """Without the number sign, percent-encoded as serialised."""
    scheme: str
    host: str
    """Lower case and IDNA; IPv6 in brackets; a trailing dot is kept."""
    port: int
    authority: str
    """The host, and the port where it is not the scheme's own: the unit of politeness."""
    credentials: bool
    """The address carries a user name or a password."""
    key: str
    """The spelling by which mentions of one target are joined."""

    @property
    def id(self) -> str:
        """The target's identity: ``t1_`` and a digest of the key."""
        return fingerprint("t1_", self.key)


def url_of(parsed: Parsed) -> Url:
    """The web address that `parsed` is; its scheme must be ``http`` or ``https``."""
    port = int(parsed.port) if parsed.port else DEFAULT_PORTS[parsed.scheme]
    host = parsed.host
    authority = f"{host}:{parsed.port}" if parsed.port else host
    return Url(
        href=parsed.href,
        request=f"{parsed.scheme}://{authority}{parsed.path}{parsed.query}",
        fragment=parsed.fragment,
        scheme=parsed.scheme,
        host=host,
        port=port,
        authority=authority,
        credentials=parsed.credentials,
        key=_key(parsed),
    )


def _key(parsed: Parsed) -> str:
    # A trailing dot names the same host. Credentials are never sent, yet a link that shows them is a link of its own.
    host = parsed.host.rstrip(".")
    port = f":{parsed.port}" if parsed.port else ""
    user = "credentials@" if parsed.credentials else ""
    return f"{parsed.scheme}://{user}{host}{port}{_plain(parsed.path)}{_query(parsed.query)}"


def _plain(text: str) -> str:
    """RFC 3986, 6.2.2: unreserved characters decoded, the hexadecimal digits of the others in upper case."""
    return _ENCODED.sub(_spell, text) if "%" in text else text


def _spell(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else "%" + match[1].upper()


def _query(query: str) -> str:
    if query in {"", "?"}:
        return query
    kept = [part for part in _plain(query[1:]).split("&") if not _tracks(part)]
    return "?" + "&".join(kept) if kept else ""


def _tracks(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING
