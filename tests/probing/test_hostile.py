"""Servers that mean harm, and what becomes of the good links beside them."""

import asyncio
import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from audit.clock import SystemClock
from audit.engines.local import LocalEngine
from audit.judging import judge
from audit.model.probe import Target
from audit.model.verdict import Verdict
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.probing import ProbeSettings, WebProber
from audit.urls import read
from tests.web.hostile import SPEECHES, Places, good_links, hostile_links, hostile_servers, kind_of

BUDGETS = Timeouts(name=1.0, connect=3.0, tls=1.0, answer=3.0, body=2.5, total=8.0)
"""Short, since most of the hostile use them up, and long enough for a good server on a busy machine."""
MEGABYTES = 1_000_000


@dataclass
class Noted:
    """What a run was like."""

    good: float = 0.0
    """Seconds until the last good link was done."""
    worked: float = 0.0
    """Seconds of work in one go at the most: what nobody else has to answer for."""
    memory: int = 0
    verdicts: tuple[tuple[str, Verdict, bool], ...] = ()


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


async def watch(noted: Noted) -> None:
    while True:
        before = time.thread_time()
        await asyncio.sleep(0.01)
        noted.worked = max(noted.worked, time.thread_time() - before)
        noted.memory = max(noted.memory, resident())


async def ask(links: list[str], places: Places) -> Noted:
    hosts, clock, noted, found = places.of(links), SystemClock(), Noted(), list[tuple[str, Verdict, bool]]()
    names = frozenset(link.split("/")[2] for link in links)
    settings = NetSettings(
        hosts=hosts, nameservers=(f"127.0.0.1:{places.names}",), timeouts=BUDGETS, per_host_interval=0.1, max_at_once=24, retries=1
    )
    targets = []
    for link in links:
        url = read(link, known_hosts=names)
        targets.append(Target(id=url.id, key=url.key, url=url.request, host=url.authority))
    begun, before = time.monotonic(), resident()
    watching = asyncio.create_task(watch(noted))
    async with (
        open_exchanger(settings, clock) as exchanger,
        WebProber(exchanger=exchanger, clock=clock, settings=ProbeSettings(known_hosts=names)) as prober,
    ):
        engine = LocalEngine(prober=prober, max_at_once=24, per_host_max=2, per_host_interval=0.1, deadline=None, clock=clock)
        async for probe in engine.probe_all(targets):
            if kind_of(probe.target.host) == "good":
                noted.good = time.monotonic() - begun
            analysed = probe.page is not None and probe.page.analysed
            found.append((probe.target.url, judge(probe, now=clock.now().timestamp()).verdict, analysed))
    watching.cancel()
    return replace(noted, memory=noted.memory - before, verdicts=tuple(found))


@pytest.fixture
def settled() -> Iterator[None]:
    """What was loaded before stays unseen by the collector, as in a run: else its look at all tests is counted as a run's work."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.usefixtures("settled")
async def test_hostile_servers_neither_stop_nor_slow_nor_fool_a_run():
    good, hostile = good_links(60, hosts=12), hostile_links(len(SPEECHES))
    with hostile_servers() as places:
        alone = await ask(good, places)
        files = len(list(Path("/proc/self/fd").iterdir()))
        beside = await ask([*hostile, *good], places)
        async with asyncio.timeout(60):  # what the servers have closed is gone a moment later
            while len(list(Path("/proc/self/fd").iterdir())) > files:
                await asyncio.sleep(0.02)

    assert len(beside.verdicts) == len(good) + len(hostile)
    wrong = [(url, verdict) for url, verdict, analysed in beside.verdicts if "good" in url and (verdict is not Verdict.OK or not analysed)]
    assert wrong == []
    assert beside.good < 2 * alone.good + 2
    assert beside.worked < 0.2  # some hundredths are seen
    assert beside.memory < 200 * MEGABYTES
