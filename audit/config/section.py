"""What every part of the configuration is made of."""

import re
from email.utils import getaddresses
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from audit.config.durations import seconds_of
from audit.model.correspondence import may_be_written_to
from audit.urls.whatwg import parse

Seconds = Annotated[float, BeforeValidator(seconds_of), Field(ge=0)]
"""A number of seconds, or a text such as ``50ms``, ``10s``, ``5m``, ``3h``, ``2d``."""


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is not a time zone of the IANA database, such as Europe/Berlin")
    return name


def one_address(written: str) -> str:
    """The text, which has to be one mail address, with or without a name.

    Raises:
        ValueError: it is none, or several.
    """
    parsed = getaddresses([written])
    address = parsed[0][1] if len(parsed) == 1 else ""
    # A group (RFC 5322, 3.4) is read as its members: only an address alone, or one in angle brackets at the end, is one address.
    alone = written.strip() == address or written.rstrip().endswith(f"<{address}>")
    if not alone or not may_be_written_to(address) or not written.isprintable():
        raise ValueError("is not one mail address, such as amina@example.org or Amina <amina@example.org>")
    return written


def in_ascii(written: str) -> str:
    """The address as it travels: a name of other letters in IDNA, the rest percent-encoded. Headers of mails and requests take no other.

    Raises:
        ValueError: no browser could make anything of it.
    """
    if written.isascii():
        return written
    parsed = parse(written)
    if parsed is None:
        raise ValueError("is not an address that a browser could open")
    return parsed.href if written.endswith("/") else parsed.href.rstrip("/")


def _web_address(written: str) -> str:
    written = in_ascii(written)
    parts = urlsplit(written)
    if written and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc):
        raise ValueError("is not an address such as https://audit.example.org")
    return written.rstrip("/")


def _header_name(written: str) -> str:
    if written and not re.fullmatch(r"[A-Za-z0-9-]+", written):
        raise ValueError("is not the name of a header, such as X-Remote-User")
    return written


Zone = Annotated[str, AfterValidator(_known_zone)]
Address = Annotated[str, AfterValidator(one_address)]
AsciiAddress = Annotated[str, AfterValidator(in_ascii)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
HeaderName = Annotated[str, AfterValidator(_header_name)]


class Section(BaseModel):
    """A part of the configuration: unknown keys are mistakes, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
