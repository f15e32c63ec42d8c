"""Points in time as content keeps them."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import MAXYEAR, UTC, datetime, timedelta

from audit.model.entry import Entry, Value

UPDATED_AT = "updated_at"
CLOCK_SKEW = timedelta(minutes=10)
"""How far two machines' clocks may disagree before a time ahead of ours is wrong."""
ANY_ZONE = timedelta(hours=14)
"""A date without a zone may already have begun that far east of Greenwich."""

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
"""No content management system wrote a time before the web existed: such a number means something else."""
_LATEST = datetime(3000, 1, 1, tzinfo=UTC).timestamp()


def moment(value: Value) -> datetime | None:
    """The time that a value names: Unix seconds, or an ISO 8601 date or time; None when it names none.

    A time without a zone is taken as UTC.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_seconds(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    seconds = text.removeprefix("-").replace(".", "", 1)
    if seconds.isascii() and seconds.isdigit() and len(seconds) != 8:
        return _from_seconds(float(text))
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    read = read if read.tzinfo else read.replace(tzinfo=UTC)
    return _from_seconds(read.timestamp())


def _from_seconds(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if _EARLIEST <= seconds < _LATEST else None


def months_between(earlier: datetime, later: datetime) -> int:
    """Whole calendar months from one time to another; a month that is too short for the day ends on its last day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later < _same_day(earlier, later.year, later.month) else months


def _same_day(moment_: datetime, year: int, month: int) -> datetime:
    return moment_.replace(year=year, month=month, day=min(moment_.day, monthrange(year, month)[1]))


def after_months(earlier: datetime, months: int) -> datetime | None:
    """When `months_between` first comes to so many months; None beyond the calendar."""
    years, month = divmod(earlier.month - 1 + months, 12)
    return _same_day(earlier, earlier.year + years, month + 1) if earlier.year + years <= MAXYEAR else None


def last_change(entry: Entry, *, now: datetime) -> tuple[datetime | None, bool]:
    """When an entry was last changed, and whether that is the file's own date for want of a believable `updated_at`."""
    changed = moment(entry.fields.get(UPDATED_AT))
    if changed is not None and changed <= now + ANY_ZONE:
        return changed, False
    return (None if entry.edited_at is None else datetime.fromtimestamp(entry.edited_at, UTC)), True


def unchanged_since(entry: Entry, *, said_since: Mapping[str, tuple[str, datetime]], now: datetime) -> datetime | None:
    """Since when an entry is known to have said what it says, where that was before its last change; else None.

    `said_since` has by entry id the digest of a content, and since when the entry is known to have had that.
    """
    content, since = said_since.get(entry.id, ("", now))
    if content != entry.content_sha256:
        return None
    saved, _ = last_change(entry, now=now)
    return since if saved is not None and since < saved else None
