"""The demo's promises hold when its addresses go the whole way: read, probed, judged."""

import asyncio

import pytest

from audit.clock import SystemClock
from audit.demo import TONIGHT, DemoWeb, expected, fragment_state
from audit.engines import LocalEngine
from audit.judging import judge
from audit.model.probe import Target
from audit.model.verdict import FragmentState, Judgement
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.probing import ProbeSettings, WebProber
from audit.urls import read
from tests.demo.test_examples import hrefs

PATIENCE = Timeouts(name=3.0, connect=3.0, tls=3.0, answer=2.0, body=3.0, total=8.0)
pytestmark = pytest.mark.xdist_group("demo")  # all nights are asked beforehand, which one process does for all
AT_ONCE = 16
"""Few enough that a busy machine still answers each in time."""


def targets(known_hosts):
    """The judgements that need no web, and the targets for it, by href."""
    judged, asked = {}, {}
    for href in hrefs():
        url = read(href, known_hosts=known_hosts)
        if isinstance(url, Judgement):
            judged[href] = url
        else:
            asked[href] = url
    by_id = {}
    for url in asked.values():
        fragments = {other.fragment for other in asked.values() if other.id == url.id and other.fragment}
        by_id[url.id] = Target(
            id=url.id, key=url.key, url=url.request, host=url.authority, fragments=tuple(sorted(fragments)), credentials=url.credentials
        )
    return judged, asked, by_id


async def look(web):
    """The judgement on every address of the examples, by href."""
    judged, asked, by_id = targets(web.known_hosts)
    settings = NetSettings(
        max_at_once=AT_ONCE,
        per_host_interval=0.0,
        timeouts=PATIENCE,
        retries=1,
        retry_wait=0.05,
        ca_file=str(web.ca_file),
        hosts=web.hosts,
        hosts_only=True,
    )
    clock = SystemClock()
    async with open_exchanger(settings, clock) as exchanger:
        prober = WebProber(exchanger=exchanger, clock=clock, settings=ProbeSettings(known_hosts=web.known_hosts))
        async with prober:
            engine = LocalEngine(prober=prober, max_at_once=AT_ONCE, per_host_max=4, deadline=None, clock=clock)
            found = {probe.target.id: judge(probe, now=clock.now().timestamp()) async for probe in engine.probe_all(by_id.values())}
    return judged | {href: found[url.id] for href, url in asked.items()}


@pytest.fixture(scope="module")
def nights():
    """For each night the judgement on every address."""

    async def one(night):
        async with DemoWeb(night=night) as web:
            return await look(web)

    return {night: asyncio.run(one(night)) for night in range(1, TONIGHT + 1)}


@pytest.mark.parametrize("night", range(1, TONIGHT + 1))
def test_every_address_gets_the_verdict_that_it_deserves(nights, night):
    found = nights[night]
    wrong = {
        href: (judgement.verdict.value, judgement.reason, expected(href, night=night).value)
        for href, judgement in found.items()
        if judgement.verdict is not expected(href, night=night)
    }
    assert wrong == {}


def test_every_fragment_is_found_or_missed_as_it_should_be(nights):
    found = nights[TONIGHT]
    states = {href: judgement.fragment(href.partition("#")[2]) for href, judgement in found.items() if "#" in href}
    assert states == {href: fragment_state(href) for href in states}
    assert set(states.values()) == {FragmentState.FOUND, FragmentState.MISSING}
