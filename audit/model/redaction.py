"""Passwords inside addresses belong in no report, log, mail or database."""

import re

_USERINFO = re.compile(r"""(?<=//)(?!credentials@)[^/\s"'<>\\@?#]+@""")

_WRITTEN_USERINFO = re.compile(rb"""//(?!credentials@)[^/\s"'<>\\@?#]+@""")

_SECRET = re.compile(
    r"""([?&;#](?:x-amz-[a-z-]+|(?:[a-z0-9]+[_-])*(?:token|key|sig|signature|secret|password|passwd|pass|auth|code|session|sid))=)"""
    r"""[^&#;\s"'<>]+""",
    re.IGNORECASE,
)
"""Parameters whose value opens something. The possible names in front end in a sign that no name has, so nothing is tried twice."""


def redacted(text: str) -> str:
    """The text with the user part of every address in it replaced by the word ``credentials``."""
    return _USERINFO.sub("credentials@", text) if "@" in text else text


def tells_credentials(written: bytes) -> bool:
    """Whether UTF-8 texts, whatever stands between them, hold an address with a user part."""
    return b"@" in written and _WRITTEN_USERINFO.search(written) is not None


def without_secrets(text: str) -> str:
    """The text `redacted`, with ``…`` for the value of every parameter of an address that is named like a key to something."""
    return _SECRET.sub(r"\1…", redacted(text))
