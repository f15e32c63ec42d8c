"""The split of an entry's file into fields and body, as Statamic cuts it."""

import re
from dataclasses import dataclass
from typing import Final

from audit.sources.yaml_values import PAGE, Document, YamlError, load

BODY_FIELD: Final = "content"
_BREAK: Final = re.compile(r"\r\n?|\n")
_PHP_BLANKS: Final = " \t\n\r\0\x0b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A file cut in two."""

    yaml: str
    """The fields, with the opening fence when there is one."""
    body: str = ""
    body_line: int = 1
    """The line where the body begins, from 1."""
    body_column: int = 1


def split(text: str) -> Parts:
    """Cut at the first line that begins with three dashes, when the text itself begins so; otherwise everything is fields."""
    if not text.startswith("---"):
        return Parts(yaml=text)
    cut = text.find("\n---")
    if cut < 0:
        return Parts(yaml=text)
    rest = text[cut + 4 :]
    body = rest.lstrip(_PHP_BLANKS)
    if not body:
        return Parts(yaml=text[:cut])
    start = len(text) - len(body)
    line, last_break = _breaks(text[:start])
    return Parts(yaml=text[:cut], body=body, body_line=line + 1, body_column=start - last_break + 1)


def _breaks(text: str) -> tuple[int, int]:
    """How many line breaks there are, and where the last one ends."""
    if "\r" in text:
        ends = [found.end() for found in _BREAK.finditer(text)]
        return len(ends), ends[-1]
    return text.count("\n"), text.rfind("\n") + 1


def read_fields(text: str) -> Document:
    """The fields of an entry's file, its body among them as `BODY_FIELD`; the value is always a map.

    Raises:
        YamlError: Statamic could not read the file either.
    """
    document = read_values(text)
    if isinstance(document.value, list):
        raise YamlError("the fields are a list; every field needs a name", document.marks.place(())[0])
    return document


def read_values(text: str) -> Document:
    """As `read_fields`, and a list is a value too: the CMS numbers its parts.

    Raises:
        YamlError: Statamic could not read the file either.
    """
    parts = split(text)
    document = load(parts.yaml, limits=PAGE)
    value = document.value
    # PHP's `empty` takes a body of "0" for none.
    has_body = parts.body not in {"", "0"}
    if value is None and not has_body and not parts.yaml.startswith("---"):
        value = {}
    if isinstance(value, list) and not has_body:
        return document
    if not isinstance(value, dict):
        raise YamlError("there are no fields, only text" if value is not None else "there are no fields above the body")
    if not has_body:
        return Document(value=value, marks=document.marks, problems=document.problems)
    if BODY_FIELD in value:
        line, column = document.marks.key_place((BODY_FIELD,))
        raise YamlError("the field “content” is there and a body below the fields as well; only one is allowed", line, column)
    marks = document.marks.with_body(BODY_FIELD, parts.body, line=parts.body_line, column=parts.body_column)
    return Document(value={**value, BODY_FIELD: parts.body}, marks=marks, problems=document.problems)
