"""Names of runs."""

import secrets
from datetime import datetime

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_run_id(now: datetime) -> str:
    """``run_`` and 16 characters that sort by time: ten of milliseconds, six of chance (Crockford's base 32, as ULID uses it)."""
    millis = int(now.timestamp() * 1000)
    stamp = "".join(_DIGITS[(millis >> shift) & 31] for shift in range(45, -1, -5))
    return "run_" + stamp + "".join(secrets.choice(_DIGITS) for _ in range(6))
