"""Addresses of the web in a mail: readable, never clickable, and harmless when they are dangerous."""

import unicodedata
from urllib.parse import urlsplit

from audit.model.redaction import without_secrets

LONGEST = 90
"""Characters of an address that are shown; the middle is left out."""


def shown(url: str, *, dangerous: bool = False) -> str:
    """An address as a mail prints it: without scheme and credentials, shortened in the middle.

    A dangerous one is written ``old-portal[.]example``, so that no mail program makes a link of it. Schemes other than http and
    https stay in sight: they are what is wrong.
    """
    clean = plain(url)
    try:
        parts = urlsplit(clean)
        host, web = parts.netloc.rpartition("@")[2], parts.scheme.lower() in ("http", "https")
    except ValueError:
        host, web = "", False
    if not web or not host:
        text = clean.replace(".", "[.]").replace("://", "[:]//") if dangerous else clean
    else:
        rest = clean.partition("://")[2].partition("/")[2]
        text = (host.replace(".", "[.]") if dangerous else host) + (f"/{rest}" if rest else "")
    return middle_out(text)


def middle_out(text: str, longest: int = LONGEST) -> str:
    """The text with its middle left out when it is too long."""
    if len(text) <= longest:
        return text
    head = (longest - 1) * 2 // 3
    return f"{text[:head]}…{text[-(longest - 1 - head) :]}"


def plain(text: str) -> str:
    """The text in one line, without secrets, control characters, and marks that turn the writing direction."""
    visible = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in without_secrets(text) if not _steers(sign))
    return " ".join("".join(visible).split())


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Cs") and sign not in "\u200d\u00ad"


def clipped(text: str, longest: int) -> str:
    """The text cut on a word, with an ellipsis when something is missing."""
    text = plain(text)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > longest // 2 else cut).rstrip(" ,.;:") + "…"
