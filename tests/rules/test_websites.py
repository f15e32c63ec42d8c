"""The website that an address leads to."""

import pytest

from audit.rules.reading.mentions import host, split
from tests.rules.world import link


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.River.example:8080/wells", "river.example"),
        ("//river.example./wells", "river.example"),
        ("https://river.example:wells/", ""),
        ("https://[river.example/", ""),
        ("mailto:a@river.example", ""),
    ],
)
def test_it_is_the_name_without_www_and_port_and_nothing_where_the_address_cannot_be_taken_apart(address, name):
    assert host(link(address)) == name


def test_a_port_that_is_none_leaves_nothing_of_an_address():
    assert split(link("https://river.example:wells/pumps")).path == ""
    assert split(link("https://river.example:81/pumps")).path == "/pumps"
