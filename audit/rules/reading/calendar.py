"""Full dates as texts in several languages write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from audit.rules.reading.phrases import phrases

_MONTHS = tuple(
    phrases(names)
    for names in (
        "january | jan | januar | jänner | jän | janvier | janv | enero | ene | janeiro | gennaio | gen | januari",
        "february | feb | februar | febr | février | fevrier | févr | fév | febrero | fevereiro | fev | febbraio | februari",
        "march | mar | märz | maerz | mrz | mars | marzo | março | marco | maart | mrt",
        "april | apr | avril | avr | abril | abr | aprile",
        "may | mai | mayo | maio | maggio | mag | mei",
        "june | jun | juni | juin | junio | junho | giugno | giu",
        "july | jul | juli | juillet | juil | julio | julho | luglio | lug",
        "august | aug | août | aout | agosto | ago | augustus",
        "september | sep | sept | septembre | septiembre | setiembre | setembro | settembre | sett",
        "october | oct | oktober | okt | octobre | octubre | outubro | ottobre | ott",
        "november | nov | novembre | noviembre | novembro",
        "december | dec | dezember | dez | décembre | decembre | déc | diciembre | dic | dezembro | dicembre",
    )
)
"""In English, German, French, Spanish, Portuguese, Italian and Dutch."""
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAMES = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MONTH_FIRST = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
"""In English alone the month may come first."""
_RANGE = r"(?:\d{1,2}\.?\s*(?:[–—-]|to|and|bis|und|au|et|al|y|a|e|o|tot|en)\s*)?"
"""Of several days the last one counts."""
_DATE = re.compile(
    rf"\b{_RANGE}(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|[.º°ª])?\s+(?:of\s+|de\s+)?(?P<m1>{_NAMES})\b\.?,?\s+(?:del?\s+)?(?P<y1>20\d\d)\b"
    rf"|\b(?P<m2>{_MONTH_FIRST})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>20\d\d)\b"
    r"|\b(?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
    r"|\b(?P<d4>\d{1,2})(?P<s4>[./-])\s?(?P<m4>\d{1,2})(?P=s4)\s?(?P<y4>20\d\d)\b",
    re.IGNORECASE,
)
_AS_FOUND = str.maketrans("\u0130\u0131\u017f", "iis")
"""A search without regard to case finds these letters for i and s; putting them in lower case does not make them such."""
_MOST = 1000
"""So many dates of one text are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One date in a text."""

    day: date | None
    """None for one that no calendar has."""
    start: int
    end: int
    day_first: bool
    """It is written in numbers of which the day comes first, as English on one side of the sea has it and on the other not."""


def dates(text: str) -> Iterator[Dated]:
    """The full dates of this century in a text."""
    for match in islice(_DATE.finditer(text), _MOST) if "20" in text else ():
        parts = match.groupdict()
        form = next(form for form in "1234" if parts[f"y{form}"])
        month = parts[f"m{form}"].translate(_AS_FOUND).lower()
        number = int(month) if month.isdigit() else _NUMBERS[month]
        day = _day(int(parts[f"y{form}"]), number, int(parts[f"d{form}"]))
        yield Dated(day=day, start=match.start(), end=match.end(), day_first=parts["s4"] in {"/", "-"})


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
