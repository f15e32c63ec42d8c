"""What an address tells."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.judging import paths
from audit.urls.whatwg import parse

_EXTENSION = re.compile(r"\.([A-Za-z0-9]{2,5})$")
STARTS = ("https://partner.org", "http://partner.org:8080", "https://[2001:db8::1]", "https://user:word@partner.org", "mailto:a@b")


@given(start=st.sampled_from(STARTS), end=st.text(alphabet="/?#.%a1é-_:@&=;~A9ü", max_size=16))
def test_the_extension_is_that_of_the_path_as_the_standard_library_has_it(start, end):
    address = parse(f"{start}/{end}").href

    found = _EXTENSION.search(urlsplit(address).path)
    assert paths.extension(address) == (found[1].lower() if found else "")


@pytest.mark.parametrize(
    ("address", "segments", "extension"),
    [
        ("https://partner.org", (), ""),
        ("https://partner.org/de/reports/2024.PDF?page=3#top", ("reports", "2024.PDF"), "pdf"),
        ("https://partner.org/a%20b/c.tar.gz", ("a b", "c.tar.gz"), "gz"),
        ("https://partner.org/?file=/x/y.pdf", (), ""),
        ("https://partner.org/v1.2/notes", ("v1.2", "notes"), ""),
        ("https://partner.org/name.extension", ("name.extension",), ""),
        ("mailto:someone@partner.org", ("someone@partner.org",), "org"),
    ],
)
def test_what_an_address_says(address, segments, extension):
    assert (paths.segments(address), paths.extension(address)) == (segments, extension)
