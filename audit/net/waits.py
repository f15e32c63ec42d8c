"""How long a server asks us to wait."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from audit.model.probe import Exchange


def retry_after(exchange: Exchange, *, now: datetime) -> float | None:
    """The seconds that a ``Retry-After`` field asks for; None without one that can be read.

    A date is compared with the server's own ``Date``, for its clock may be wrong (RFC 9110, 10.2.3).
    """
    text = exchange.header("retry-after").strip()
    if re.fullmatch(r"\d{1,9}(\.\d*)?", text, re.ASCII):
        return float(text)
    until = _date(text)
    if until is None:
        return None
    return max(0.0, (until - (_date(exchange.header("date")) or now)).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
