"""Cron expressions as cron reads them, checked and put into words that the scheduler understands alike."""

import re

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day of month", 1, 31), ("month", 1, 12), ("day of week", 0, 7))
_PART = re.compile(r"(\*|[a-z0-9]+(?:-[a-z0-9]+)?)(?:/(\d+))?")


def cron_problem(expression: str) -> str:
    """The expression itself when it can be used.

    Raises:
        ValueError: what is wrong with it.
    """
    if expression.strip():
        parse_cron(expression)
    return expression


def parse_cron(expression: str) -> dict[str, str]:
    """The five fields by name, with week days as names.

    Numbers of week days are turned into names because schedulers differ on whether 0 is Sunday (crontab(5): it is, and so is 7).

    Raises:
        ValueError: what is wrong, and where.
    """
    parts = expression.lower().split()
    if len(parts) != len(_FIELDS):
        raise ValueError(f"has {len(parts)} fields instead of 5: minute, hour, day of month, month, day of week")
    written: list[str] = []
    for text, (name, low, high) in zip(parts, _FIELDS, strict=True):
        chosen = _values(text, name=name, low=low, high=high)
        written.append("*" if chosen is None else ",".join(_DAYS[day % 7] if name == "day of week" else str(day) for day in chosen))
    return dict(zip(("minute", "hour", "day", "month", "day_of_week"), written, strict=True))


def _values(text: str, *, name: str, low: int, high: int) -> list[int] | None:
    """The chosen values in order, or None for every value."""
    if text == "*":
        return None
    chosen: set[int] = set()
    for part in text.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(f"cannot be read: {part!r} in the field {name}")
        first, last = _range(found[1], name=name, low=low, high=high, open_ended=found[2] is not None)
        step = int(found[2] or 1)
        if step < 1:
            raise ValueError(f"has a step of 0 in the field {name}")
        chosen.update(range(first, last + 1, step))
    if name == "day of week":
        chosen = {day % 7 for day in chosen}
    return sorted(chosen)


def _range(text: str, *, name: str, low: int, high: int, open_ended: bool) -> tuple[int, int]:
    if text == "*":
        return low, 6 if name == "day of week" else high
    start, _, end = text.partition("-")
    first = _number(start, name=name)
    last = _number(end, name=name) if end else (high if open_ended else first)
    if name == "day of week" and last < first and end:
        last += 7
    if not (low <= first <= high and first <= last):
        raise ValueError(f"has {text!r} in the field {name}, which goes from {low} to {high}")
    if last > high and not (name == "day of week" and last <= high + 6):
        raise ValueError(f"has {text!r} in the field {name}, which goes from {low} to {high}")
    return first, last


def _number(text: str, *, name: str) -> int:
    if text.isdigit():
        return int(text)
    if name == "day of week" and text[:3] in _DAYS and len(text) == 3:
        return _DAYS.index(text)
    if name == "month" and text in _MONTHS:
        return _MONTHS.index(text) + 1
    raise ValueError(f"cannot be read: {text!r} in the field {name}")
