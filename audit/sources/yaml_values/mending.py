"""Slips that the CMS reads and a strict parser does not.

Symfony takes ``a: foo:``, ``a: - b`` and ``a: ? b`` for texts, drops what follows a closed ``[list]`` in its line, skips holes
in ``[x, , y]``, and turns halves of characters into replacement characters. Each mend changes one place that the parser
choked on, never the length of the text, so every place stays true.
"""

import re
from typing import Final

import yaml

from audit.sources.yaml_values.prepared import Disguise

_HALF: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def mend(text: str, error: yaml.MarkedYAMLError, disguise: Disguise) -> str | None:
    """The text with the place of `error` mended, or None when the CMS would stop there too."""
    mark = error.problem_mark
    if mark is None or mark.index >= len(text):
        return None
    at = mark.index
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    before, there, after = text[start:at], text[at], text[at + 1 : end]
    if "invalid Unicode character" in (error.problem or ""):
        line = _HALF.sub(r"\1\\ufffd", text[start:end])
        return text[:start] + line + text[end:] if line != text[start:end] else None
    if _is_text(before, there, after):
        return text[:at] + disguise.there[ord(there)] + text[at + 1 :]
    if there == "," and "expected node content" in (error.problem or ""):
        return text[:at] + " " + text[at + 1 :]
    if before.rstrip(" ").endswith(("]", "}")):
        return text[:at] + " " * (end - at) + text[end:]
    return None


def _is_text(before: str, there: str, after: str) -> bool:
    """Whether a colon, dash or question mark that looks like structure is part of an unquoted text."""
    if there == ":":
        return ": " in before and not after.strip()
    return there in "-?" and before.rstrip(" ").endswith(":")
