"""Points in time as content keeps them."""

from calendar import monthrange
from datetime import UTC, datetime

from audit.model.entry import Value

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
