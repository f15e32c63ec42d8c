"""Addresses that are linked again, and those that may well be."""

import pytest

from audit.extract import extract
from tests.rules.world import entry, paragraph, says


@pytest.mark.parametrize(
    ("first", "second", "apart", "is_told"),
    [
        (("the", "river plan"), ("our", "river plan"), 3, True),
        (("the", "river plan"), ("our", "River plan"), 9, False),
        (("the", "river plan"), ("our", "wells"), 9, True),
        (("", "Tell us"), ("Or", "send us a photo"), 1, False),
        (("", "Tell us"), ("Or read", "the form"), 1, True),
    ],
    ids=["a name twice", "a name some way on", "other words some way on", "two calls to one form", "a call and a name"],
)
def test_a_name_far_on_and_a_second_call_to_the_same_action_are_no_repetition(first, second, apart, is_told):
    address = "https://x.example/t"
    between = [paragraph(f"Words {number}.") for number in range(apart - 1)]
    body = [paragraph(f"{first[0]} ", (first[1], address)), *between, paragraph(f"{second[0]} ", (second[1], address))]
    subject = entry(body=body)

    assert says("link-repeated", subject, extract(subject)) is is_told


def test_two_calls_in_one_sentence_are_a_repetition():
    subject = entry(body=[paragraph(("Join us", "https://x.example/t"), " and ", ("give a day", "https://x.example/t"))])

    assert says("link-repeated", subject, extract(subject))
