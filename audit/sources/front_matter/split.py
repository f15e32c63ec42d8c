"""The fences of front matter: YAML between dashes, TOML between pluses, JSON in braces."""

import json
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from audit.model.entry import Marks, Problem, Value
from audit.sources.front_matter.found_marks import FoundMarks
from audit.sources.yaml_values import YamlError, load

BODY_FIELD: Final = "content"
_FENCED: Final = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)(?:^|(?<=[\r\n]))\1[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_BREAK: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A file, read: its fields with the body among them, and where they stand."""

    fields: dict[str, Value]
    marks: Marks
    problems: tuple[Problem, ...] = ()
    has_front_matter: bool = True


def read_parts(text: str) -> Parts:
    """The fields of a file, its body among them as `BODY_FIELD`.

    Raises:
        YamlError: the front matter cannot be read.
    """
    text = text.removeprefix("\ufeff")
    if fenced := _FENCED.match(text):
        body = text[fenced.end() :]
        if fenced[1] == "---":
            return _yaml(text[: fenced.end(2)], body, 1 + len(_BREAK.findall(text[: fenced.end()])))
        return _found(text, _toml(fenced[2]), body)
    if text.startswith("{"):
        try:
            fields, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            pass  # a text that begins with a brace, as a template does
        else:
            return _found(text, fields, text[end:])
    return replace(_found(text, {}, text), has_front_matter=False)


def _yaml(yaml: str, body: str, line: int) -> Parts:
    document = load(yaml)
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise YamlError("the front matter is not a list of names with values", document.marks.place(())[0])
    if not body.strip() or BODY_FIELD in value:
        return Parts(fields=value, marks=document.marks, problems=document.problems)
    marks = document.marks.with_body(BODY_FIELD, body, line=line, column=1)
    return Parts(fields={**value, BODY_FIELD: body}, marks=marks, problems=document.problems)


def _toml(text: str) -> dict[str, Value]:
    try:
        return tomllib.loads(_BREAK.sub("\n", text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]) + 1, int(place[2])) if place else (1, 1)
        raise YamlError(f"the front matter is not TOML: {str(error).split(' (at', 1)[0]}", line, column) from None


def _found(text: str, fields: dict[str, Value], body: str) -> Parts:
    """Front matter whose parser tells no places: they are looked up in the text."""
    plain = {name: _plain(value) for name, value in fields.items()}
    has_body = bool(body.strip()) and BODY_FIELD not in plain
    marks = FoundMarks.of(plain, text=text, body=(BODY_FIELD, len(text) - len(body)) if has_body else None)
    return Parts(fields={**plain, BODY_FIELD: body} if has_body else plain, marks=marks)


def _plain(value: object) -> Value:
    """TOML's dates as Unix seconds or text, everything else as it is."""
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
    if isinstance(value, date):
        return int(datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp())
    return str(value)
