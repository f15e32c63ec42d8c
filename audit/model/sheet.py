"""Content files between being found and being understood."""

from collections.abc import Callable

from audit.model.entry import Blueprint, Reading
from audit.model.values import as_value


@as_value
class Opened:
    """A content file with its bytes at hand, not yet understood."""

    key: str
    """A digest of everything that its reading depends on besides the time: its bytes, its place, its collection's settings."""
    read: Callable[[], Reading]
    """Understands it, which is what costs time."""
    blueprints: tuple[Blueprint, ...] = ()
    """Those of which the reading may name one; part of `key`."""
    edited_at: float | None = None
    """See `Entry.edited_at`; no part of `key`, for a fresh checkout changes it and nothing else."""
    edited_from: str = "disk"
    size: int = 0
    """How many bytes it has."""


@as_value
class Sheet:
    """One content file that a source has found."""

    path: str
    """As the source calls it, different from every other's."""
    open: Callable[[], Opened | Reading]
    """Fetches its bytes; a reading at once where there is nothing to understand, as of a file that cannot be opened."""
