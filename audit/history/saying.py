"""Since when an initiative has said what it says: a save, or a commit, that changes no word makes nothing younger."""

from datetime import UTC, datetime
from typing import Final

_FIRST_WEB_PAGE: Final = datetime(1990, 12, 20, tzinfo=UTC)
"""What claims to be older was dated by a broken clock, or not at all."""


def said_since(
    before: tuple[str, datetime | None] | None, *, content_sha256: str, updated_at: datetime | None, at: datetime
) -> datetime | None:
    """The earliest moment from which on the content is known to have been the same; None where nothing is known.

    `before` is the content of the newest night on which it could be read, and the same of it: tonight, that stands where there is
    nothing to read. What is new, or says something new, has said so since it was saved; where that is not told, or lies ahead, since
    tonight.
    """
    if not content_sha256:
        return before[1] if before else None
    saved = min(updated_at, at) if updated_at and updated_at >= _FIRST_WEB_PAGE else at
    if before is None or before[0] != content_sha256 or before[1] is None:
        return saved
    return min(before[1], saved)
