"""Numbers, nouns and dates put into sentences."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one language writes numbers, counts and dates."""

    nouns: Mapping[str, Sequence[str]]
    """Singular and plural by name."""
    months: Sequence[str]
    weekdays: Sequence[str]
    """From Monday."""
    day: str
    """A pattern such as ``{day} {month}``."""
    date: str
    full: str
    separator: str
    point: str
    none: str

    def number(self, value: float) -> str:
        """``24,997`` or ``98.5``; a fraction as it stands, without zeros at its end."""
        whole, _, rest = f"{abs(value):,}".partition(".")
        sign = "−" if value < 0 else ""
        rest = rest.rstrip("0")
        return sign + whole.replace(",", self.separator) + (self.point + rest if rest else "")

    def count(self, value: int, noun: str) -> str:
        """``3 links``, ``1 link``, ``0 links``."""
        singular, plural = self.nouns[noun]
        return f"{self.number(value)} {singular if abs(value) == 1 else plural}"

    def dated(self, value: dt.date, pattern: str) -> str:
        """A date by one of the language's patterns."""
        parts = {"day": str(value.day), "month": self.months[value.month - 1], "year": str(value.year)}
        return fill(pattern, {**parts, "weekday": self.weekdays[value.weekday()]})

    def fill(self, text: str, values: Mapping[str, str]) -> str:
        """A sentence with its values put in; ``…`` stands for one that is not there, as in a finding of an older version."""
        return fill(text, values, self._formed)

    def _formed(self, value: str, form: str) -> str:
        patterns = {"day": self.day, "date": self.date, "full": self.full}
        if form in patterns:
            written = _date(value)
            return self.dated(written, patterns[form]) if written else value
        if _NUMBER.fullmatch(value) and form == "number":
            return self.number(float(value) if "." in value else int(value))
        if _NUMBER.fullmatch(value) and form in self.nouns:
            return self.count(int(float(value)), form)
        return value


def fill(text: str, values: Mapping[str, str], formed: Callable[[str, str], str] | None = None) -> str:
    """The text with every ``{name}`` and ``{name:form}`` replaced, once: values are never read as patterns."""

    def put(slot: re.Match[str]) -> str:
        value = values.get(slot[1], "…")
        return formed(value, slot[2]) if slot[2] and formed else value

    return _SLOT.sub(put, text)


def slots(text: str) -> tuple[str, ...]:
    """The names of the values that a sentence needs."""
    return tuple(slot[1] for slot in _SLOT.finditer(text))


def left_open(text: str) -> str:
    """The text with ``…`` for every value."""
    return _SLOT.sub("…", text)


def _date(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
