"""The folder of reports, opened file by file and no further.

Only plain files below the root with plain names and a known kind are served. Every part of a path is opened from the folder before it
without following links, so that neither a crafted address nor a link planted in a report leads out. The one link that is read is
``latest``, and only as a word: it must name a dated report.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".sarif": "application/sarif+json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
"""The kinds of file that reports are made of. The database and the locks beside the reports are none of these."""

_SAVED = frozenset({".csv", ".jsonl", ".sarif"})
"""Kinds that are for other programs: a browser saves them and does not try to show them."""

_BESIDE = frozenset({".html", ".atom", ".csv", ".css", ".js", ".svg"})
"""What is served from the root itself: the list of reports and its company."""

_LIVING = frozenset({"initiatives", "hosts", "links", "findings", "feeds", "assets"})
"""Folders beside the dated ones: pages that go along with every report."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d{0,5}))?", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}", re.ASCII)
_DEEPEST = 8


def is_report_id(name: str) -> bool:
    """Whether a name is that of a dated report."""
    return _DATED.fullmatch(name) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file of a report, open for reading."""

    descriptor: int
    size: int
    etag: str
    """Changes whenever the file does."""
    media_type: str
    dated: bool
    """Part of a dated report, which never changes."""
    download: str = ""
    """The name to save under, for kinds that are no pages."""


class NotServed(Exception):  # noqa: N818 - it is an answer
    """There is no such file, or it is none of the public's business; the two look alike."""


@contextmanager
def opened(root: Path, parts: tuple[str, ...]) -> Iterator[Opened]:
    """Open the file at `parts` below the root for as long as the block lasts.

    Raises:
        NotServed: the path names nothing that is served.
        IsADirectoryError: it names a folder of a report.
    """
    if not may_be_served(parts):
        raise NotServed
    descriptor = _descend(root, parts)
    try:
        facts = os.fstat(descriptor)
        if stat.S_ISDIR(facts.st_mode):
            raise IsADirectoryError(parts[-1])
        media_type = MEDIA_TYPES.get(_suffix(parts[-1]), "")
        if not stat.S_ISREG(facts.st_mode) or not media_type:
            raise NotServed
        dated = len(parts) > 1 and is_report_id(parts[0])
        yield Opened(
            descriptor=descriptor,
            size=facts.st_size,
            etag=f'"{facts.st_mtime_ns:x}-{facts.st_size:x}-{facts.st_ino:x}"',
            media_type=media_type,
            dated=dated,
            download=f"{parts[0]}-{parts[-1]}" if dated and _suffix(parts[-1]) in _SAVED else "",
        )
    finally:
        os.close(descriptor)


def latest(root: Path) -> str | None:
    """The id of the newest report: the one that ``latest`` points at, or else the newest folder."""
    try:
        pointed = str((root / "latest").readlink())
        if is_report_id(pointed) and (root / pointed).is_dir():
            return pointed
    except OSError:
        pass  # no reports yet, or a disk without links
    try:
        dated = [found for path in root.iterdir() if (found := _DATED.fullmatch(path.name))]
    except OSError:
        return None
    newest = max(dated, key=lambda found: (found[1], int(found[2] or 1)), default=None)
    return newest[0] if newest else None


def may_be_served(parts: tuple[str, ...]) -> bool:
    """Whether these names could be a file of the reports, or a folder of one."""
    if not 0 < len(parts) <= _DEEPEST or not all(_NAME.fullmatch(part) and ".." not in part for part in parts):
        return False
    first = parts[0]
    return is_report_id(first) or (first in _LIVING if len(parts) > 1 else _suffix(first) in _BESIDE)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, not a path


def _descend(root: Path, parts: tuple[str, ...]) -> int:
    """The open descriptor of what stands at `parts`: no link followed, no waiting for a pipe."""
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        raise NotServed from None
    try:
        for position, part in enumerate(parts):
            last = position == len(parts) - 1
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | (0 if last else os.O_DIRECTORY)
            below = os.open(part, flags, dir_fd=folder)
            os.close(folder)
            folder = below
    except OSError as error:
        os.close(folder)
        if error.errno in {errno.EMFILE, errno.ENFILE, errno.EIO}:
            raise
        raise NotServed from None
    return folder
