"""How long a problem lasts: half of all problems are fixed within so many days."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from audit.history.standing import is_problem
from audit.model.finding import Certainty, Severity
from audit.model.standing import Record, State

LOOKED_AT = timedelta(days=84)
"""Problems that were open within these twelve weeks are counted."""


def days_until_fixed(records: Iterable[Record], *, now: datetime) -> int | None:
    """Within how many days half of the problems are fixed; None when fewer than half of them ever are.

    Those still open count too, with the days that they have lasted so far: the figure gets no better by leaving old ones alone. It is
    the median of the estimate of Kaplan and Meier (1958), for which what is open, or has left the collection, is simply not known
    further.
    """
    lasted = sorted(known for record in records if (known := _lasted(record, now)))
    at_risk, unfixed = len(lasted), 1.0
    for days, still in lasted:
        if not still:
            unfixed *= 1 - 1 / at_risk
        at_risk -= 1
        # What is left of a product of fractions may lie a hair above one half that is meant.
        if unfixed <= 0.5 + 1e-9:
            return days
    return None


def _lasted(record: Record, now: datetime) -> tuple[int, bool] | None:
    """How many days a problem has lasted, and whether it still does or is known no further; None for what is no problem of these weeks."""
    if is_problem(record):
        return _days(record, now), True
    certain = record.certainty is Certainty.CONFIRMED and record.severity is not Severity.TIDY
    if not certain or record.closed_at is None or record.closed_at < now - LOOKED_AT:
        return None
    return _days(record, record.closed_at), record.state is not State.FIXED


def _days(record: Record, until: datetime) -> int:
    return max((until - record.first_seen).days, 0)
