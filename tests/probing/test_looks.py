"""Addresses that cannot exist, front doors, directories of services."""

import pytest

from audit.probing.looks import home_of, sibling_of
from audit.probing.services import directory_of


@pytest.mark.parametrize(
    ("url", "folder", "end"),
    [
        ("https://a.org/x/y", "https://a.org/x/", ""),
        ("https://a.org/x/y.PDF?z=1", "https://a.org/x/", ".pdf"),
        ("https://a.org/", "https://a.org/", ""),
        ("https://a.org/x/", "https://a.org/", "/"),
        ("https://a.org:8443/x", "https://a.org:8443/", ""),
    ],
)
def test_a_sibling_stands_in_the_same_folder_with_the_same_extension(url: str, folder: str, end: str) -> None:
    sibling = sibling_of(url)
    assert sibling.startswith(folder)
    assert sibling.endswith(end)
    assert sibling != url
    assert sibling == sibling_of(url)


def test_every_page_of_a_folder_has_the_same_sibling() -> None:
    assert sibling_of("https://a.org/x/one") == sibling_of("https://a.org/x/two")
    assert sibling_of("https://a.org/x/one") != sibling_of("https://a.org/y/one")


def test_the_front_door_is_the_root() -> None:
    assert home_of("https://a.org/x/y?z") == "https://a.org/"


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww"),
        ("https://youtu.be/abcdefgh", "https://www.youtube.com/oembed?"),
        ("https://vimeo.com/123", "https://vimeo.com/api/oembed.json?url="),
        ("https://www.youtube.com/@somebody", ""),
        ("https://partner.org/watch", ""),
    ],
)
def test_a_service_with_a_directory_is_asked_there(url: str, start: str) -> None:
    address = directory_of(url)
    assert address.startswith(start)
    assert bool(address) is bool(start)
