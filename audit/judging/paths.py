"""What the shape of an address tells."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_LOCALE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_LANGUAGES = re.compile(
    "ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|"
    "km|ko|lt|lv|mk|mn|ms|mt|my|nb|ne|nl|nn|no|pl|ps|pt|ro|ru|sk|sl|sq|sr|sv|sw|ta|th|tl|tr|uk|ur|uz|vi|xh|zh|zu|"
    "at|au|br|ch|cn|gb|ie|in|jp|mx|nz|us|za",
    re.IGNORECASE,
)
"""Languages (ISO 639-1) and the countries that sites use in their place."""
_FRONT = re.compile(r"(?:index|default|home|main|start|welcome|accueil|startseite|inicio)(?:\.\w{2,5})?", re.IGNORECASE)
_LOGIN = re.compile(
    r"(?:^|[/_.=-])(?:log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?on|sso|oauth2?|saml2?|cas|adfs|auth|authenticate|authorize|authwall|wp-login|login\w{0,16}"
    r"|servicelogin|checkpoint|sessions?/new|einloggen|anmeld(?:en|ung)|mitglieder-?login|(?:se-?)?connecter|connexion|identification|acceder|accedi|accesso"
    r"|inici(?:o|ar)-?(?:de-?)?(?:sesion|sessao)|entrar|inloggen|aanmelden|logga-?in|logowanie|zaloguj|prihlaseni|bejelentkezes|giris(?:-?yap)?|vhod|avtorizaciya)(?:$|[/_.?=-])",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"(?:^|[/_.?&=-])(?:404|410|errors?|error-?page|not-?found|page-?not-?found|aspxerrorpath|missing|nicht-?gefunden|introuvable|no-?encontrad[ao]|niet-?gevonden|fehler|erreur)(?:$|[/_.?&=-])",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"(?:^|[/_.?&-])(?:search|suche|recherche|buscar|busqueda|ricerca|zoeken|find|results)(?:$|[/_.?&=-])", re.IGNORECASE)
_SUSPENDED = re.compile(r"suspended|/cgi-sys/|account-?suspend", re.IGNORECASE)
_MAINTENANCE = re.compile(r"(?:^|[/_.-])(?:maintenance|wartung|unavailable|down)(?:$|[/_.?-])", re.IGNORECASE)
_RETURN = re.compile(
    r"(?:^|[?&])(?:next|continue|return|return_?to|return_?url|redirect|redirect_?to|redirect_?uri|destination|dest|goto|back|service|came_from|target|url|r|ref)=([^&]*)",
    re.IGNORECASE,
)
_PARKING_HOST = re.compile(
    r"^ww\d{1,2}\.|(?:^|\.)(?:sedoparking|parkingcrew|bodis|hugedomains|afternic|dan|sedo|buydomains|above|domainmarket|undeveloped|parklogic)\.com$",
    re.IGNORECASE,
)
_PARKING_PATH = re.compile(r"^/(?:parking-?)?lander/?$", re.IGNORECASE)
_DATE = re.compile(r"/(?:19|20)\d\d(?:/[01]?\d)?(?:/[0-3]?\d)?(?=/|$)|/(?:19|20)\d\d[-_]?[01]\d(?:[-_]?[0-3]\d)?(?=/|$)")
_NUMBER = re.compile(r"/\d+/|/[^/]*\d{3}[^/]*/|/(?=[^/]*[A-Z])(?=[^/]*\d)[A-Z0-9]{6,}/")
"""A folder that is a number, has one of three digits or more, or is a code of capitals and digits."""
_EXTENSION = range(2, 6)
"""How many letters and digits the extension of a file's name has."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_WORDS = frozenset(
    {
        "www",
        "html",
        "htm",
        "php",
        "aspx",
        "asp",
        "jsp",
        "index",
        "the",
        "and",
        "for",
        "page",
        "pages",
        "article",
        "articles",
        "news",
        "blog",
        "post",
        "posts",
        "node",
        "item",
        "default",
    }
)

PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "bmp"})
"""Extensions of what is seen at once, without a viewer."""
MEDIA_FILES = frozenset(
    {
        "pdf",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "avif",
        "bmp",
        "tif",
        "tiff",
        "mp3",
        "mp4",
        "m4a",
        "m4v",
        "mov",
        "avi",
        "wav",
        "ogg",
        "webm",
        "zip",
        "gz",
        "rar",
        "7z",
        "tar",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "odt",
        "ods",
        "odp",
        "rtf",
        "csv",
        "epub",
        "exe",
        "dmg",
        "apk",
        "ics",
    }
)
"""Extensions of files that are no pages."""


