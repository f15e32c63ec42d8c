"""Scalars that say themselves what they are."""

import base64
import binascii
from typing import Final

from audit.model.entry import Value
from audit.sources.yaml_values.scalars import php_float

_CORE: Final = "tag:yaml.org,2002:"
_NOTHING: Final = frozenset({"!php/const", "!php/object", "!php/enum"})


def tagged(tag: str, text: str, *, quoted: bool) -> Value:
    """The value of a scalar with a tag: Symfony knows four kinds and refuses the rest.

    Raises:
        ValueError: the tag is not supported, or the text does not fit it.
    """
    if tag in {"!", _CORE + "str"} and (text or quoted):
        return text
    if tag == _CORE + "float" and (text or quoted):
        return php_float(text)
    if tag == _CORE + "binary":
        return _binary(text)
    if tag in _NOTHING:
        return None
    raise ValueError(f"the tag {name_of(tag)} is not supported")


def name_of(tag: str) -> str:
    """The tag as it was written."""
    return "!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag


def _binary(text: str) -> str:
    """Base-64 as text; bytes that are no UTF-8 become the replacement character."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except binascii.Error:
        raise ValueError("the value is not base 64") from None
