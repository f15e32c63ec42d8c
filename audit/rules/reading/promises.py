"""Dates that a text speaks of as still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.rules.reading.ahead import speaks_ahead
from audit.rules.reading.calendar import dates
from audit.rules.reading.remembered import remembered
from audit.rules.reading.repeats import without_addresses

_REACH = 90
"""Characters before a date in which the words about it stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A date with the words that speak of it as ahead."""

    day: date
    words: str
    sentence: str


@remembered
def promises(text: str) -> tuple[Promise, ...]:
    """The dates of which the text speaks as if they were to come."""
    return tuple(_promises(text))


def _promises(text: str) -> Iterator[Promise]:
    counted, balance = 0, [0, 0]
    opening, closing = _marks(text)
    # What an address is made of, nobody says.
    said = without_addresses(text)
    for found in dates(said):
        part = text[counted : found.start]
        # Where a quotation is open, others spoke then.
        balance = [balance[0] + _count(part, opening) - _count(part, closing), balance[1] + part.count('"')]
        counted = found.start
        if found.day is None or balance[0] > 0 or balance[1] % 2:
            continue
        reach = max(found.start - _REACH, 0)
        start = max(text.rfind(". ", reach, found.start) + 1, text.rfind("\n", reach, found.start) + 1, reach)
        ahead = speaks_ahead(said[start : found.start], said[found.end : found.end + _REACH], day_first=found.day_first)
        if ahead is not None:
            words = " ".join(text[start + ahead : found.end].split())
            yield Promise(day=found.day, words=words, sentence=" ".join(text[start : found.end].split()))


def passed(text: str, *, today: date) -> Iterator[Promise]:
    """Those of the `promises` whose day lies before `today`."""
    return (promise for promise in promises(text) if promise.day < today)


def _marks(text: str) -> tuple[str, str]:
    """The marks that open and close quotations: German ends with the one with which English begins, and may point «» inwards."""
    english = ("“", "”") if "„" not in text else ("„", "“”")
    french = ("»", "«") if -1 < text.find("»") < text.find("«") else ("«", "»")
    return english[0] + french[0], english[1] + french[1]


def _count(text: str, signs: str) -> int:
    return sum(text.count(sign) for sign in signs)
