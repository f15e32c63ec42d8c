"""Points in time as the API writes them."""

from datetime import UTC, datetime


def stamp(moment: datetime | None) -> str | None:
    """RFC 3339, in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
