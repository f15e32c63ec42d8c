"""Dates that a text speaks of as still to come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from audit.rules.reading.remembered import remembered

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_NAMES = "|".join(sorted({*_MONTHS, "sept"}, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_NAMES})\.?,?\s+(?P<y1>20\d\d)\b"
    rf"|\b(?P<m2>{_NAMES})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>20\d\d)\b"
    r"|\b(?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will (?:be (?:held|launched|opened|published|announced|live)|take place|start|begin|launch|open|close|end|run|return|happen)"
    r"|(?:register|apply|sign up|submit|donate|book|order|enter|rsvp|vote|respond|reply|nominate)\b[^.!?]{0,40}\b(?:by|before|until|on)"
    r"|join us (?:on|at|for)\b[^.!?]{0,40}|(?:deadline|due date|closing date|save the date)\b[^.!?\d]{0,30}|upcoming\b[^.!?]{0,40}"
    r"|(?:open|available|valid|accepted) (?:until|through|till)|(?:close|end|start|begin|open)s? on"
    r"|takes? place on|coming (?:up )?on|is scheduled for"
    r"|are scheduled for)\s*(?:on|by|:|the|-|–|\w+day,?)*[\s:]*\Z",
    re.IGNORECASE,
)
_MOST = 1000
"""So many dates of one text are looked at."""
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
    for match in islice(_DATE.finditer(text), _MOST) if "20" in text else ():
        balance = [held + more for held, more in zip(balance, _quotes(text, counted, match.start()), strict=True)]
        counted = match.start()
        day = _day(match)
        if day is None:
            continue
        reach = max(match.start() - _REACH, 0)
        start = max(text.rfind(". ", reach, match.start()) + 1, text.rfind("\n", reach, match.start()) + 1, reach)
        ahead = _AHEAD.search(text[start : match.start()])
        # Where a quotation is open, others spoke then.
        if ahead and balance[0] <= 0 and balance[1] % 2 == 0:
            words = " ".join(text[start + ahead.start() : match.end()].split())
            yield Promise(day=day, words=words, sentence=" ".join(text[start : match.end()].split()))


def passed(text: str, *, today: date) -> Iterator[Promise]:
    """Those of the `promises` whose day lies before `today`."""
    return (promise for promise in promises(text) if promise.day < today)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, month, day = (next(parts[f"{letter}{form}"] for form in "123" if parts[f"{letter}{form}"]) for letter in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()[:3] if month.lower() not in _MONTHS else month.lower()) % 12 + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """How many more quotations begin than end in a part of a text, and how many straight quotation marks it has."""
    return text.count("“", start, end) - text.count("”", start, end), text.count('"', start, end)