def _path(url: str) -> str:
    """The path as `urlsplit` has it, which takes long over what was settled when the address was serialised."""
    _, separator, rest = url.partition("://")
    if not separator:
        return urlsplit(url).path
    begin = rest.partition("#")[0].partition("?")[0]
    slash = begin.find("/")
    return begin[slash:] if slash >= 0 else ""


@lru_cache(maxsize=1024)  # two dozen looks at one page ask for the same one or two addresses
def segments(url: str) -> tuple[str, ...]:
    """The parts of the path that say something: no empty ones, no front-page names, no language at the start."""
    parts = [unquote(part) if "%" in part else part for part in _path(url).split("/") if part]
    locale = _LOCALE.fullmatch(parts[0]) if parts else None
    if locale and _LANGUAGES.fullmatch(locale[1]):
        parts = parts[1:]
    return tuple(part for part in parts if not _FRONT.fullmatch(part))


def is_numbered(url: str) -> bool:
    """Whether a folder of the address has the number of a thing, as shops and forums have it before the words; a date is none."""
    path = _DATE.sub("/", urlsplit(url).path)
    return bool(_NUMBER.search(path.rstrip("/").rpartition("/")[0] + "/"))


@lru_cache(maxsize=1024)
def is_front(url: str) -> bool:
    """Whether an address is a front page, of a site or of a language of it."""
    return not segments(url) and not urlsplit(url).query


@lru_cache(maxsize=1024)
def is_login(url: str) -> bool:
    """Whether an address is that of a door: the path says so, or the host."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return bool(_LOGIN.search(parts.path)) or host.split(".")[0] in {"login", "signin", "sso", "auth", "accounts", "idp", "passport"}


def is_error(url: str) -> bool:
    """Whether an address names itself an error page."""
    parts = urlsplit(url)
    return bool(_ERROR.search(parts.path) or (_ERROR.search("?" + parts.query[:200]) and "aspxerrorpath" in parts.query.lower()))


def is_search(url: str) -> bool:
    """Whether an address is that of a search."""
    parts = urlsplit(url)
    return bool(_SEARCH.search(parts.path)) or bool(re.search(r"(?:^|&)(?:q|s|query|search|keywords?)=", parts.query))


def is_suspended(url: str) -> bool:
    """Whether an address is that on which hosts show accounts they switched off."""
    parts = urlsplit(url)
    return bool(_SUSPENDED.search(parts.path))


def is_maintenance(url: str) -> bool:
    """Whether an address names itself a maintenance page."""
    return bool(_MAINTENANCE.search(urlsplit(url).path))


def returns_to(url: str, asked: str) -> bool:
    """Whether an address carries the way back to the one that was asked."""
    query, asked_parts = urlsplit(url).query, urlsplit(asked)
    if len(asked_parts.path) < 2:
        return bool(_RETURN.search(query)) and (asked_parts.hostname or "?") in unquote(query)
    return any(asked_parts.path in unquote(unquote(found[1])) for found in _RETURN.finditer(query))


def is_parking(url: str) -> bool:
    """Whether an address is one that domain parkers use: by its host, or by the path of the page for visitors of a parked name."""
    parts = urlsplit(url)
    return bool(_PARKING_HOST.search(parts.hostname or "") or _PARKING_PATH.search(parts.path))


def extension(url: str) -> str:
    """The file extension of an address, in lower case; empty when there is none."""
    _, dot, last = _path(url).rpartition(".")
    return last.lower() if dot and len(last) in _EXTENSION and last.isascii() and last.isalnum() else ""


@lru_cache(maxsize=1024)
def slug_words(url: str) -> frozenset[str]:
    """The telling words of an address's path, in lower case."""
    return frozenset(word for part in segments(url) for word in _WORD.findall(part.lower()) if word not in _NO_WORDS)


def is_parent(url: str, of: str) -> bool:
    """Whether `url` is a folder above `of` on the same host."""
    above, below = urlsplit(url), urlsplit(of)
    folder = above.path if above.path.endswith("/") else above.path + "/"
    return above.hostname == below.hostname and below.path.startswith(folder) and below.path != above.path
