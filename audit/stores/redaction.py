"""Passwords inside addresses have no place in a database."""

import re

_USERINFO = re.compile(r"""(?<=//)(?!credentials@)[^/\s"'<>\\@?#]+@""")


def redacted(text: str) -> str:
    """The text with the user part of every address in it replaced by the word ``credentials``."""
    return _USERINFO.sub("credentials@", text)


def storable(text: str) -> str:
    """The text as every database can keep it: without NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
