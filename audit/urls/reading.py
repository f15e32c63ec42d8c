"""An href as browsers read it: an address to ask, or the judgement that needs no network."""

import re

from audit.model.verdict import Judgement, Verdict
from audit.urls.addresses import Allowed, read_address, refusal
from audit.urls.domains import is_elsewhere, is_local, is_reserved
from audit.urls.ports import is_bad
from audit.urls.slips import meant
from audit.urls.url import Url, url_of
from audit.urls.whatwg import Parsed, parse

MAX_LENGTH = 16_384
"""Characters; servers and browsers give up at lengths like this one."""

_OUTER = "".join(map(chr, range(0x21)))
"""What browsers trim: C0 controls and the blank."""
_DROPPED = str.maketrans("", "", "\t\n\r")
"""What browsers drop anywhere in an address."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_SLASHES = re.compile(r"[/\\]{2}")
_ANOTHER = re.compile(r"[/\\]*https?(?::[/\\]|[/\\]{2})", re.IGNORECASE)
"""Behind the scheme of an address: a whole further address."""
_INTERNAL = ("statamic", "entry", "asset", "assets", "term", "taxonomy", "collection", "global", "nav", "form", "user", "site")
"""What the CMS puts before its own references, as ``entry::id`` or ``statamic://entry::id``."""
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_TEMPLATE = re.compile(r"\{\{|\{%|<[?%]|\$\{|^%%\w+%%$|^\[\w+\]$")
_OF_AN_ADDRESS = re.compile(r"[/?#=&]")
_BLANK_OR_PART = re.compile(r"\s|^[^\w.%~]+$")
"""Blanks between words, or nothing but punctuation: where nothing of an address is in sight, that is prose."""
_FILE_NAME = re.compile(r"^[^@]*\.[A-Za-z][A-Za-z0-9]{1,4}$")
_ZONED = re.compile(r"^(https?:[/\\]*(?:[^/?#\\@]*@)?\[[0-9A-Fa-f:.]+)%[^\]]*(\].*)$", re.IGNORECASE | re.DOTALL)


def read(href: str, *, known_hosts: frozenset[str] = frozenset(), allowed: tuple[Allowed, ...] = ()) -> Url | Judgement:
    """The address of a link in a page that is served by https, or the judgement that no request could change.

    Args:
        href: exactly as typed.
        known_hosts: names, with or without port, that are vouched for although they are local or reserved.
        allowed: the exact exceptions of the address guard, for links to a private network that may be asked.
    """
    text = href.strip(_OUTER).translate(_DROPPED)
    if len(text) > MAX_LENGTH:
        return _invalid("too-long", f"{len(text)} characters")
    if not text:
        return _invalid("empty", "the link has no address")
    scheme = _scheme(text)
    if scheme in {"http", "https"}:
        return _web(text, scheme, known_hosts, allowed)
    if _SLASHES.match(text):
        return _web("https:" + text, "https", known_hosts, allowed)
    return _other(text, scheme)


def join(base: Url | str, href: str, *, known_hosts: frozenset[str] = frozenset(), allowed: tuple[Allowed, ...] = ()) -> Url | Judgement:
    """Where `href` leads from the page at `base`, by the same rules as `read` but without a guess at slips."""
    text = href.strip(_OUTER).translate(_DROPPED)
    if len(text) > MAX_LENGTH:
        return _invalid("too-long", f"{len(text)} characters")
    parsed = parse(text, base=base.href if isinstance(base, Url) else base)
    if parsed is None:
        return _zoned(text, allowed) or _invalid("malformed", _shortened(text))
    if parsed.scheme not in {"http", "https"}:
        return _unsupported(f"scheme-{parsed.scheme}", _shortened(text))
    return _judged(parsed, known_hosts, allowed)


def _scheme(text: str) -> str:
    match = _SCHEME.match(text)
    return match[0].lower() if match else ""


def _web(text: str, scheme: str, known_hosts: frozenset[str], allowed: tuple[Allowed, ...]) -> Url | Judgement:
    rest = text[len(scheme) + 1 :]
    # In a page served by https, `https:x` and `https:/x` lead to the own site; with `http:` the scheme changes, and
    # browsers take what follows for a host however many slashes there are.
    if scheme == "https" and not _SLASHES.match(rest):
        return _slip(text) or _unsupported("relative", _shortened(text))
    if _ANOTHER.match(rest):
        return _slip(text) or _invalid("malformed", _shortened(text))
    parsed = parse(text)
    if parsed is None:
        return _zoned(text, allowed) or _slip(text) or _invalid("malformed", _shortened(text))
    return _judged(parsed, known_hosts, allowed)


