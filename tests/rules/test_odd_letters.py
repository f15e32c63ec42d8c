"""Letters that a search without regard to case takes for others, and digits that are no numbers."""

import re
import sys
from datetime import date

import pytest

from audit.extract import extract
from audit.rules.reading.calendar import dates
from tests.rules.world import entry, found, paragraph, says

MONTHS = ("April", "juillet", "Sept", "oktober", "März", "février", "août", "março", "gennaio")
LETTERS = "".join(sorted({*"".join(MONTHS).lower()}))
FOUND = re.findall(f"[{LETTERS}]", "".join(map(chr, range(sys.maxunicode + 1))), re.IGNORECASE)
ALIKE = {letter: [other for other in FOUND if re.match(letter, other, re.IGNORECASE)] for letter in LETTERS}
"""Of every character there is, those that a search without regard to case takes for a letter."""


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_is_the_same_in_whatever_letters_it_is_found(month):
    number = next(dates(f"15 {month} 2024")).day.month
    for place, letter in enumerate(month.lower()):
        for other in ALIKE[letter]:
            text = f"15 {month[:place]}{other}{month[place + 1 :]} 2024"
            assert [each.day for each in dates(text)] == [date(2024, number, 15)], text


def test_a_date_in_the_capitals_of_another_language_keeps_nobody_from_checking_its_entry():
    subject = entry(body=[paragraph("Register by 15 APRİL 2024 to take part.")])

    assert [dict(each.params)["date"] for each in found("content-date-passed", subject)] == ["2024-04-15"]


@pytest.mark.parametrize("key", ["²", "①", "9" * 5_000], ids=["raised", "circled", "endless"])
def test_a_field_named_by_a_sign_that_is_no_number_keeps_nobody_from_checking_its_entry(key):
    body = [paragraph(("river plan", "https://x.example/t")), paragraph("the ", ("river plan", "https://x.example/t"))]
    subject = entry(**{key: body})

    assert says("link-repeated", subject, extract(subject))
