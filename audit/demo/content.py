"""The content that the demo audits: ``examples/``, and how it read on the nights before."""

import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import audit
from audit.demo.world import TONIGHT
from audit.errors import NothingToAudit

WRITTEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""When the examples were saved last; their ages are counted from here."""
_UNTOUCHED = timedelta(days=30)
"""The age of every file on the disk, for entries that do not say when they were saved."""
_SAVED = re.compile(r"^(updated_at: )(\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One audit of the demo."""

    number: int
    before: timedelta
    """How long before tonight."""


NIGHTS = (
    Night(number=1, before=timedelta(hours=72, minutes=30)),
    Night(number=2, before=timedelta(hours=48, minutes=20)),
    Night(number=3, before=timedelta(hours=24, minutes=10)),
    Night(number=TONIGHT, before=timedelta(0)),
)
"""Far enough apart for every kind of confirmation, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What an editor changed in one file: how a passage reads as shipped, and how it read on some nights."""

    file: str
    """Relative to the content's root."""
    nights: tuple[int, ...]
    shipped: str
    then: str


@cache
def edits() -> tuple[Edit, ...]:
    """Every edit that the demo undoes for an earlier night."""
    values = tomllib.loads((files("audit.demo") / "edits.toml").read_text(encoding="utf-8"))
    return tuple(Edit(**{**edit, "nights": tuple(edit["nights"])}) for edit in values["edit"])


def examples_folder() -> Path:
    """The examples as shipped: in the package when it was installed from a wheel, else beside it.

    Raises:
        NothingToAudit: they are in neither place.
    """
    package = Path(audit.__file__).parent
    for folder in (package / "demo" / "examples", package.parent / "examples"):
        if (folder / "content" / "collections").is_dir():
            return folder
    raise NothingToAudit("The examples that the demo audits are not installed.", remedy="Install the package again, or run from a clone.")


def lay_out(folder: Path, *, night: int, tonight: datetime) -> Path:
    """Put the content of a night into `folder`, which is emptied first, with dates counted back from `tonight`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(examples_folder(), folder)
    for edit in edits():
        if night in edit.nights:
            undo(folder, edit)
    later = round((tonight - WRITTEN).total_seconds())
    touched = (tonight - _UNTOUCHED).timestamp()
    for path in (path for path in (folder / "content").rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        path.write_text(_SAVED.sub(lambda found: f"{found[1]}{int(found[2]) + later}", text), encoding="utf-8")
        os.utime(path, (touched, touched))
    return folder


def undo(folder: Path, edit: Edit) -> None:
    """Put the earlier reading of one passage into the content in `folder`.

    Raises:
        NothingToAudit: the passage does not stand there exactly once.
    """
    path = folder / edit.file
    text = path.read_text(encoding="utf-8")
    if text.count(edit.shipped) != 1:
        raise NothingToAudit(f"{edit.file} is not as it was shipped: “{edit.shipped.strip()}” should stand there once.")
    path.write_text(text.replace(edit.shipped, edit.then), encoding="utf-8")
