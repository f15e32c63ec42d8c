"""What may be told of people, passwords and shares."""

import pytest

from audit.model.correspondence import may_be_written_to
from audit.model.redaction import tells_credentials
from audit.model.report import Health


@pytest.mark.parametrize("address", ["amina.k@river-trust.example", "o'neill+audit@a.example"])
def test_an_ordinary_address_may_be_written_to(address):
    assert may_be_written_to(address)


@pytest.mark.parametrize(
    "address",
    ["", "amina", "a@[1.2.3", "a b@c.example", "=?utf-8?q?a?=@b.example", "a@b.example\r\nBcc: c@d.example", "a" * 250 + "@b.example"],
)
def test_what_a_header_or_a_server_would_stumble_over_may_not(address):
    assert not may_be_written_to(address)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"see https://amina:word@site.example/", True),
        (b"write to amina@site.example", False),
        (b"https://credentials@site.example/", False),
    ],
)
def test_bytes_with_a_password_in_an_address_are_known(written, told):
    assert tells_credentials(written) is told


@pytest.mark.parametrize(("comparable", "told"), [(True, 89), (False, None)])
def test_a_share_is_told_where_it_may_be_compared(comparable, told):
    assert Health(percent=89, clean=8, broken=1, unknown=0, in_grace=0, comparable=comparable).told_percent == told
