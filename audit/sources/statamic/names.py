"""What an entry's file name says: its slug, its date, its site."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final

_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:-(\d{2})(\d{2})(\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryName:
    """A file name, read."""

    slug: str
    date: datetime | None = None
    """In UTC; None when the name has none."""
    is_hidden: bool = False
    """Whether the name itself takes the entry out of sight, as it did in version 2."""


def read_old_name(path: str) -> EntryName:
    """A file name of version 2: underscores before it for drafts, then a number for the order or a date, then the slug.

    A page is a folder with an ``index.md`` in it: the folder has the name.
    """
    pure = PurePosixPath(path)
    name = pure.parent.name if pure.stem == "index" else pure.stem
    visible = name.lstrip("_")
    order, separator, rest = visible.partition(".")
    found = read_name(f"{visible}.md")
    slug = rest if separator and order.isdigit() else found.slug
    return EntryName(slug=slug, date=found.date, is_hidden=any(step.startswith("_") for step in pure.parts))


def read_name(path: str) -> EntryName:
    """The slug and date in the name of the file at `path`.

    The name is split on dots: a first part like ``2024-04-16`` or ``2024-04-16-1830`` is the date and the next part the slug, otherwise the
    first part is the slug. What follows is a number that tells copies apart, and the extension.
    """
    first, *rest = PurePosixPath(path).name.split(".")
    found = _DATE.fullmatch(first)
    if found is None or len(rest) < 2:
        return EntryName(slug=first)
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        date = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return EntryName(slug=first)
    return EntryName(slug=rest[0], date=date)
