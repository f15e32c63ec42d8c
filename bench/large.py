"""3,000 initiatives with 40,000 links on a loopback web: time, memory over the run, and tasks held at once."""

import asyncio
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from audit import wiring
from audit.config.shape import Checks, Config, Content, PerHost, Reports
from bench.sites import write_site
from bench.webs import PageServer, page_web


def resident() -> float:
    """Megabytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


@dataclass
class Watch:
    """Notes memory, tasks and progress while links are asked about."""

    total: int = 0
    samples: list[tuple[int, float, int]] = field(default_factory=list)
    stage_name: str = ""

    def stage(self, name: str, *, total: int | None = None) -> None:
        self.stage_name, self.total = name, total or 0
        print(f"{name:<9} total {self.total:>6}   {resident():7.1f} MB", flush=True)

    def advance(self, *, done: int, suspected: int = 0) -> None:
        del suspected
        if self.stage_name == "probe" and done % 2000 == 0:
            self.samples.append((done, resident(), len(asyncio.all_tasks())))


async def measure(*, entries: int, links: int, hosts: int) -> Watch:
    """One audit of a made-up site."""
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root / "site", entries=entries, links=links, hosts=hosts)
        async with page_web() as port:
            names = [f"h{number}.bench.example" for number in range(hosts)]
            world = wiring.World(hosts={(name, 80): ("127.0.0.1", port) for name in names}, names=frozenset(names), canaries=())
            config = Config(
                content=Content(path=root / "site"),
                checks=Checks(per_host=PerHost(max=10, interval=0), https_upgrade=False, max_at_once=200),
                reports=Reports(path=root / "reports"),
            )
            begun = time.monotonic()
            ended = await wiring.audit_once(config, kind="manual", progress=watch, world=world)
            seconds = time.monotonic() - begun
    print(
        f"{entries} entries, {links} links: {seconds:.1f} s, {PageServer.requests} requests, status {ended.run.status.value}, coverage {ended.report.coverage.percent} %"
    )
    for done, megabytes, tasks in watch.samples:
        print(f"  after {done:>6} checks: {megabytes:7.1f} MB, {tasks:>4} tasks")
    growth = watch.samples[-1][1] - watch.samples[len(watch.samples) // 4][1]
    print(
        f"memory grew by {growth:.1f} MB over the last three quarters of probing; most tasks at once {max(tasks for _, _, tasks in watch.samples)}"
    )
    return watch


def main() -> None:
    entries, links = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (3000, 40_000)
    wiring.run_loop(measure(entries=entries, links=links, hosts=200))


if __name__ == "__main__":
    main()
