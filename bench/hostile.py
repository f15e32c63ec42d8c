"""Five hundred links to servers that mean harm beside five hundred good ones, with the settings that a run has unless told otherwise.

Prints how much later the good ones were done than alone, how late the event loop was at the worst, which files were left open and how
much memory it took, and ends with 1 below the bar.
"""

import argparse
import asyncio
import gc
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from audit import wiring
from audit.clock import SystemClock
from audit.config.shape import Checks, Config
from audit.engines.local import LocalEngine
from audit.judging import judge
from audit.model.probe import Target
from audit.model.verdict import Verdict
from audit.net import open_exchanger
from audit.probing import WebProber
from audit.urls import Url, read
from audit.wiring.web import net_settings, probe_settings
from tests.web.hostile import Places, good_links, hostile_links, hostile_servers, kind_of, links_of

SLOWER, LAG, MEMORY = 2.0, 0.2, 512
"""How much later the good ones may be done, how late the loop may be (s), and the memory it may take (MB)."""
BOMBS = ("gzip", "nested", "brotli", "zstd")
TICK = 0.01


@dataclass
class Measured:
    """What a run was like."""

    good: float = 0.0
    """Seconds until the last good link was done."""
    mean: float = 0.0
    """Seconds until a good link was done, on the average."""
    whole: float = 0.0
    lag: float = 0.0
    worked: float = 0.0
    """Seconds of work in one go at the most, which on an idle machine is the lag."""
    cpu: float = 0.0
    memory: float = 0.0
    """MB at the most, of this process and of the largest of its own."""
    before: float = 0.0
    """MB before anything was asked."""
    files: int = 0
    """Files open in the end that were not open before."""
    wrong: list[str] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def tick(measured: Measured) -> None:
    """Looks for ever how late one is woken, and how long others have worked meanwhile."""
    while True:
        due, worked = time.perf_counter() + TICK, time.thread_time()
        await asyncio.sleep(TICK)
        measured.lag = max(measured.lag, time.perf_counter() - due)
        measured.worked = max(measured.worked, time.thread_time() - worked)


def target(link: str, names: frozenset[str]) -> Target:
    url = read(link, known_hosts=names)
    assert isinstance(url, Url), link
    return Target(id=url.id, key=url.key, url=url.request, host=url.authority)


async def ask(links: list[str], places: Places, measured: Measured, *, show: bool) -> None:
    hosts = places.of(links)
    names = frozenset(link.split("/")[2] for link in links) | {host for host, _ in hosts}
    config, world, clock = Config(checks=Checks(canaries=())), wiring.World(hosts=hosts, names=names), SystemClock()
    settings = replace(net_settings(config, world), nameservers=(f"127.0.0.1:{places.names}",))
    async with (
        open_exchanger(settings, clock) as exchanger,
        WebProber(exchanger=exchanger, clock=clock, settings=probe_settings(config, world)) as prober,
    ):
        engine = LocalEngine(
            prober=prober,
            max_at_once=settings.max_at_once,
            per_host_max=settings.per_host_max,
            per_host_interval=settings.per_host_interval,
            deadline=None,
            clock=clock,
        )
        begun, done = time.perf_counter(), []
        async for probe in engine.probe_all(target(link, names) for link in links):
            verdict, kind = judge(probe, now=clock.now().timestamp()), kind_of(probe.target.host)
            if kind == "good":
                done.append(time.perf_counter() - begun)
                if verdict.verdict is not Verdict.OK or not (probe.page and probe.page.analysed):
                    measured.wrong.append(f"{probe.target.url} {verdict.verdict} {verdict.reason}")
            measured.said[f"{kind} {verdict.verdict} {verdict.reason}"] += 1
            if show:
                print(f"{time.perf_counter() - begun:6.1f} {probe.target.url} {verdict.verdict} {verdict.reason}")
        measured.whole = time.perf_counter() - begun
    if done:
        measured.good, measured.mean = max(done), sum(done) / len(done)


