"""Header fields as they came over the wire, and as they are sent."""

import re
from collections.abc import Iterable
from functools import lru_cache

from audit.model.probe import Failure, Headers, Reason
from audit.net.noanswer import NoAnswerError
from audit.ports import Request
from audit.urls.whatwg import Parsed

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


def head_of(request: Request, parsed: Parsed, *, user_agent: str, keep: bool) -> bytes:
    """The head of a request as it goes over the wire.

    Args:
        request: what is asked.
        parsed: its address.
        user_agent: how we name ourselves.
        keep: whether the connection may be used again.

    Raises:
        NoAnswerError: a field would break out of its line.
    """
    host = parsed.host.rstrip(".") + (f":{parsed.port}" if parsed.port else "")
    end = "\r\n\r\n" if keep else "\r\nConnection: close\r\n\r\n"
    return f"{request.method} {parsed.path}{parsed.query} HTTP/1.1\r\nHost: {host}\r\n{_fields(user_agent, request.headers)}{end}".encode()


@lru_cache(maxsize=256)  # nearly every request of a night sends the same ones
def _fields(user_agent: str, more: Headers) -> str:
    lines = [f"{name}: {value}" for name, value in merged((("User-Agent", user_agent),), ACCEPT, more).items()]
    if any(re.search(r"[\r\n\0]", line) for line in lines):
        raise NoAnswerError(Failure(reason=Reason.INTERNAL, detail="a header field with a line break"))
    return "\r\n".join(lines)
