"""What a visitor sees nothing of."""

import html
import re
import unicodedata

from audit.model.entry import Value

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TAGS = re.compile(rf"<!--.*?-->|{_TAG.pattern}", re.DOTALL)
_SHOWN_TAGS = re.compile(r"<(?:img|video|audio|iframe|embed|object|svg|canvas|input|hr|picture|source)\b", re.IGNORECASE)
_LOOKS_BLANK = frozenset("\u2800\u115f\u1160\u3164\uffa0\u034f")
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_BLANK_NODES = frozenset({"paragraph", "heading", "text", "doc", "hardBreak", "hard_break"})


def is_blank_text(text: str) -> bool:
    """Whether a text shows nothing: white space of any kind, characters without width, or markup around nothing."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    if not text or _is_invisible(text):
        return True
    if "<" not in text and "&" not in text:
        return False
    if _SHOWN_TAGS.search(text):
        return False
    # Where no comment is closed any more, looking for the end of each that begins would take for ever.
    closed, end, rest = text.rpartition("-->")
    return _is_invisible(html.unescape(_TAGS.sub("", closed + end) + _TAG.sub("", rest)))


def is_blank(value: Value) -> bool:
    """Whether a value, however nested, shows nothing. Numbers and switches always say something."""
    if value is None:
        return True
    if isinstance(value, str):
        return is_blank_text(value)
    if isinstance(value, list | tuple):
        return all(is_blank(part) for part in value)
    if isinstance(value, dict):
        return _is_blank_node(value) if isinstance(value.get("type"), str) else all(is_blank(part) for part in value.values())
    return False


def _is_blank_node(node: dict[str, Value]) -> bool:
    """Whether a node of a rich text shows nothing. Images, rules and sets show something even without words."""
    if node["type"] not in _BLANK_NODES:
        return "content" in node and bool(node["content"]) and is_blank(node["content"])
    return is_blank(node.get("text")) and is_blank(node.get("content"))


def _is_invisible(text: str) -> bool:
    """Separators, controls and format characters only; the Braille blank and the Hangul fillers look like blanks too."""
    return all(character in _LOOKS_BLANK or unicodedata.category(character) in _BLANK_CATEGORIES for character in text)
