"""What became of the findings of each initiative, day by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo

from audit.model.details import PastDay
from audit.model.standing import FixedBy, Record, State

MOST_DAYS = 12
"""So many days of an initiative's past are shown."""


def past_days(records: Iterable[Record], *, zone: tzinfo) -> Mapping[str, tuple[PastDay, ...]]:
    """The newest days on which something was found or fixed, newest first, by initiative; suspicions leave no trace."""
    events: defaultdict[str, defaultdict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for record in records:
        for moment, word in _events(record):
            events[record.finding.entry_id][moment.astimezone(zone).date()][word] += 1
    return {
        entry_id: tuple(_day(day, counted) for day, counted in sorted(days.items(), reverse=True)[:MOST_DAYS])
        for entry_id, days in events.items()
    }


def _events(record: Record) -> Iterator[tuple[datetime, str]]:
    if record.shown_at is None:
        return
    yield record.shown_at, "came_back" if record.returned_at else "found"
    if record.closed_at and record.state is State.FIXED and record.fixed_by:
        yield record.closed_at, record.fixed_by.value


def _day(day: date, counted: Counter[str]) -> PastDay:
    fixed = tuple((FixedBy(word), count) for word, count in sorted(counted.items()) if word not in ("found", "came_back"))
    return PastDay(day=day, found=counted["found"], came_back=counted["came_back"], fixed=fixed)
