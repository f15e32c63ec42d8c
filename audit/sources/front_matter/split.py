"""The fences of front matter: YAML between dashes, TOML between pluses, JSON in braces."""

import json
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from audit.model.entry import Marks, Problem, Value
from audit.sources.front_matter.found_marks import FoundMarks
from audit.sources.yaml_values import PAGE, YamlError, load
from audit.sources.yaml_values.limits import DEFAULT

BODY_FIELD: Final = "content"
_FENCED: Final = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)(?:^|(?<=[\r\n]))\1[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_OPENED: Final = re.compile(r"(?:---[ \t]*(?:\r\n?|\n)[a-z_][\w-]*:|\+\+\+[ \t]*(?:\r\n?|\n)[a-z_][\w-]*[ \t]*=)[ \t]")
_UNCLOSED: Final = Problem(
    rule="content-front-matter-open", detail="the line that should end the front matter is missing, so visitors read it as text"
)
_JSON: Final = re.compile(r"\{\s*\"[^\"\n]*\"\s*:")
_LONGEST_HEAD: Final = 300_000
_MOST_VALUES: Final = 5_000
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
        if fenced.end() > _LONGEST_HEAD:
            raise YamlError(f"the front matter is longer than {_LONGEST_HEAD:,} characters")
        return _found(text, _toml(fenced[2]), body)
    if text.startswith("{"):
        try:
            fields, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError) as error:
            # A template may begin with a brace too; a name with a colon behind it is JSON, and broken.
            if _JSON.match(text):
                raise _not_json(error) from None
        else:
            if end > _LONGEST_HEAD:
                raise YamlError(f"the front matter is longer than {_LONGEST_HEAD:,} characters")
            return _found(text, fields, text[end:])
    whole = replace(_found(text, {}, text), has_front_matter=False)
    return replace(whole, problems=(_UNCLOSED,)) if _OPENED.match(text) else whole


def _yaml(yaml: str, body: str, line: int) -> Parts:
    document = load(yaml, limits=PAGE)
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise YamlError("the front matter is not a list of names with values", document.marks.place(())[0])
    if not body.strip() or BODY_FIELD in value:
        return Parts(fields=value, marks=document.marks, problems=document.problems)
    marks = document.marks.with_body(BODY_FIELD, body, line=line, column=1)
    return Parts(fields={**value, BODY_FIELD: body}, marks=marks, problems=document.problems)


def _not_json(error: Exception) -> YamlError:
    if isinstance(error, json.JSONDecodeError):
        return YamlError(f"the front matter is not JSON: {error.msg.lower()}", error.lineno, error.colno)
    return YamlError("the front matter is not JSON: it is nested too deeply")


def _toml(text: str) -> dict[str, Value]:
    try:
        return tomllib.loads(_BREAK.sub("\n", text))
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]) + 1, int(place[2])) if place else (1, 1)
        raise YamlError(f"the front matter is not TOML: {str(error).split(' (at', 1)[0]}", line, column) from None


def _found(text: str, fields: dict[str, Value], body: str) -> Parts:
    """Front matter whose parser tells no places: they are looked up in the text.

    Raises:
        YamlError: it holds more values, or holds them deeper, than anyone writes by hand.
    """
    _measure(fields)
    plain = {name: _plain(value) for name, value in fields.items()}
    has_body = bool(body.strip()) and BODY_FIELD not in plain
    marks = FoundMarks.of(plain, text=text, body=(BODY_FIELD, len(text) - len(body)) if has_body else None)
    return Parts(fields={**plain, BODY_FIELD: body} if has_body else plain, marks=marks)


def _measure(fields: dict[str, Value]) -> None:
    """Refuse what later steps would take long to walk."""
    waiting: list[tuple[int, Value]] = [(1, fields)]
    for depth, value in waiting:
        if depth > DEFAULT.depth:
            raise YamlError(f"lists and maps stand more than {DEFAULT.depth} deep in one another")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting.extend((depth + 1, part) for part in inner)
        if len(waiting) > _MOST_VALUES:
            raise YamlError(f"the front matter holds more than {_MOST_VALUES:,} values")


def _plain(value: object) -> Value:
    """TOML's dates as Unix seconds or text, halves of characters as the replacement character, everything else as it is."""
    match value:
        case dict():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case None | bool() | int() | float():
            return value
        case datetime():
            return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
        case date():
            return int(datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp())
    return str(value)
