"""Writing below one folder so that nobody ever sees half a file: hidden folders, syncing, and what killed writers leave behind."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from audit.errors import SurroundingsError
from audit.ports import Document

_LEFTOVER = ".publishing-"


@contextmanager
def disk_trouble(root: Path) -> Iterator[None]:
    """Tell of a disk that fails in words for whoever looks after it."""
    try:
        yield
    except OSError as error:
        raise SurroundingsError(
            f"the report could not be written below {root}: {error.strerror or error}; the reports that stood before are unchanged",
            remedy="Make room on the disk, or allow this user to write there, and run the audit again.",
        ) from error


def sweep(root: Path) -> None:
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
def staged(root: Path) -> Iterator[Path]:
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


def write_all(documents: Iterable[Document], staging: Path) -> tuple[int, int]:
    """Write every document, then bring all of them to the disk: syncing at the end lets the disk gather its work."""
    size = 0
    written: list[Path] = []
    for document in documents:
        path = staging / inside(document.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(document.content)
        written.append(path)
        size += len(document.content)
    for path in written:
        sync(path)
    for folder in sorted({path.parent for path in written} | {staging}):
        sync(folder)
    return len(written), size


def inside(name: str) -> PurePosixPath:
    """A document's name as a path that stays inside its folder.

    Raises:
        ValueError: it leads out.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\0" in name:
        raise ValueError(f"a document's name must stay inside its report: {name!r}")
    return path


def replace_one(document: Document, *, root: Path) -> None:
    """Replace one file below the root in one step; one that holds these bytes already is left alone."""
    place = root / inside(document.name)
    if place.is_file() and not place.is_symlink() and place.read_bytes() == document.content:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with staged(root) as staging:
        temporary = staging / "document"
        temporary.write_bytes(document.content)
        sync(temporary)
        temporary.replace(place)


def sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
