"""When the nightly audit is due, on the wall clocks of one time zone.

A schedule with fixed hours follows the wall clock: a time that the change to summer time leaves out is due at the first moment after
the gap, and a time that the change back shows twice is due at its first showing. So a daily audit runs exactly once a local date.
A schedule for every hour follows elapsed time instead, as cron does: it goes on hour by hour through both changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

NextTime = Callable[[datetime], datetime | None]
"""The first matching time at or after a given one; None when there is none."""

_MOMENT = timedelta(seconds=1)
_WINDOWS = tuple(timedelta(days=days) for days in (1, 8, 32, 367, 8 * 366))
"""How far back `Schedule.latest` looks, further each time: 29 February can be eight years away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The instants at which a run is due."""

    zone: ZoneInfo
    next_on_the_wall: NextTime
    """Given and answered without a zone, as a clock on the wall shows it."""
    next_elapsed: NextTime | None = None
    """For a schedule of every hour: given and answered with a zone. It takes the place of the other."""

    def first(self, moment: datetime) -> datetime | None:
        """The first due instant at or after `moment`, in UTC; None when there is no more."""
        if self.next_elapsed:
            due = self.next_elapsed(moment.astimezone(self.zone))
            return due.astimezone(UTC) if due else None
        # From a day before: a time that stood on the wall before a change of the clocks may be due after it.
        wall = self.next_on_the_wall(_wall(moment, self.zone) - timedelta(days=1))
        while wall is not None:
            due = instant_of(wall, self.zone)
            if due >= moment:
                return due
            wall = self.next_on_the_wall(wall + _MOMENT)
        return None

    def after(self, moment: datetime) -> datetime | None:
        """The first due instant later than `moment`."""
        return self.first(moment + timedelta(microseconds=1))

    def between(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Every due instant from `start` to `end`, both included."""
        due = self.first(start)
        while due is not None and due <= end:
            yield due
            due = self.after(due)

    def latest(self, moment: datetime) -> datetime | None:
        """The last due instant at or before `moment`; None when there was none for years."""
        for window in _WINDOWS:
            if due := max(self.between(moment - window, moment), default=None):
                return due
        return None


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a time on the wall: of its first showing when there are two, and the end of the gap when there is none."""
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _wall(first, zone) == wall:
        return first
    # In a gap the two readings of the time, with the offset from before and the one from after, lie on both sides of the change.
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    low, high = sorted((int(first.timestamp()), int(second.timestamp())))
    before = _offset(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _offset(second: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(second, zone).utcoffset()
