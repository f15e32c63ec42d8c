"""Addresses as editors type them: what kind they are, and where they stand in running text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from audit.model.link import LinkKind

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_APPS: Final = frozenset(
    {"callto", "cid", "data", "facetime", "fb-messenger", "geo", "maps", "sip", "sips", "skype", "sms", "tg", "viber", "whatsapp", "xmpp"}
)
"""Schemes that another program opens, or that hold the thing itself."""
_REFERENCE: Final = re.compile(r"(?:statamic://|entry::|asset::|@child\b)")
_WHOLE: Final = re.compile(r"(?:https?://\S+|(?:mailto|tel|sms|callto):\S.*|(?:statamic://)?(?:entry|asset)::\S.*|@child)", re.IGNORECASE)
_HOST_LIKE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.([^\W\d_]{2,24})(?=[/?#:]|$)")
_FILES: Final = frozenset(
    {
        "aspx",
        "asp",
        "cfm",
        "cgi",
        "css",
        "csv",
        "doc",
        "docx",
        "epub",
        "gif",
        "gz",
        "htm",
        "html",
        "ics",
        "jpeg",
        "jpg",
        "js",
        "json",
        "jsp",
        "markdown",
    }
    | {
        "md",
        "mp3",
        "mp4",
        "odt",
        "pdf",
        "php",
        "png",
        "ppt",
        "pptx",
        "rss",
        "rtf",
        "svg",
        "tar",
        "txt",
        "webp",
        "xhtml",
        "xls",
        "xlsx",
        "xml",
        "zip",
    }
)
"""Endings that name a file rather than a host."""
_BARE: Final = re.compile(
    r"https?://(?=[\w\[])[^\s<>\"“”„«»‹›`|^\\\x00-\x20\x7f-\x9f\u2026。、，；：！？「」『』【】《》〈〉（）]+(\u2026?)", re.IGNORECASE
)
_JOINED: Final = re.compile(r"[,;]+(?=https?://)", re.IGNORECASE)
"""What stands between two addresses that lack a blank between them."""
_TRAILING: Final = ".,;:!?'’‘*_~"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_TEMPLATE: Final = ("{{", "{%", "${", "<?", "$host", "[[")


@lru_cache(maxsize=8192)
def kind_of(href: str, usual: LinkKind) -> LinkKind:
    """The kind of a link with this address, `usual` for what the web can be asked about or a person mistyped.

    References inside the site and relative paths are internal. A text that only looks like a relative path, such as
    ``www.example.org`` or a sentence, keeps the usual kind: judging it says what is wrong with it.
    """
    typed = href.strip()
    if _REFERENCE.match(typed):
        return LinkKind.INTERNAL
    scheme = _SCHEME.match(typed)
    if scheme:
        match scheme[1].lower():
            case "mailto":
                return LinkKind.MAIL
            case "tel":
                return LinkKind.PHONE
            case name if name in _APPS:
                return LinkKind.OTHER
        return usual
    if typed.startswith("//") or not typed:
        return usual
    if typed[0] in "/#?.":
        return LinkKind.INTERNAL
    return usual if _looks_mistyped(typed) else LinkKind.INTERNAL


def _looks_mistyped(typed: str) -> bool:
    """Whether a text without scheme was hardly meant as a path inside the site: words, a host, a mail address, a telephone number."""
    if any(character.isspace() for character in typed) or "@" in typed or "," in typed or typed[0] in "+(":
        return True
    host = _HOST_LIKE.match(typed)
    return typed.lower().startswith("www.") or (host is not None and host[1].lower() not in _FILES)


def is_whole(value: str) -> bool:
    """Whether a value is nothing but one address or reference."""
    typed = value.strip()
    return "\n" not in typed and _WHOLE.fullmatch(typed) is not None and not (" " in typed and typed[:4].lower() == "http")


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every web address written out in running text, without the punctuation around it.

    Addresses that end in an ellipsis are cut short, those with a placeholder are code: neither is one.
    """
    for found in _BARE.finditer(text):
        if found[1] or any(sign in found[0] for sign in _TEMPLATE):
            continue
        for start, stop in _apart(text, found.start(), found.end()):
            end = _end(text, start, stop)
            if not text.endswith("://", start, end):
                yield start, end


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The addresses of which a run of characters is made: nearly always one."""
    for joint in _JOINED.finditer(text, start, end) if text.count("://", start, end) > 1 else ():
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _end(text: str, start: int, end: int) -> int:
    """Where the address ends: closing brackets belong to it only when they were opened in it."""
    surplus = {close: text.count(close, start, end) - text.count(opening, start, end) for close, opening in _BRACKETS.items()}
    while (last := text[end - 1]) in _TRAILING or surplus.get(last, 0) > 0:
        surplus[last] = surplus.get(last, 0) - 1
        end -= 1
    return end
