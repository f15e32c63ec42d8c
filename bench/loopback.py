"""What one core can do over loopback, with servers that answer at once: requests on kept connections, new hosts with TLS, whole links.

Everything is counted in seconds of work, not by the clock: what other processes do meanwhile does not matter.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import SystemClock
from audit.config.shape import Checks, Config, PerHost
from audit.net import NetSettings, open_exchanger
from audit.ports import Request
from audit.run.hrefs import check_hrefs
from bench.nightly import Server, served
from bench.nights import Night

HOSTS = 400
AT_ONCE = 32


def settings(night: Night, server: Server, folder: Path) -> NetSettings:
    places = {(name, port): ("127.0.0.1", server.ports[kind]) for name in night.hosts for port, kind in ((80, "http"), (443, "https"))}
    return NetSettings(
        hosts=places,
        hosts_only=True,
        ca_file=str(folder / "ca.pem"),
        per_host_interval=0.0,
        per_host_max=AT_ONCE,
        per_host_per_run=10**9,
        robots=False,
    )


async def in_turns(work: list[Awaitable[object]]) -> None:
    """Do all of it, a few at a time."""
    todo = iter(work)

    async def some() -> None:
        for one in todo:
            await one

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))


async def requests(chosen: NetSettings, urls: list[str]) -> float:
    """Seconds of work for a request to each."""
    async with open_exchanger(chosen, SystemClock()) as exchanger:
        begun = time.process_time()
        await in_turns([exchanger.exchange(Request(url=url, max_bytes=2_000_000)) for url in urls])
        return time.process_time() - begun


async def links(night: Night, server: Server, folder: Path) -> float:
    """Seconds of work for every link of the night, asked, read and judged as in a run."""
    chosen = settings(night, server, folder)
    world = wiring.World(hosts=chosen.hosts, names=frozenset(night.hosts), closed=True, ca_file=folder / "ca.pem", canaries=())
    config = Config(checks=Checks(per_host=PerHost(max=10, interval=0), canaries=()))
    async with wiring.asking(config, world=world) as asker:
        begun = time.process_time()
        await check_hrefs(list(night.truth), asker=asker, progress=NoProgress())
        return time.process_time() - begun


def row(name: str, count: int, seconds: float) -> None:
    print(f"{name:34} {count:8} {seconds:8.2f} {count / seconds:10.0f} {seconds / count * 1e3:8.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    count = parser.parse_args().requests
    night = Night.made(links=count // 2, hosts=HOSTS, healthy=True, boxed=False)
    with tempfile.TemporaryDirectory(prefix="audit-loopback-") as made:
        folder = Path(made)
        with served(folder, night, None, healthy=True, quick=True) as server:
            chosen = settings(night, server, folder)
            url = next(iter(night.truth)).partition("://")[2]
            fronts = [f"https://{name}/" for name in night.hosts]
            print(f"{'':34} {'count':>8} {'CPU s':>8} {'per core/s':>10} {'ms each':>8}")
            row("requests on kept connections", count, wiring.run_loop(requests(chosen, [f"http://{url}"] * count)))
            row("requests on kept connections, TLS", count, wiring.run_loop(requests(chosen, [f"https://{url}"] * count)))
            row("new hosts with TLS", len(fronts), wiring.run_loop(requests(chosen, fronts)))
            row("links asked, read and judged", len(night.truth), wiring.run_loop(links(night, server, folder)))


if __name__ == "__main__":
    main()
