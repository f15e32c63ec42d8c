"""Passwords inside addresses belong in no report, log, mail or database."""

import re

_USERINFO = re.compile(r"""(?<=//)(?!@)[^/\s"'<>\\?#]*(?:\\u[0-9a-f]{4}[^/\s"'<>\\?#]*)*@""")
"""Up to the last ``@`` before the path, where the user part ends for browsers (WHATWG URL, 4.4).

JSON writes letters of other alphabets as ``\\u00fc``.
"""

_WRITTEN_USERINFO = re.compile(rb"""//(?!credentials@)[^/\s"'<>\\@?#]+@""")

_SECRET = re.compile(
    r"""((?:[?&;#]|%3F|%26|%23)"""
    r"""(?:x-amz-[a-z-]+|(?:[a-z0-9]+[_-])*(?:key|sig|pass|auth|code|session|sid|otp|jwt|pwd)"""
    r"""|[a-z0-9_-]*(?:token|secret|signature|password|passwd|apikey|accesskey|sessionid|sessid|credentials?))"""
    r"""(?:=|%3D))[^&#;\s"'<>]+""",
    re.IGNORECASE,
)
"""Parameters whose value opens something, also of an address that is itself a parameter. What may stand in front of the shorter words ends
in a sign, for `monkey` is no key; of the longer ones anything may."""


def redacted(text: str) -> str:
    """The text with the user part of every address in it replaced by the word ``credentials``."""
    return _USERINFO.sub("credentials@", text) if "@" in text else text


def tells_credentials(written: bytes) -> bool:
    """Whether UTF-8 texts, whatever stands between them, hold an address with a user part."""
    return b"@" in written and _WRITTEN_USERINFO.search(written) is not None


def without_secrets(text: str) -> str:
    """The text `redacted`, with ``…`` for the value of every parameter of an address that is named like a key to something."""
    text = redacted(text)
    # Nearly every address has no parameter, and there are some hundred thousand.
    return _SECRET.sub(r"\1…", text) if "=" in text or "%3" in text else text
