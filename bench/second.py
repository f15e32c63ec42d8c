"""Two nights over a healthy web that knows ETags, a day apart, while nothing changes: what does the second one cost?

Counts what the servers were asked and how many bytes of HTTP they answered with. Ends with 1 when the second night receives more
than a twentieth of the first.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.config.shape import Checks, Config, Content, PerHost, Reports
from bench.box import Box, box, impossible
from bench.nightly import AT_ONCE, HOSTS, INTERVAL, LINKS, PER_HOST, Server, served
from bench.nights import Night
from bench.sites import write_site

BAR = 0.05
FIRST = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WORDS = 3_000
"""Of a page: as long as pages are."""


async def audit(folder: Path, night: int, world: wiring.World) -> str:
    """One night's run, so many days after the first."""
    config = Config(
        content=Content(path=folder / "site"),
        checks=Checks(per_host=PerHost(max=PER_HOST, interval=INTERVAL), max_at_once=AT_ONCE, canaries=()),
        reports=Reports(path=folder / "reports"),
    )
    clock = ClockSetTo.starting(FIRST + timedelta(days=night))
    ended = await wiring.audit_once(config, kind="schedule", progress=NoProgress(), clock=clock, world=world)
    verdicts = ended.report.coverage.percent
    return f"{ended.run.status.value}, {verdicts:g} % judged"


def run(folder: Path, number: int, server: Server, where: Box | None) -> tuple[str, float]:
    """A night in a process of its own, where the web is."""
    ports = "" if where else json.dumps(server.ports)
    command = [sys.executable, "-m", "bench.second", "--night", str(number), "--folder", str(folder), "--ports", ports]
    begun = time.monotonic()
    environment = {**os.environ, "SSL_CERT_FILE": str(folder / "ca.pem")}
    done = subprocess.run(where.in_client(*command) if where else command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return done.stdout.strip(), time.monotonic() - begun


def night_of(initiatives: int, *, boxed: bool) -> Night:
    return Night.made(links=int(initiatives * LINKS), hosts=max(int(initiatives * HOSTS), 50), healthy=True, boxed=boxed)


def compare(initiatives: int) -> float:
    """The second night's bytes as a part of the first's."""
    why = impossible()
    if why:
        print(f"Over loopback: {why}.")
    night = night_of(initiatives, boxed=not why)
    with tempfile.TemporaryDirectory(prefix="audit-second-") as made:
        folder = Path(made)
        write_site(folder / "site", entries=initiatives, links=len(night.truth), urls=list(night.truth))
        (folder / "hosts.json").write_text(json.dumps(list(night.hosts)), encoding="utf-8")
        if why:
            return _nights(folder, night, None)
        with box() as where:
            return _nights(folder, night, where)


def _nights(folder: Path, night: Night, where: Box | None) -> float:
    received: list[int] = []
    print(f"{len(night.truth)} addresses on {len(night.hosts)} hosts")
    print(f"{'night':6} {'wall s':>8} {'requests':>9} {'connections':>12} {'MB':>8} {'bytes/link':>11}")
    with served(folder, night, where, words=WORDS, healthy=True) as server:
        for number in (0, 1):
            said, wall = run(folder, number, server, where)
            seen = server.count()
            received.append(seen["bytes"])
            print(
                f"{number + 1:<6} {wall:8.1f} {seen['requests']:9} {seen['connections']:12} {seen['bytes'] / 1e6:8.2f} {seen['bytes'] / len(night.truth):11.0f}   {said}",
                flush=True,
            )
    return received[1] / received[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--initiatives", type=int, default=300)
    parser.add_argument("--night", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--ports", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.night is not None:
        names = json.loads((chosen.folder / "hosts.json").read_text(encoding="utf-8"))
        ports = json.loads(chosen.ports) if chosen.ports else {}
        places = (
            {(name, port): ("127.0.0.1", ports[kind]) for name in names for port, kind in ((80, "http"), (443, "https"))} if ports else {}
        )
        world = wiring.World(hosts=places, closed=bool(ports), canaries=())
        print(wiring.run_loop(audit(chosen.folder, chosen.night, world)))
        return
    part = compare(chosen.initiatives)
    print(f"the second night received {part * 100:.2f} % of the first (bar {BAR * 100:g} %)")
    if part > BAR:
        sys.exit("Below the bar: the second night asks for too much.")


if __name__ == "__main__":
    main()
