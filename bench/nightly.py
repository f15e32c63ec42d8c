"""A night on loopback: 17,000 addresses on 1,300 hosts with latencies, dead links, redirects and flaky answers, at the agreed pace.

Prints wall time, CPU, peak memory, requests, false alarms, misses, and the floor: the longest host's queue at its interval. Everything
goes by plain http over loopback; the box with real TLS, names and black holes is `netweb/race.py`, where it lies beside the project.
"""

import multiprocessing
import resource
import sys
import time
from dataclasses import dataclass

from audit import wiring
from audit.cli.progress import NoProgress
from audit.config.shape import Checks, Config, PerHost
from audit.model.verdict import Verdict
from audit.run.hrefs import check_hrefs
from bench.nights import Night, serve_night

INTERVAL, AT_ONCE, PER_HOST = 0.05, 256, 10
DEAD = frozenset({Verdict.BROKEN, Verdict.SOFT_404, Verdict.PARKED})


@dataclass(frozen=True)
class Measured:
    """What a night took."""

    wall: float
    cpu: float
    peak: float
    false_alarms: int
    missed: int


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measure(night: Night, port: int) -> Measured:
    """The product's own way of asking for every address of the night."""
    world = wiring.World(
        hosts={(name, 80): ("127.0.0.1", port) for name in night.hosts}, names=frozenset(night.hosts), closed=True, canaries=()
    )
    config = Config(checks=Checks(per_host=PerHost(max=PER_HOST, interval=INTERVAL), max_at_once=AT_ONCE, canaries=(), https_upgrade=False))
    begun, cpu = time.monotonic(), spent()
    async with wiring.asking(config, world=world) as asker:
        answers = await check_hrefs(list(night.truth), asker=asker, progress=NoProgress())
    dead = {answer.href for answer in answers.answered if answer.judgement.verdict in DEAD}
    truly = {href for href, alive in night.truth.items() if not alive}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(wall=time.monotonic() - begun, cpu=spent() - cpu, peak=peak, false_alarms=len(dead - truly), missed=len(truly - dead))


def main() -> None:
    links, hosts = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (17_000, 1_300)
    night = Night.made(links=links, hosts=hosts, seed=7)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve_night, args=(night, theirs), daemon=True)
    server.start()
    try:
        got = wiring.run_loop(measure(night, ours.recv()))
        ours.send("how many")
        requests = ours.recv()
    finally:
        server.terminate()
        server.join()
    floor = night.longest * INTERVAL
    print(f"{len(night.truth)} addresses on {len(night.hosts)} hosts, {requests} requests ({requests / len(night.truth):.2f} an address)")
    print(
        f"wall {got.wall:.1f} s, floor {floor:.1f} s: {got.wall / floor:.2f} x; CPU {got.cpu:.1f} s, {got.cpu / len(night.truth) * 1e3:.2f} ms an address"
    )
    print(f"peak memory {got.peak:.0f} MB; false alarms {got.false_alarms}, missed {got.missed}")
    sys.exit(1 if got.false_alarms or got.missed else 0)


if __name__ == "__main__":
    main()
