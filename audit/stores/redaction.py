"""Passwords inside addresses have no place in a database."""

import re

_USERINFO = re.compile(r"""(?<=//)(?!credentials@)[^/\s"'<>\\@?#]+@""")


def redacted(text: str) -> str:
    """The text with the user part of every address in it replaced by the word ``credentials``."""
    return _USERINFO.sub("credentials@", text)


def kept(text: str) -> str:
    """A text of the web as every database can keep it: redacted, without NUL and lone surrogates."""
    return redacted(text).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
