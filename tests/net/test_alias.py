"""Where the alias of a missing name leads."""

import asyncio
from contextlib import suppress

import dnslib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.probe import Reason
from audit.net import dns
from audit.net.alias import alias_of, last_alias
from audit.net.dns import Names
from audit.net.noanswer import NoAnswerError
from tests.web.names import NameServer

LABEL = st.from_regex(r"[a-z]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
NAME = st.lists(LABEL, min_size=2, max_size=5).map(".".join)


def told(question: str, *aliases: tuple[str, str]) -> bytes:
    reply = dnslib.DNSRecord.question(question).reply()
    for owner, end in aliases:
        reply.add_answer(dnslib.RR(owner, dnslib.QTYPE.CNAME, rdata=dnslib.CNAME(end), ttl=60))
    reply.header.rcode = dnslib.RCODE.NXDOMAIN
    return bytes(reply.pack())


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """A name server that a busy machine keeps from answering is waited for."""
    monkeypatch.setattr(dns, "_ALIAS", 30.0)


async def failure_of(told: str, *, name: str = "give.partner.org"):
    server = NameServer(names={name: told})
    await server.start()
    names = Names(nameservers=(f"127.0.0.1:{server.port}",), timeout=60.0)
    try:
        with pytest.raises(NoAnswerError) as caught:
            await names.addresses(name)
    finally:
        await names.close()
        server.stop()
    return caught.value.failure


async def test_a_missing_name_that_is_an_alias_says_what_is_gone():
    failure = await failure_of("dangling partner.hosting.net")

    assert (failure.reason, failure.code) == (Reason.NAME_NOT_FOUND, "dangling-cname")
    assert failure.alias == "partner.hosting.net"
    assert failure.detail == "an alias of partner.hosting.net, which does not exist"


async def test_a_missing_name_that_is_no_alias_is_only_missing():
    failure = await failure_of("nxdomain")

    assert (failure.reason, failure.code, failure.alias) == (Reason.NAME_NOT_FOUND, "", "")


async def test_of_several_aliases_the_last_is_what_is_gone():
    assert (await failure_of("dangling one.hosting.net two.hosting.net")).alias == "two.hosting.net"


async def test_a_name_whose_servers_are_in_doubt_is_not_asked_for_its_alias():
    assert (await failure_of("servfail")).reason is Reason.NAME_SERVER_FAILED


async def test_where_nobody_answers_nothing_is_said():
    server = NameServer(names={"give.partner.org": "silent"})
    await server.start()
    try:
        for servers in (("127.0.0.1:9",), (f"127.0.0.1:{server.port}",), ("no address",), ()):
            assert await alias_of("give.partner.org", servers=servers, seconds=0.1) == ""
        assert await alias_of("a" * 64 + ".org", servers=(f"127.0.0.1:{server.port}",), seconds=0.1) == ""
    finally:
        server.stop()


async def test_an_answer_to_another_question_is_not_taken():
    loop = asyncio.get_running_loop()

    class Stranger(asyncio.DatagramProtocol):
        def connection_made(self, transport):
            self.transport = transport

        def datagram_received(self, data, addr):
            wrong = bytes((data[0] ^ 0xFF, data[1])) + told("give.partner.org", ("give.partner.org", "evil.net"))[2:]
            self.transport.sendto(wrong, addr)
            self.transport.sendto(data, addr)
            self.transport.sendto(b"", addr)

    transport, _ = await loop.create_datagram_endpoint(Stranger, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    try:
        assert await alias_of("give.partner.org", servers=(f"127.0.0.1:{port}",), seconds=0.2) == ""
    finally:
        transport.close()


@given(NAME, st.lists(NAME, min_size=1, max_size=6, unique=True))
def test_the_end_of_a_chain_of_aliases_is_found_in_whatever_order_it_is_told(name, ends):
    ends = [end for end in ends if end != name] or ["elsewhere.example"]
    chain = list(zip([name, *ends], ends, strict=False))

    assert last_alias(told(name, *reversed(chain)), name.upper() + ".") == ends[-1]


def test_aliases_in_a_circle_and_those_of_other_names_tell_nothing_of_this_one():
    assert last_alias(told("a.org", ("a.org", "b.org"), ("b.org", "a.org")), "a.org") == ""
    assert last_alias(told("a.org", ("other.org", "b.org")), "a.org") == ""


@given(st.binary(max_size=200))
def test_no_answer_can_do_harm(data):
    with suppress(ValueError):
        last_alias(data, "a.org")


@given(st.integers(0, 60), st.binary(min_size=1, max_size=4))
def test_a_damaged_answer_can_do_no_harm_either(at, damage):
    whole = bytearray(told("give.partner.org", ("give.partner.org", "partner.hosting.net")))
    whole[at : at + len(damage)] = damage

    with suppress(ValueError):
        last_alias(bytes(whole), "give.partner.org")