async def watched(links: list[str], places: Places, *, show: bool) -> Measured:
    _, writer = await asyncio.open_connection("127.0.0.1", places.good)  # the first stream of a loop opens a file for bad times
    writer.transport.abort()
    await asyncio.sleep(0.1)
    measured, before = Measured(), open_files()
    measured.before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ticking = asyncio.create_task(tick(measured))
    try:
        await ask(links, places, measured, show=show)
    finally:
        ticking.cancel()
        await asyncio.gather(ticking, return_exceptions=True)
    gc.collect()
    await asyncio.sleep(0.1)  # sockets are closed in the loop's next rounds
    measured.files = open_files() - before
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    measured.memory = (own.ru_maxrss + others.ru_maxrss) / 1024
    measured.cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    return measured


def run(links: list[str], places: Places, show: bool, connection) -> None:
    connection.send(wiring.run_loop(watched(links, places, show=show)))


def measure(links: list[str], places: Places, *, show: bool = False) -> Measured:
    """One run in a process of its own, whose memory is its own."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=run, args=(links, places, show, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def row(name: str, got: Measured) -> None:
    print(
        f"{name:10} {got.good:7.1f} {got.mean:7.1f} {got.whole:7.1f} {got.cpu:7.1f} {got.lag * 1e3:7.0f} {got.worked * 1e3:7.0f} {got.memory:7.0f} {got.files:6}",
        flush=True,
    )


def shortfalls(alone: Measured, beside: Measured, bombs: Measured) -> list[str]:
    """What stays below the bars, in words."""
    found = []
    if beside.good > SLOWER * alone.good or beside.mean > SLOWER * alone.mean:
        found.append(f"the good links were done {max(beside.good / alone.good, beside.mean / alone.mean):.2f} times as late")
    if max(beside.lag, bombs.lag) > LAG:
        found.append(f"the event loop was {max(beside.lag, bombs.lag) * 1e3:.0f} ms late")
    if max(beside.memory, bombs.memory) > MEMORY:
        found.append(f"{max(beside.memory, bombs.memory):.0f} MB of memory")
    if beside.files > 0 or bombs.files > 0:
        found.append(f"{max(beside.files, bombs.files)} files were left open")
    if alone.wrong or beside.wrong:
        found.append(f"good links judged otherwise: {(alone.wrong + beside.wrong)[:5]}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=500)
    parser.add_argument("--hosts", type=int, default=50, help="of the good links")
    parser.add_argument("--show", action="store_true", help="print what became of every link")
    chosen = parser.parse_args()
    found: list[str] = []
    for left in (1, 0):
        with hostile_servers() as places:
            found = once(good_links(chosen.links, hosts=chosen.hosts), hostile_links(chosen.links), places, show=chosen.show)
        if not found:
            return
        # A machine that was busy with other things meanwhile gets a second look; what is really slow is slow twice.
        print("Below the bar: " + "; ".join(found) + (". Once more." if left else "."), flush=True)
    sys.exit("Hostile servers can slow a run.")


def once(good: list[str], hostile: list[str], places: Places, *, show: bool) -> list[str]:
    """One look: the good ones alone, twenty bombs at once, and the good ones beside the hostile ones."""
    print(
        f"{'':10} {'last s':>7} {'mean s':>7} {'whole s':>7} {'CPU s':>7} {'lag ms':>7} {'work ms':>7} {'MB':>7} {'files':>6}", flush=True
    )
    row("alone", alone := measure(good, places))
    row("bombs", bombs := measure([link for kind in BOMBS for link in links_of(kind, 5)], places))
    row("beside", beside := measure([link for pair in zip(hostile, good, strict=True) for link in pair], places, show=show))
    if show:
        for said, count in sorted(beside.said.items()):
            print(f"  {count:4} {said}")
    print(f"{len(good)} good links beside {len(hostile)} hostile ones: {beside.good / alone.good:.2f} times as late (bar {SLOWER})")
    return shortfalls(alone, beside, bombs)


if __name__ == "__main__":
    main()
