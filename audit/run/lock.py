"""One run at a time, across the command line and the service."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.errors import Locked, SurroundingsError


@contextmanager
def run_lock(folder: Path, *, run_id: str) -> Iterator[None]:
    """Hold the lock of a reports folder while the body runs.

    The lock is the operating system's (flock), so that the death of its holder releases it. The file stays: removing it
    would let two runs hold locks on two different files of one name.

    Raises:
        Locked: another run holds it; the message names that run.
        SurroundingsError: the folder cannot be written.
    """
    path = folder / ".audit.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise SurroundingsError(
            f"The folder of the reports cannot be written: {error}", remedy="Check reports.path and its rights."
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "another run"
            raise Locked(f"Another audit is in progress: {holder}.", remedy="Wait until it has ended, or stop that process.") from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{run_id}, process {os.getpid()}".encode(), 0)
        yield
    finally:
        os.close(handle)
