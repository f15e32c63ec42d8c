"""Values and trees brought to bytes, whatever texts they hold."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, indent, tostring

from audit.renderers.mended import mended

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 has no way to write."""


def json_bytes(value: Any, *, indented: bool = True) -> bytes:
    """A value as JSON in UTF-8 with a newline at its end."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1 if indented else None)
    return mended(text).encode() + b"\n"


def xml_text(text: str) -> str:
    """A text with every character that XML cannot write replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", mended(text))


def xml_bytes(tree: Element) -> bytes:
    """A tree as an XML document in UTF-8."""
    indent(tree)
    written: bytes = tostring(tree, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