def _judged(parsed: Parsed, known_hosts: frozenset[str], allowed: tuple[Allowed, ...]) -> Url | Judgement:
    url = url_of(parsed)
    host = url.host.rstrip(".")
    address = read_address(host)
    if address is not None:
        why = refusal(host, url.port, allowed=allowed)
        return _unsafe(why) if why else url
    if not known_hosts.isdisjoint({host, f"{host}:{url.port}"}):
        return url
    if not _HOST.fullmatch(url.host) or len(host) > 253:
        return _slip(parsed.href) or _invalid("host-malformed", _shortened(url.host))
    return _by_name(url, host, allowed)


def _by_name(url: Url, host: str, allowed: tuple[Allowed, ...]) -> Url | Judgement:
    if any(entry.name == host and entry.port == url.port for entry in allowed):
        return url
    if is_reserved(host):
        return Judgement(verdict=Verdict.BROKEN, reason="reserved-name", detail=f"{host} is reserved and never exists")
    if is_local(host):
        return _unsafe("internal-name")
    if is_elsewhere(host):
        return _unsupported("other-network", host)
    return _unsafe("forbidden-port") if is_bad(url.port) else url


def _other(text: str, scheme: str) -> Judgement:
    """The judgement on what is no web address."""
    if text.startswith("#"):
        return _unsupported("fragment-only", _shortened(text))
    if scheme in _INTERNAL:
        return _unsupported("internal-reference", _shortened(text))
    if re.match(r"[/\\?]|\.{1,2}[/\\]", text):
        return _unsupported("relative", _shortened(text))
    if not scheme or _doubtful(text, scheme):
        slip = _slip(text)
        if slip is not None:
            return slip
    if not scheme:
        return _without_scheme(text)
    return _unsupported(f"scheme-{scheme}", _shortened(text))


def _without_scheme(text: str) -> Judgement:
    """A path within the own site, or what nobody would take for one."""
    if _TEMPLATE.search(text):
        return _invalid("template", _shortened(text))
    if not _OF_AN_ADDRESS.search(text) and _BLANK_OR_PART.search(text) and not _FILE_NAME.search(text):
        return _invalid("not-an-address", _shortened(text))
    return _unsupported("relative", _shortened(text))


def _doubtful(text: str, scheme: str) -> bool:
    """Whether what looks like a scheme may be a slip: a host with a port, a word before an address, ``htps:``."""
    if scheme in _SCHEMES:
        return False
    rest = text[len(scheme) + 1 :]
    return "." in scheme or bool(re.match(r"\s*[/\\\s]", rest)) or "http" in rest.lower() or "@" in rest


_SCHEMES = frozenset(
    {
        *("mailto", "tel", "sms", "smsto", "fax", "callto", "sip", "sips", "xmpp", "irc", "ircs", "im", "facetime", "skype"),
        *("whatsapp", "tg", "viber", "signal", "slack", "msteams", "zoommtg", "zoomus", "spotify", "steam", "itms", "itms-apps"),
        *("market", "intent", "android-app", "ios-app", "fb", "twitter", "geo", "maps", "comgooglemaps", "waze", "webcal", "feed"),
        *("javascript", "vbscript", "data", "file", "blob", "about", "chrome", "view-source", "ws", "wss", "ftp", "ftps", "sftp"),
        *("ssh", "git", "svn", "ldap", "ldaps", "news", "nntp", "gopher", "gemini", "magnet", "ed2k", "bitcoin", "ethereum"),
        *("urn", "doi", "isbn", "cid", "mid", "tag", "info", "rtsp", "rtmp", "mms", "smb", "nfs", "telnet", "ipfs", "ipns", "dweb"),
        *("ms-word", "ms-excel", "ms-powerpoint", "onenote", "shttp", "tftp", "jar", "resource"),
    }
)
"""Schemes in use, which are never a slip."""


def _slip(text: str) -> Judgement | None:
    found = meant(text)
    return Judgement(verdict=Verdict.INVALID, reason=found[0], detail=_shortened(text), suggest=found[1]) if found else None


def _zoned(text: str, allowed: tuple[Allowed, ...]) -> Judgement | None:
    """An IPv6 address with a zone, which browsers refuse, names a place in the own network all the same."""
    match = _ZONED.match(text)
    parsed = parse(match[1] + match[2]) if match else None
    why = refusal(parsed.host, url_of(parsed).port, allowed=allowed) if parsed else None
    return _unsafe(why) if why else None


def _invalid(reason: str, detail: str) -> Judgement:
    return Judgement(verdict=Verdict.INVALID, reason=reason, detail=detail)


def _unsupported(reason: str, detail: str) -> Judgement:
    return Judgement(verdict=Verdict.UNSUPPORTED, reason=reason, detail=detail)


def _unsafe(why: str) -> Judgement:
    # One uniform sentence: a report must not tell what answers inside the network.
    return Judgement(verdict=Verdict.UNSAFE, reason=why, detail="internal or forbidden address, not contacted")


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"
