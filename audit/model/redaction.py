"""Passwords inside addresses belong in no report, log, mail or database."""

import re

_USERINFO = re.compile(r"""(?<=//)(?!credentials@)[^/\s"'<>\\@?#]+@""")


def redacted(text: str) -> str:
    """The text with the user part of every address in it replaced by the word ``credentials``."""
    return _USERINFO.sub("credentials@", text) if "@" in text else text
