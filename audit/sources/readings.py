"""What every source says of its files: ids, dates, and files that cannot be read."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from audit.model.entry import Problem, Reading, Skipped, Unreadable, Value
from audit.sources.files import FileGone, FileRefused, shown
from audit.sources.salvage import salvage_addresses
from audit.sources.yaml_values import YamlError

UNREADABLE: Final = "content-unreadable"
_ID_LINE: Final = re.compile(r"^id:[ \t]*['\"]?([\w:.-]{1,200})['\"]?[ \t]*\r?$", re.MULTILINE)

MOST_ADDRESSES: Final = 20_000
"""A file with more web addresses than this was not written for readers."""
_Read = TypeVar("_Read")


def parse(path: str, collection: str, content: bytes, read: Callable[[str], _Read]) -> _Read | Unreadable:
    """What `read` makes of a file's text, or the reason why it cannot be read."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return unreadable(path, collection, not_utf8(content, error), content.decode("utf-8", "replace"))
    if len(text) > MOST_ADDRESSES and text.count("://") > MOST_ADDRESSES:
        return unreadable(path, collection, Problem(rule=UNREADABLE, detail=f"it holds more than {MOST_ADDRESSES:,} web addresses"), text)
    try:
        return read(text)
    except YamlError as error:
        return unreadable(path, collection, Problem(rule=error.rule, detail=error.message, line=error.line, column=error.column), text)


def as_id(value: Value, path: str) -> str:
    """An entry's own id, or one made of its path."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and str(value) else f"path:{shown(path)}"


def as_date(value: Value) -> datetime | None:
    """A saved date: Unix seconds, or a text such as ``2024-04-16 12:30``, in UTC."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            date = datetime.fromisoformat(value.strip())
            return date if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def unreadable(path: str, collection: str, problem: Problem, text: str = "") -> Unreadable:
    """A file that is no entry, with what could be saved of it."""
    found = _ID_LINE.search(text)
    return Unreadable(
        path=shown(path),
        collection=collection,
        problem=problem,
        salvaged=salvage_addresses(text),
        id=found[1] if found else f"path:{shown(path)}",
    )


def refused(path: str, collection: str, error: FileRefused) -> Reading:
    """A file that could not be opened."""
    if isinstance(error, FileGone):
        return Skipped(path=shown(path), collection=collection, why="removed while reading", id=f"path:{shown(path)}")
    return unreadable(path, collection, Problem(rule=UNREADABLE, detail=str(error)))


def not_utf8(content: bytes, error: UnicodeDecodeError) -> Problem:
    """What is wrong with bytes that are no UTF-8: where the first byte stands that is no UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(rule=UNREADABLE, detail="it is saved as UTF-16; the CMS reads UTF-8 only")
    before = content[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Problem(rule=UNREADABLE, detail="it is not valid UTF-8", line=before.count(b"\n") + 1, column=column)
