"""Putting a finished report where people look, all of it or nothing.

The folder of reports after a publication::

    reports/2026-11-21/     dated, never changed once it stands
    reports/2026-11-21.2/   the day's second report
    reports/initiatives/…   pages that keep their address: see `audit.run.living`
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
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.ports import Document, Living
from audit.run.disk import disk_trouble, replace_one, staged, sweep, sync, write_all
from audit.run.living import put, with_living

_TURN = ".turn"
_NO_SYMLINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EISDIR})
"""The disk knows no symbolic links, or ``latest`` is the folder that was made when it did not."""
DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:\.(?P<revision>[1-9]\d*))?", re.ASCII)
"""The name of a dated report's folder, which is its id."""


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
    with disk_trouble(root):
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
    living: Living | None = None,
    remember: Callable[[], None] = lambda: None,
    symlink: Callable[[str, Path], None] = os.symlink,
) -> Published:
    """Put a report in place: its dated folder, the pages that keep their address, the list of reports and its feeds, then ``latest``.

    `documents` may be produced as they are written. Nothing that stood before is touched unless every byte of the new is on the disk.
    `remember` is called once the report stands, and before anything leads to it: killed in between, a run leaves a report
    that is remembered and listed from the next one on, and never one that people are led to and the next run knows nothing of.

    Raises:
        SurroundingsError: the disk is full or cannot be written, or a report of this id already stands; what stood before still does.
        ValueError: a document's name leads out of the report's folder.
        Exception: what `remember` raises; nothing leads to the report then.
    """
    with ExitStack() as held:
        with disk_trouble(root):
            root.mkdir(parents=True, exist_ok=True)
            sweep(root)
            staging, beside = held.enter_context(staged(root)), held.enter_context(staged(root))
            if living:
                documents = with_living(documents, living, folder=beside, root=root, known=report.run.status is RunStatus.COMPLETE)
            count, size = write_all(documents, staging)
            _rename_into_place(staging, root / report.id)
            sync(root)
        remember()
        with disk_trouble(root):
            put(beside, root=root)
            for document in (index, *feeds):
                replace_one(document, root=root)
            latest = _switch(report.id, root=root, symlink=symlink)
            sync(root)
    return Published(report_id=report.id, folder=root / report.id, documents=count, size=size, latest=latest)


def replace_documents(documents: Iterable[Document], *, root: Path) -> None:
    """Replace what stands beside the dated reports, each in one step.

    Raises:
        SurroundingsError: the disk cannot be written; what stood before still does.
    """
    with disk_trouble(root):
        for document in documents:
            replace_one(document, root=root)
        sync(root)


def _dated(root: Path) -> Iterator[tuple[str, int]]:
    for path in root.iterdir():
        if matched := DATED.fullmatch(path.name):
            yield matched["day"], int(matched["revision"] or 1)


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


def _switch(report_id: str, *, root: Path, symlink: Callable[[str, Path], None]) -> Path:
    """Point ``latest`` at a report in one step."""
    latest = root / "latest"
    with staged(root) as staging:
        pointer = staging / "latest"
        try:
            symlink(report_id, pointer)
            pointer.replace(latest)
        except OSError as error:
            if error.errno not in _NO_SYMLINKS:
                raise
            latest.mkdir(exist_ok=True)
            replace_one(_signpost(report_id), root=root)
    return latest


def _signpost(report_id: str) -> Document:
    """The page that stands in for ``latest`` where the disk knows no symbolic links."""
    name = html.escape(report_id)
    page = f'<!doctype html><html lang="en"><title>{name}</title><p><a href="../{name}/index.html">{name}</a></p></html>\n'
    return Document(name="latest/index.html", content=page.encode())
