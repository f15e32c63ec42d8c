"""Lengths of time as people write them."""

import re
from typing import Any

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86_400.0}
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)", re.ASCII)


def seconds_of(value: Any) -> Any:
    """Seconds from a number or from ``50ms``, ``10s``, ``5m``, ``3h``, ``2d``; other values are left for the caller to refuse.

    Raises:
        ValueError: a text that is no length of time.
    """
    if not isinstance(value, str):
        return value
    written = _WRITTEN.fullmatch(value.strip())
    if written is None:
        raise ValueError("is not a length of time such as 0.5, 50ms, 10s, 5m, 3h or 2d")
    return float(written[1]) * _UNITS[written[2]]
