"""Header fields as they came over the wire, and as they are sent."""

from collections.abc import Iterable

from audit.model.probe import Headers

_ADDRESSES = frozenset({b"location", b"content-location", b"refresh", b"link", b"uri"})

ACCEPT: Headers = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en-US,en;q=0.9"),
    ("Accept-Encoding", "gzip, deflate, br"),
)
"""What browsers send, as some servers refuse requests that lack it."""


def read(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Header fields as text, every byte kept.

    UTF-8 where it is UTF-8. In addresses other bytes are percent-encoded, as that is how they must be asked for again;
    elsewhere they are read as Latin-1.
    """
    return tuple((name.decode("latin-1"), value.decode("ascii") if value.isascii() else _text(name.lower(), value)) for name, value in raw)


def _text(name: bytes, value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if name in _ADDRESSES:
            return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value)
        return value.decode("latin-1")


def merged(*groups: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields of all groups, later ones instead of earlier ones of the same name; an empty value leaves a field out."""
    fields: dict[str, tuple[str, str]] = {}
    for group in groups:
        for name, value in group:
            fields[name.lower()] = (name, value)
    return {name: value for name, value in fields.values() if value}
