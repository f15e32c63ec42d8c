"""Which addresses may be contacted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import UsageError
from audit.urls.addresses import FORBIDDEN_V4, FORBIDDEN_V6, Allowed, is_forbidden, read_address, refusal
from audit.urls.ports import is_bad

INSIDE = """
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 100.100.100.200 127.0.0.1 127.255.0.3 127.255.255.255
169.254.0.0 169.254.169.254 169.254.170.2 172.16.0.0 172.31.255.255 192.0.0.8 192.0.0.255 192.0.2.1 192.88.99.1 192.168.0.0
192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
168.63.129.16
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::a00:1 100::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1
fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 feff::1 ff00::1 ff02::1
"""

JUST_OUTSIDE = """
1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.254 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.1 172.15.255.255
172.32.0.1 191.255.255.255 192.0.1.1 192.0.3.1 192.88.98.1 192.88.100.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1
198.51.99.1 198.51.101.1 203.0.112.1 203.0.114.1 223.255.255.255 168.63.129.15 168.63.129.17 93.184.215.14 8.8.8.8
64:ff9c::1 64:ff9a::1 2001:4860:4860::8888 2001:3::1 2003::1 2606:2800:21f:cb07::1 2600:9000:1::1 3ffe::1 fbff::1 ::ffff:8.8.8.8
"""


@pytest.mark.parametrize("address", INSIDE.split())
def test_an_address_inside_is_refused_at_every_port(address):
    assert refusal(address, 443) == "forbidden-address"
    assert refusal(f"[{address}]", 22) == "forbidden-address"


@pytest.mark.parametrize("address", JUST_OUTSIDE.split())
def test_the_neighbour_just_outside_may_be_asked(address):
    assert refusal(address, 443) is None


@pytest.mark.parametrize("network", [*FORBIDDEN_V4, *FORBIDDEN_V6], ids=str)
def test_both_ends_of_every_block_are_inside(network):
    assert is_forbidden(network[0])
    assert is_forbidden(network[-1])


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_like_the_one_inside_it(address):
    mapped = read_address(f"::ffff:{address}")

    assert mapped is not None
    assert is_forbidden(mapped) == is_forbidden(address)


@given(st.text(max_size=40))
def test_what_is_no_address_is_forbidden(text):
    if read_address(text) is None:
        assert refusal(text, 443) == "forbidden-address"


@pytest.mark.parametrize("port", [0, 1, 22, 25, 6000, 6379, 6667, 10080, 11211])
def test_a_port_of_another_protocol_is_refused(port):
    assert refusal("8.8.8.8", port) == "forbidden-port"


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 3000, 8000, 65535])
def test_a_port_where_pages_live_is_not(port):
    assert not is_bad(port)


def test_an_exception_for_a_network_holds_at_exactly_its_port():
    allowed = (Allowed.parse("10.20.0.0/16:8080"),)

    assert refusal("10.20.3.4", 8080, allowed=allowed) is None
    assert refusal("10.20.3.4", 8081, allowed=allowed) == "forbidden-address"
    assert refusal("10.21.0.1", 8080, allowed=allowed) == "forbidden-address"
    assert refusal("fd00::1", 8080, allowed=allowed) == "forbidden-address"


def test_an_exception_for_a_name_holds_for_exactly_that_name():
    allowed = (Allowed.parse("Wiki.Intern.example.:443"),)

    assert refusal("10.0.0.1", 443, allowed=allowed, name="wiki.intern.example") is None
    assert refusal("10.0.0.1", 443, allowed=allowed, name="other.intern.example") == "forbidden-address"
    assert refusal("10.0.0.1", 443, allowed=allowed) == "forbidden-address"


def test_an_exception_lifts_the_ban_on_its_port_too():
    assert refusal("10.0.0.1", 22, allowed=(Allowed.parse("10.0.0.1:22"),)) is None


@pytest.mark.parametrize(
    ("text", "address"), [("[fd00::5]:8080", "fd00::5"), ("fd00::/8:8080", "fd12::1"), ("127.0.0.1:8080", "127.0.0.1")]
)
def test_an_exception_may_be_an_address_of_either_kind(text, address):
    assert refusal(address, 8080, allowed=(Allowed.parse(text),)) is None


@pytest.mark.parametrize(
    "text", ["", "wiki", "wiki:", ":80", "wiki:0", "wiki:65536", "wiki:http", "10.0.0.0/99:80", "fd00::zz:80", "a/b:80"]
)
def test_an_exception_that_is_not_exact_is_refused(text):
    with pytest.raises(UsageError):
        Allowed.parse(text)
