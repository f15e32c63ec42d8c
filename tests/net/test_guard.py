"""Not one packet to an address that is forbidden, through whatever door."""

import asyncio
import socket

import pytest

from audit.model.probe import Reason
from audit.net import NetSettings, open_exchanger
from audit.net.guard import Guard
from audit.net.noanswer import NoAnswerError
from audit.ports import Request
from audit.urls.addresses import Allowed
from tests.net.kit import OK, PATIENT, FastClock, serving, settings
from tests.net.names import naming
from tests.small_web import free_port


def free(server, **more):
    return NetSettings(timeouts=PATIENT, per_host_interval=0.0, retry_wait=0.0, nameservers=(server.address,), **more)


async def reasons(chosen, *requests, at_once=1):
    answers = []
    async with open_exchanger(chosen, FastClock()) as exchanger:
        for begin in range(0, len(requests), at_once):
            answers += await asyncio.gather(*(exchanger.exchange(request) for request in requests[begin : begin + at_once]))
    return [answer.failure.reason if answer.failure else answer.status for answer in answers]


KINDS = [{}, {"method": "HEAD"}, {"fresh": True}, {"verify": False}, {"lenient": True}, {"purpose": "robots"}]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_literal_address_inside_is_never_connected(kind, scheme):
    async with serving(OK) as server:
        found = await reasons(settings(), Request(url=f"{scheme}://127.0.0.1:{server.port}/", **kind))

        assert found == [Reason.FORBIDDEN_ADDRESS]
        assert server.connections == 0


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:7f00:1"])
async def test_a_name_for_an_address_inside_is_never_connected(kind, address):
    def answers(_name, asked, _count):
        return [address] if (":" in address) == (asked == "AAAA") else []

    async with serving(OK) as server, naming(answers) as names:
        found = await reasons(free(names), Request(url=f"http://site.example.org:{server.port}/", **kind))

        assert found == [Reason.FORBIDDEN_ADDRESS]
        assert server.connections == 0


async def test_one_forbidden_answer_spoils_the_others():
    async with serving(OK) as server, naming(lambda _n, kind, _c: ["8.8.8.8", "127.0.0.1"] if kind == "A" else []) as names:
        found = await reasons(free(names), Request(url=f"http://site.example.org:{server.port}/"))

        assert found == [Reason.FORBIDDEN_ADDRESS]
        assert server.connections == 0


async def test_a_name_that_turns_inside_after_it_was_vetted_is_not_followed():
    """A thousand requests to names that point to an allowed address and to a forbidden one in turns."""
    turn = iter(range(10_000))

    def answers(_name, kind, _count):
        return ["127.0.0.2" if next(turn) % 2 else "127.0.0.1"] if kind == "A" else []

    port = free_port()
    async with serving(OK, host="127.0.0.2", port=port) as server, serving(OK, port=port) as canary, naming(answers) as names:
        chosen = free(names, robots=False, retries=0, allow_private=(Allowed.parse(f"127.0.0.2:{server.port}"),))
        requests = [Request(url=f"http://host{number % 250}.example.org:{server.port}/", fresh=number % 2 == 0) for number in range(1000)]
        found = await reasons(chosen, *requests, at_once=50)

        assert set(found) == {200, Reason.FORBIDDEN_ADDRESS}
        assert canary.connections == 0


async def test_robots_txt_cannot_lead_inside():
    async with serving(OK) as inside:

        async def talk(visit):
            robots = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/robots.txt\r\nContent-Length: 0\r\n\r\n" % inside.port
            await visit.say(robots if visit.target == "/robots.txt" else OK)

        async with serving(talk) as server:
            found = await reasons(settings(("site.example.org", 80, server.port), robots=True), Request(url="http://site.example.org/"))

        assert found == [200]
        assert inside.connections == 0


async def test_a_port_of_another_protocol_is_never_connected():
    found = await reasons(settings(), Request(url="http://8.8.8.8:25/"), Request(url="http://8.8.8.8:6379/", lenient=True))

    assert found == [Reason.FORBIDDEN_PORT] * 2


async def test_an_exact_exception_holds_for_its_own_port_only():
    async with serving(OK) as server, serving(OK) as other:
        allowed = (Allowed.parse(f"127.0.0.1:{server.port}"),)
        found = await reasons(
            settings(allow_private=allowed), Request(url=f"http://127.0.0.1:{server.port}/"), Request(url=f"http://127.0.0.1:{other.port}/")
        )

        assert found == [200, Reason.FORBIDDEN_ADDRESS]
        assert other.connections == 0


async def test_a_name_with_an_exception_does_not_open_its_address_to_others():
    async with serving(OK) as server:
        chosen = settings(("site.example.org", 80, server.port))
        found = await reasons(
            chosen,
            Request(url="http://site.example.org/"),
            Request(url=f"http://127.0.0.1:{server.port}/"),
            Request(url="http://127.0.0.1/"),
        )

        assert found == [200, Reason.FORBIDDEN_ADDRESS, Reason.FORBIDDEN_ADDRESS]
        assert server.connections == 1


async def test_a_socket_that_nobody_asked_for_is_not_opened():
    with pytest.raises(NoAnswerError):
        Guard().open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("8.8.8.8", 80)))


def test_what_a_dns64_resolver_makes_up_is_set_aside():
    guard = Guard()

    assert guard.vet(("64:ff9b::808:808", "8.8.8.8"), name="site.example.org", port=443) == ("8.8.8.8",)
    with pytest.raises(NoAnswerError):
        guard.vet(("64:ff9b::808:808",), name="site.example.org", port=443)


async def test_in_a_closed_world_no_name_server_is_asked():
    async with serving(OK) as server:
        chosen = settings(("site.example.org", 80, server.port), hosts_only=True, retries=0)
        found = await reasons(
            chosen,
            Request(url="http://site.example.org/"),
            Request(url="https://site.example.org/"),
            Request(url="https://other.example.org/"),
        )

    assert found == [200, Reason.CONNECT_REFUSED, Reason.NAME_NOT_FOUND]


async def test_without_the_guard_the_address_inside_would_be_reached():
    """The other tests here prove something: the same request arrives once the guard knows an exception."""
    async with serving(OK) as server:
        allowed = (Allowed.parse(f"127.0.0.0/8:{server.port}"),)
        async with asyncio.timeout(60):
            assert await reasons(settings(allow_private=allowed), Request(url=f"http://127.0.0.1:{server.port}/")) == [200]
        assert server.connections == 1
