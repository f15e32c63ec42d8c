"""Putting a finished report where people look, all of it or nothing.

The folder of reports after a publication::

    reports/2026-11-21/     dated, never changed once it stands
    reports/2026-11-21.2/   the day's second report
    reports/index.html      replaced in one step
    reports/latest          -> 2026-11-21.2, switched last in one step

A report is written into a hidden folder beside its place, brought to the disk, and renamed. A process that dies on the way leaves
at most that hidden folder, which the next publication removes. Where the disk knows no symbolic links, ``latest`` is a folder with
one page that leads to the newest report.
"""

import errno
import fcntl
import html
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.ports import Document

_LEFTOVER = ".publishing-"
_TURN = ".turn"
_NO_SYMLINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EISDIR})
"""The disk knows no symbolic links, or ``latest`` is the folder that was made when it did not."""
_DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:\.(?P<revision>[1-9]\d*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where a report stands."""

    report_id: str
    folder: Path
    documents: int
    size: int
    """Bytes of all documents together."""
    latest: Path


@contextmanager
def reserved(day: date, *, root: Path) -> Iterator[int]:
    """The number of the day's next report, which nobody else is given until the block ends.

    Another process waits its turn; the death of the one inside ends its turn.

    Raises:
        SurroundingsError: the folder of reports cannot be written.
    """
    with _disk_trouble(root):
        root.mkdir(parents=True, exist_ok=True)
        turn = os.open(root / _TURN, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield 1 + max((revision for dated, revision in _dated(root) if dated == day.isoformat()), default=0)
    finally:
        os.close(turn)


def publish(  # noqa: PLR0913 - what is published, where, and how a disk makes a pointer
    report: Report,
    documents: Iterable[Document],
    index: Document,
    *,
    root: Path,
    feeds: Iterable[Document] = (),
    symlink: Callable[[str, Path], None] = os.symlink,
) -> Published:
    """Put a report in place: its dated folder, then the list of reports and its feeds, then ``latest``.

    `documents` may be produced as they are written. Nothing that stood before is touched unless every byte of the new is on the disk.

    Raises:
        SurroundingsError: the disk is full or cannot be written, or a report of this id already stands; what stood before still does.
        ValueError: a document's name leads out of the report's folder.
    """
    with _disk_trouble(root):
        root.mkdir(parents=True, exist_ok=True)
        _sweep(root)
        with _staged(root) as staging:
            count, size = _write_all(documents, staging)
            _rename_into_place(staging, root / report.id)
        _sync(root)
        for document in (index, *feeds):
            _replace(document, root=root)
        latest = _switch(report.id, root=root, symlink=symlink)
        _sync(root)
    return Published(report_id=report.id, folder=root / report.id, documents=count, size=size, latest=latest)


def replace_documents(documents: Iterable[Document], *, root: Path) -> None:
    """Replace what stands beside the dated reports, each in one step.

    Raises:
        SurroundingsError: the disk cannot be written; what stood before still does.
    """
    with _disk_trouble(root):
        for document in documents:
            _replace(document, root=root)
        _sync(root)


@contextmanager
def _disk_trouble(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            f"the report could not be written below {root}: {error.strerror or error}; the reports that stood before are unchanged",
            remedy="Make room on the disk, or allow this user to write there, and run the audit again.",
        ) from error


def _dated(root: Path) -> Iterator[tuple[str, int]]:
    for path in root.iterdir():
        if matched := _DATED.fullmatch(path.name):
            yield matched["day"], int(matched["revision"] or 1)


def _sweep(root: Path) -> None:
    """Remove what killed processes left behind; whoever still writes holds a lock on its folder."""
    for leftover in root.glob(f"{_LEFTOVER}*"):
        with suppress(FileNotFoundError):
            if not leftover.is_dir() or leftover.is_symlink():
                leftover.unlink()
                continue
            folder = os.open(leftover, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(leftover, ignore_errors=True)
            except BlockingIOError:
                pass  # its owner is alive
            finally:
                os.close(folder)


@contextmanager
def _staged(root: Path) -> Iterator[Path]:
    """A hidden folder beside the places to fill, ours alone, gone after the block."""
    staging, lock = _hidden_folder(root)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        os.close(lock)


def _hidden_folder(root: Path) -> tuple[Path, int]:
    """A new hidden folder and the descriptor that holds its lock."""
    while True:
        staging = Path(tempfile.mkdtemp(prefix=_LEFTOVER, dir=root))
        try:
            lock = os.open(staging, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Between its making and its lock, another publication may have taken it for a leftover.
        with suppress(FileNotFoundError):
            staging.chmod(0o755)
            return staging, lock
        os.close(lock)


def _write_all(documents: Iterable[Document], staging: Path) -> tuple[int, int]:
    """Write every document, then bring all of them to the disk: syncing at the end lets the disk gather its work."""
    size = 0
    written: list[Path] = []
    for document in documents:
        path = staging / _inside(document.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(document.content)
        written.append(path)
        size += len(document.content)
    for path in written:
        _sync(path)
    for folder in sorted({path.parent for path in written} | {staging}):
        _sync(folder)
    return len(written), size


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\0" in name:
        raise ValueError(f"a document's name must stay inside its report: {name!r}")
    return path


def _rename_into_place(staging: Path, folder: Path) -> None:
    try:
        staging.rename(folder)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
            raise SurroundingsError(
                f"a report already stands at {folder}, and a dated report never changes",
                remedy="Run the audit again: the next run of the day gets the next number.",
            ) from error
        raise


def _replace(document: Document, *, root: Path) -> None:
    """Replace one file below the root in one step."""
    with _staged(root) as staging:
        temporary = staging / "document"
        temporary.write_bytes(document.content)
        _sync(temporary)
        temporary.replace(root / _inside(document.name))


def _switch(report_id: str, *, root: Path, symlink: Callable[[str, Path], None]) -> Path:
    """Point ``latest`` at a report in one step."""
    latest = root / "latest"
    with _staged(root) as staging:
        pointer = staging / "latest"
        try:
            symlink(report_id, pointer)
            pointer.replace(latest)
        except OSError as error:
            if error.errno not in _NO_SYMLINKS:
                raise
            latest.mkdir(exist_ok=True)
            _replace(_signpost(report_id), root=root)
    return latest


def _signpost(report_id: str) -> Document:
    """The page that stands in for ``latest`` where the disk knows no symbolic links."""
    name = html.escape(report_id)
    page = f'<!doctype html><html lang="en"><title>{name}</title><p><a href="../{name}/index.html">{name}</a></p></html>\n'
    return Document(name="latest/index.html", content=page.encode())


def _sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
