"""Addresses found in pages and headers, made absolute."""

from audit.urls import Url, join

_LONGEST = 16_384
_ASCII = 0x7F


def absolute(base: str, href: str) -> str:
    """Where `href` leads from `base`; as written where it leads nowhere that could be asked, so that its judgement can be given later."""
    found = join(base, href[:_LONGEST])
    return found.href if isinstance(found, Url) else href[:_LONGEST].strip()


def location_text(value: str) -> str:
    """A ``Location`` header as browsers send it on: raw bytes beyond ASCII percent-encoded one by one.

    Args:
        value: the header's value, its bytes read as Latin-1.
    """
    if value.isascii():
        return value
    return "".join(character if ord(character) <= _ASCII else "".join(f"%{byte:02X}" for byte in _bytes(character)) for character in value)


def _bytes(character: str) -> bytes:
    try:
        return character.encode("latin-1")
    except UnicodeEncodeError:
        return character.encode("utf-8", "surrogateescape")
