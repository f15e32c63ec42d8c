"""The demo's web answers as its table says, night by night."""

import asyncio
import socket
import ssl

import aiohttp
import aiohttp.abc
import pytest

from audit.demo import DemoWeb
from audit.demo.answers import ANSWERS
from audit.demo.world import TONIGHT, Page, verdicts, world
from audit.model.verdict import Verdict

PLAIN = 301
STATUS = {
    "page": 200,
    "moved": 301,
    "found": 302,
    "missing": 404,
    "gone": 410,
    "soft-404": 200,
    "sign-in": 200,
    "password": 401,
    "challenge": 403,
    "limited": 429,
    "failing": 503,
    "parked": 200,
    "holding": 200,
    "taken-over": 200,
}


class ToTheDemo(aiohttp.abc.AbstractResolver):
    def __init__(self, hosts):
        self.hosts = hosts

    async def resolve(self, host, port=0, family=socket.AF_INET):
        address, real = self.hosts[host, port]
        return [{"hostname": host, "host": address, "port": real, "family": family or socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self):
        pass


@pytest.fixture
async def demo():
    async with DemoWeb() as web:
        yield web


@pytest.fixture
async def client(demo):
    context = ssl.create_default_context(cafile=demo.ca_file)
    connector = aiohttp.TCPConnector(resolver=ToTheDemo(demo.hosts), ssl=context)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=120)) as session:
        yield session


def well_certified():
    return [site for site in world().sites.values() if site.tls in {"good", "expiring"}]


@pytest.mark.parametrize("night", range(1, TONIGHT + 1))
async def test_every_page_answers_with_the_status_of_what_it_does(demo, client, night):
    demo.night = night
    for site in well_certified():
        for listed in site.pages:
            page = listed.on(night)
            if page.does == "slow":
                continue
            async with client.get(f"https://{site.host}{page.path}", allow_redirects=False) as answer:
                assert answer.status == STATUS[page.does], f"{site.host}{page.path} on night {night}"


async def test_a_slow_page_keeps_silent_for_longer_than_the_demo_waits(client):
    with pytest.raises(TimeoutError):
        async with client.get("https://harbourlog.example/weather", timeout=aiohttp.ClientTimeout(total=0.3)):
            pass


async def test_pages_are_long_and_unlike_each_other(client):
    texts = {}
    for site in well_certified():
        for page in site.pages:
            if page.on(TONIGHT).does == "page":
                async with client.get(f"https://{site.host}{page.path}") as answer:
                    texts[site.host, page.path] = await answer.text()
    assert len(set(texts.values())) == len(texts)
    assert all(len(text.split()) > 250 for text in texts.values())


async def test_unknown_addresses_get_a_real_not_found_page(client):
    async with client.get("https://brunnencircle.example/nothing-here") as answer:
        assert answer.status == 404
        assert "Page not found" in await answer.text()


async def test_http_leads_to_https_with_path_and_query(client):
    async with client.get("http://longtable.example/cook?day=3", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (PLAIN, "https://longtable.example/cook?day=3")


async def test_a_site_may_serve_the_same_page_on_both_ports(client):
    texts = []
    for scheme in ("http", "https"):
        async with client.get(f"{scheme}://beachlog.example/finds") as answer:
            texts.append((answer.status, await answer.text()))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("oldmaps.example", "certificate has expired"),
        ("villagechurch.example", "self-signed certificate"),
        ("fishcount.example", "Hostname mismatch"),
    ],
)
async def test_bad_certificates_are_bad_each_in_their_own_way(client, host, words):
    with pytest.raises(aiohttp.ClientConnectorCertificateError, match=words):
        async with client.get(f"https://{host}/"):
            pass


async def test_good_certificates_stand_up_to_the_strict_reading_of_newer_pythons(demo):
    context = ssl.create_default_context(cafile=demo.ca_file)
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    address, port = demo.hosts["longtable.example", 443]
    _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname="longtable.example")
    writer.close()
    await writer.wait_closed()


async def test_the_pages_behind_bad_certificates_work(demo):
    connector = aiohttp.TCPConnector(resolver=ToTheDemo(demo.hosts), ssl=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        for site in world().sites.values():
            for page in site.pages:
                if site not in well_certified():
                    async with session.get(f"https://{site.host}{page.path}") as answer:
                        assert answer.status == 200


async def test_robots_rules_are_served_where_there_are_some(client):
    async with client.get("https://quietarchive.example/robots.txt") as some, client.get("https://longtable.example/robots.txt") as none:
        assert (some.status, none.status) == (200, 404)
        assert "Disallow: /" in await some.text()


async def test_a_stranger_is_told_that_the_site_is_not_here(demo):
    _, port = demo.hosts["longtable.example", 80]
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 421


async def test_canaries_work_every_night(client, demo):
    for night in range(1, TONIGHT + 1):
        assert all(verdicts(night)[canary] is Verdict.OK for canary in demo.canaries)
    for canary in demo.canaries:
        async with client.get(canary) as answer:
            assert answer.status == 200


async def test_only_loopback_is_used_and_both_ports_of_every_site_are_known(demo):
    assert {address for address, _ in demo.hosts.values()} == {"127.0.0.1"}
    assert demo.hosts.keys() == {(host, port) for host in world().sites for port in (80, 443)}
    assert not any(name in {host for host, _ in demo.hosts} for name in demo.dead_names)


async def test_closing_takes_no_time_even_while_a_page_is_slow_and_leaves_nothing_behind():
    loop = asyncio.get_running_loop()
    async with DemoWeb() as web:
        connector = aiohttp.TCPConnector(resolver=ToTheDemo(web.hosts), ssl=False)
        async with aiohttp.ClientSession(connector=connector) as session:
            waiting = asyncio.create_task(session.get("https://harbourlog.example/weather"))
            await asyncio.sleep(0.05)
            folder, started = web.ca_file.parent, loop.time()
            waiting.cancel()
    assert loop.time() - started < 8  # the page would have taken ten
    assert not folder.exists()


async def test_a_closed_port_refuses(client):
    with pytest.raises(aiohttp.ClientConnectorError):
        async with client.get("http://tidalflats.example/channels"):
            pass


def test_every_deed_in_the_table_is_known_and_every_known_deed_is_used():
    used = {page.on(night).does for site in world().sites.values() for page in site.pages for night in range(1, TONIGHT + 1)}
    unknown = {site.unknown for site in world().sites.values()}
    assert used | unknown == set(ANSWERS)


def test_a_page_without_a_past_is_always_the_same():
    page = Page(path="/", title="A Page")
    assert all(page.on(night) is page for night in range(1, TONIGHT + 1))
