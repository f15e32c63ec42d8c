"""What editors mean when they mistype an address: one small repair for each kind of slip."""

import re
from collections.abc import Callable

from audit.urls.domains import has_known_suffix, is_reserved
from audit.urls.whatwg import parse

_EMBEDDED = re.compile(r"https?:/{1,2}[^\s<>\"'\u201c\u201d\u2018\u2019\u00ab\u00bb]+", re.IGNORECASE)
_MARKDOWN = re.compile(r"\]\(\s*<?(https?://[^\s)>]+)", re.IGNORECASE)
_DOUBLED = re.compile(r"^https?:/*(https?)(?::/*|/{2,})", re.IGNORECASE)
_NO_COLON = re.compile(r"^(?:h?t{1,3}ps?[;.,]?|:)\s*(?:/{2}|\\{2})[/\\]*(?=[^/\\])", re.IGNORECASE)
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)\s*:\s*(.*)$", re.DOTALL)
_MAIL = re.compile(
    r"^(?:(?:e-?mail|mail ?to)[\s:]+)?([^\s@/:,;<>()\[\]\"]+@[^\s@/:,;<>()\[\]\"]+\.[^\s@/:,;<>()\[\]\".]{2,})\.?$", re.IGNORECASE
)
_PHONE = re.compile(r"^(?:(?:phone|fon|tel|telefon|t|f|fax)\.?\s*:?\s*)?(\+?\(?\d[\d\s()./\u00a0\u2010-\u2015-]{3,}\d)$", re.IGNORECASE)
_AT = re.compile(r"\s?[(\[{]\s?(?:at|ät|arroba|chiocciola)\s?[)\]}]\s?", re.IGNORECASE)
_NO_PHONE = re.compile(r"(?:19|20)\d\d(?:[/.-]\d{1,4}){1,2}|10\.\d{4,9}/\S*")
"""A year and what follows it, as in addresses of archives; the number of a publication (DOI)."""
_GLUED = re.compile(r"^https?[.,;]?(?=www\d?\.)", re.IGNORECASE)
_IN_PROSE = re.compile(r"(?<![\w.@/-])www\d?\.[^\s/?#:@\\<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_BARE_HOST = re.compile(r"^(?:www\d?\.)?[^\s/?#:@\\]+\.[^\s/?#:@\\.]{2,}\.?(?::\d{1,5})?(?=[/?#\\]|$)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:md|py|sh|pl|rs|zip|mov|cc|ps|so|app|pub|mp)$", re.IGNORECASE)
_FEW_DIGITS, _MANY_DIGITS, _MOST_DIGITS = 5, 7, 15
"""Of a telephone number that is written as one, of any other, and by ITU-T E.164."""
_WRAPPED = "\"'<>()[]{}\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a`*_,;. \u00a0\u200b\u200c\u200d\u2060\ufeff"
_TAIL = _WRAPPED + ":!?"
"""What may stand behind an address and is seldom part of it."""


def meant(text: str) -> tuple[str, str] | None:
    """The slip in an address that is none, as a kebab-case word, and the address that was meant; None when nothing fits.

    Args:
        text: the href without outer blanks; it is not an absolute web address, or fails to parse.
    """
    for word, repair in _REPAIRS:
        candidate = repair(text)
        if candidate is not None and candidate != text:
            return word, candidate
    return None


def _from_markdown(text: str) -> str | None:
    match = _MARKDOWN.search(text)
    return _good(match[1]) if match else None


def _doubled_scheme(text: str) -> str | None:
    match = _DOUBLED.match(text)
    return _good(f"{match[1].lower()}://{text[match.end() :]}") if match else None


def _misspelt_scheme(text: str) -> str | None:
    match = _SCHEME.match(re.sub(r"^h\s*t\s*t\s*p\s*(s?)\s*:", r"http\1:", text, flags=re.IGNORECASE))
    if match is None or not _resembles_http(match[1].lower()):
        return None
    rest = re.sub(r"^[/\\\s:]+", "", match[2])
    scheme = match[1].lower() if match[1].lower() in {"http", "https"} else "https"
    return _good(f"{scheme}://{rest}") if rest else None


def _missing_colon(text: str) -> str | None:
    match = _NO_COLON.match(text) or _GLUED.match(text)
    return _good("https://" + text[match.end() :]) if match else None


def _embedded(text: str) -> str | None:
    match = _EMBEDDED.search(text)
    return _good(match[0]) if match else None


def _named_in_prose(text: str) -> str | None:
    match = _IN_PROSE.search(text) if re.search(r"\s", text) else None
    return _good("https://" + match[0]) if match else None


def _mail(text: str) -> str | None:
    match = _MAIL.match(_AT.sub("@", text, count=1))
    return f"mailto:{match[1]}" if match else None


def _phone(text: str) -> str | None:
    match = None if _NO_PHONE.fullmatch(text) else _PHONE.match(text)
    digits = re.sub(r"[^\d+]", "", match[1]) if match else ""
    least = _FEW_DIGITS if match and re.search(r"[\s+(]", match[1]) else _MANY_DIGITS
    return f"tel:{digits}" if least <= len(digits.lstrip("+")) <= _MOST_DIGITS else None


def _missing_scheme(text: str) -> str | None:
    text = text.strip(_WRAPPED)
    match = _BARE_HOST.match(text)
    if match is None:
        return None
    host = match[0].partition(":")[0]
    if not host.lower().startswith("www.") and (_FILE.search(host) or not _has_suffix(host)):
        return None
    return _good("https://" + text)


def _odd_host(text: str) -> str | None:
    """An address whose host cannot be one: blanks, commas and doubled dots put right, or the host cut where it ends."""
    match = re.match(r"^(https?):[/\\]*([^/?#\\]*)(.*)$", text, re.IGNORECASE | re.DOTALL)
    if match is None:
        return None
    scheme, host, rest = match[1].lower(), match[2], match[3]
    port = re.sub(r":\d{5,}$|:[^:\]@]*[^\d:\]@][^:\]@]*$", "", host)
    tries = (
        re.sub(r"\.{2,}", ".", re.sub(r"\s+", "", host)).lstrip("."),
        re.split(r"[\s<>\"'()\[\]{}\u201c\u201d\u00bb|]|[,;]https?:?$", host, maxsplit=1)[0].rstrip(_TAIL),
        re.sub(r"\s*,\s*", ".", host),
        port,
    )
    for number, candidate in enumerate(tries):
        if candidate and candidate != host and _has_suffix(candidate.rpartition("@")[2].partition(":")[0]):
            return _good(f"{scheme}://{candidate}{rest if number != 1 else ''}")
    return None


def _good(candidate: str) -> str | None:
    """The candidate without what touches it, when it is an address of a host that can exist."""
    candidate = candidate.lstrip(_WRAPPED)
    while candidate and candidate[-1] in _TAIL and not _closes(candidate):
        candidate = candidate[:-1]
    parsed = parse(candidate)
    return candidate if parsed and (has_known_suffix(parsed.host) or is_reserved(parsed.host)) and not re.search(r"\s", candidate) else None


def _closes(text: str) -> bool:
    """Whether the last character closes a bracket that was opened."""
    opening = {")": "(", "]": "[", "}": "{"}.get(text[-1])
    return opening is not None and text.count(text[-1]) <= text.count(opening)


def _has_suffix(host: str) -> bool:
    parsed = parse("https://" + host + "/")
    return parsed is not None and has_known_suffix(parsed.host)


def _resembles_http(scheme: str) -> bool:
    """Whether a scheme is ``http`` or ``https`` with a slip: doubled, missing, swapped or one wrong letter."""
    return bool(re.fullmatch(r"[htps]{3,8}", scheme) and "t" in scheme and "p" in scheme) or any(
        _one_edit(scheme, wanted) for wanted in ("http", "https")
    )


def _one_edit(text: str, wanted: str) -> bool:
    """Whether one letter added, dropped or replaced, or two neighbours swapped, turns `text` into `wanted`."""
    start = next((i for i, (a, b) in enumerate(zip(text, wanted, strict=False)) if a != b), min(len(text), len(wanted)))
    a, b = text[start:], wanted[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


_REPAIRS: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("markdown-pasted", _from_markdown),
    ("scheme-doubled", _doubled_scheme),
    ("scheme-misspelt", _missing_colon),
    ("mail-without-mailto", _mail),
    ("phone-without-tel", _phone),
    ("host-malformed", _odd_host),
    ("scheme-misspelt", _misspelt_scheme),
    ("text-around-address", _embedded),
    ("scheme-missing", _missing_scheme),
    ("text-around-address", _named_in_prose),
)
"""In this order: the more telling slip first."""
