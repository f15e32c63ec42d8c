"""What Symfony does to a text before it parses it, and what a C parser needs besides.

Every step keeps the length of each line, so that places stay true.
"""

import re
from dataclasses import dataclass
from typing import Final

from audit.sources.yaml_values.errors import YamlError

_HEADER: Final = re.compile(r"%YAML[: ][\d.]+.*\n")
_COMMENTS: Final = re.compile(r"(?:#.*\n)+")
_FENCE: Final = re.compile(r"---.*\n")
SPECIAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that libyaml refuses or takes for line breaks, and Symfony keeps."""
_FAR: Final = "\u2028\u2029\ufffe\uffff"
"""Those of them that lie far beyond ASCII."""
_SPECIAL_CHARACTERS: Final = (
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"),
    *(chr(code) for code in range(0x7F, 0xA0)),
    *_FAR,
)
_ESCAPED: Final = re.compile(r"\\(?:[0abvfeNLP]|x[0189][0-9A-Fa-f]|x7[Ff]|u00(?:[0189][0-9A-Fa-f]|7[Ff])|u202[89]|u[Ff]{3}[EeFf])")
_HARMLESS: Final = bytes(byte for byte in range(0x100) if byte in b"\t\n\r" or (byte >= 0x20 and byte != 0x7F))
_LEAD: Final = b"\xc2"
"""How the characters of `SPECIAL` from U+0080 to U+009F begin in UTF-8."""
_MENDED: Final = ":-?,]}\t"
_BASES: Final = range(0xF0000, 0x10FF00, 0x100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready for the parser."""

    text: str
    """With line feeds only, and without header, leading comments and fence."""
    first_line: int
    """The line of the file in which `text` begins, from 1."""
    lost_ending: int | None
    """Where in `text` three dots stood that the CMS cuts off, if any."""


def prepare(text: str) -> Prepared:
    """The text as Symfony's ``Parser::cleanup`` leaves it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    start, fenced = 0, False
    for pattern in (_HEADER, _COMMENTS, _FENCE):
        if found := pattern.match(text, start):
            start = found.end()
            fenced = pattern is _FENCE
    lines = 1 + text.count("\n", 0, start)
    text = text[start:]
    # Only a fenced text loses its last dots; dots at the very beginning of the last line end a document and cost no one anything.
    shorter = text.rstrip(" \t\n\r\f\v")
    if not fenced or not shorter.endswith("..."):
        return Prepared(text=text, first_line=lines, lost_ending=None)
    at = len(shorter) - 3
    return Prepared(text=text[:at], first_line=lines, lost_ending=at if text[at - 1 : at] not in {"", "\n"} else None)


def has_special(text: str) -> bool:
    """Whether a text holds one of the `SPECIAL` characters."""
    raw = text.encode("utf-8")
    if raw.translate(None, _HARMLESS):
        return True
    # A search for one sign is an order of magnitude faster than one for a class of them, and nearly always the end of it.
    return any(sign in text for sign in _FAR) or (_LEAD in raw and SPECIAL.search(text) is not None)


def has_escaped(text: str) -> bool:
    """Whether a text may hold one of the `SPECIAL` characters as the CMS writes most of them: escaped, between double quotes."""
    return "\\" in text and _ESCAPED.search(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """Stand-ins for characters that the parser may not see, taken from a private plane and put back in every string."""

    there: dict[int, str]
    back: dict[int, str]

    @classmethod
    def for_text(cls, text: str) -> "Disguise":
        """Stand-ins that do not occur in `text`.

        Raises:
            YamlError: the text uses the whole private plane.
        """
        characters = (*_SPECIAL_CHARACTERS, *_MENDED)
        for base in _BASES:
            stand_ins = [chr(base + position) for position in range(len(characters))]
            if not any(stand_in in text for stand_in in stand_ins):
                return cls(
                    there={ord(character): stand_in for character, stand_in in zip(characters, stand_ins, strict=True)},
                    back={ord(stand_in): character for character, stand_in in zip(characters, stand_ins, strict=True)},
                )
        raise YamlError("the text is made of private-use characters")

    def hide(self, text: str) -> str:
        """The text without the characters that the parser refuses."""
        return text.translate({code: stand_in for code, stand_in in self.there.items() if chr(code) not in _MENDED})

    def show(self, text: str) -> str:
        """A string as it was written."""
        return text.translate(self.back)
