"""Reading files of a content tree without leaving it.

Every folder on the way is opened relative to the one before and never through a symbolic link, so that nothing swapped
while we read can lead elsewhere; a folder stays open while its files are read one after the other. Only regular files up to
a size are read, and a pipe cannot make us wait.
"""

import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from audit.model.values import as_value

MAX_FILE_BYTES: Final = 5_000_000
_DEEPEST: Final = 40
_FOLDER_FLAGS: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0)


class FileRefused(Exception):  # noqa: N818 - the file is at fault, not we
    """A file that is not read, with the reason as a clause."""


class FileGone(FileRefused):
    """A file that was there a moment ago."""


@as_value
class FileContent:
    """One file as it was at one moment."""

    content: bytes
    modified_at: float
    """Unix seconds."""


def shown(path: str) -> str:
    """A path that every document can hold: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Held:
    """An open folder, closed when nobody holds it any more."""

    def __init__(self, path: str, number: int) -> None:
        self.path = path
        self.number = number
        self._close = os.close

    def __del__(self) -> None:
        self._close(self.number)


class _Way(threading.local):
    """The way to files: the folder of the last one stays open, as the next one mostly lies beside it. Each thread goes its own."""

    _last: _Held | None = None

    def to(self, root: Path, folder: str) -> int:
        """The open folder at a path below the root, reached without following a link."""
        if self._last is None or self._last.path != folder:
            self._last = None
            held = _Held(folder, os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            for step in folder.split("/") if folder else ():
                held = _Held(folder, os.open(step, _FOLDER_FLAGS, dir_fd=held.number))
            self._last = held
        return self._last.number

    def __reduce__(self) -> tuple[type["_Way"], tuple[()]]:
        return (_Way, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A folder and what lies in it."""

    root: Path
    max_file_bytes: int = MAX_FILE_BYTES
    _way: _Way = field(default_factory=_Way, init=False, repr=False, compare=False)

    def files(self, folder: str) -> Iterator[str]:
        """Paths, relative to the root, of everything below `folder` that is not itself a folder, sorted by name.

        Links are listed and left to `read`; folders behind links are not entered. A folder that cannot be entered is listed itself, so
        that reading it says why.
        """
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            yield folder
            return
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False) and path.count("/") < _DEEPEST:
                yield from self.files(path)
            else:
                yield path

    def folders(self, folder: str) -> list[str]:
        """Names of the folders directly in `folder`, sorted."""
        try:
            with os.scandir(self.root / folder) as found:
                return sorted(entry.name for entry in found if entry.is_dir(follow_symlinks=False))
        except OSError:
            return []

    def has(self, path: str) -> bool:
        """Whether something lies there, whatever it is."""
        return (self.root / path).exists()

    def read(self, path: str) -> FileContent:
        """The file at `path`, relative to the root.

        A link is followed when it ends inside the root.

        Raises:
            FileRefused: it leads outside, is no regular file, is too large, or cannot be opened.
        """
        try:
            return self._read(path)
        except FileNotFoundError:
            if not (self.root / path).is_symlink():
                raise FileGone("it was removed while the audit was running") from None
            raise FileRefused("it is a link that leads nowhere") from None
        except OSError as error:
            target = self._inside(path)
            if target is None or target == path:
                raise FileRefused(self._why(path, error)) from None
        try:
            return self._read(target)
        except OSError as error:
            raise FileRefused(self._why(path, error)) from None

    def _inside(self, path: str) -> str | None:
        """Where a link ends, relative to the root; None when that is outside."""
        try:
            root = self.root.resolve(strict=True)
            return (root / path).resolve(strict=True).relative_to(root).as_posix()
        except (OSError, ValueError, RuntimeError):
            return None

    def _why(self, path: str, error: OSError) -> str:
        if (self.root / path).is_symlink() or self._inside(path) is None:
            return "it is a link that leads out of the content folder"
        return f"it cannot be opened ({error.strerror})"

    def _read(self, path: str) -> FileContent:
        folder, _, name = path.rpartition("/")
        if ".." in folder.split("/") or name in {"", "..", "."}:
            raise FileRefused("it lies outside the content folder")
        file = os.open(name, _FILE_FLAGS, dir_fd=self._way.to(self.root, folder))
        try:
            return self._content(file)
        finally:
            os.close(file)

    def _content(self, file: int) -> FileContent:
        before = os.fstat(file)
        if not stat.S_ISREG(before.st_mode):
            raise FileRefused("it is not a regular file")
        if before.st_size > self.max_file_bytes:
            raise FileRefused(f"it is larger than {self.max_file_bytes:,} bytes")
        content = os.read(file, before.st_size)
        while len(content) < before.st_size and (more := os.read(file, before.st_size - len(content))):
            content += more
        after = os.fstat(file)
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(content) != after.st_size:
            raise FileRefused("it changed while it was being read")
        return FileContent(content=content, modified_at=after.st_mtime)
