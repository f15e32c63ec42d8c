"""Killed at any moment, a run leaves whole reports behind, and the next run works."""

import asyncio
import csv
import json
import multiprocessing
import random
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.content import write_entry
from tests.small_web import small_web

FIRST = datetime(2026, 1, 1, 2, tzinfo=UTC)
MOMENTS = 50


def night(folder: str, port: int, number: int) -> None:
    """One whole audit in a process of its own."""
    from audit import wiring
    from audit.cli.progress import NoProgress
    from audit.clock import ClockSetTo
    from audit.config.shape import Checks, Config, Content, PerHost, Reports

    names = ("partner.example",)
    config = Config(
        content=Content(path=Path(folder) / "site"),
        checks=Checks(per_host=PerHost(max=8, interval=0), retries=0, https_upgrade=False, robots=False),
        reports=Reports(path=Path(folder) / "reports"),
    )
    world = wiring.World(hosts={(name, 80): ("127.0.0.1", port) for name in names}, names=frozenset(names), canaries=())
    clock = ClockSetTo.starting(FIRST + timedelta(hours=13 * number))
    asyncio.run(wiring.audit_once(config, kind="manual", progress=NoProgress(), clock=clock, world=world))


def whole(reports: Path) -> str:
    """The id of the newest report, after every part of it was opened and found whole and of one run."""
    latest = reports / "latest"
    report = json.loads((latest / "report.json").read_text(encoding="utf-8"))
    page = (latest / "index.html").read_text(encoding="utf-8")
    with (latest / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert page.rstrip().endswith("</html>")
    assert report["run"]["id"] in page
    assert latest.resolve().name == report["report"]["id"]
    assert len(rows) >= 1
    assert report["report"]["id"] in (reports / "index.html").read_text(encoding="utf-8")
    return report["report"]["id"]


@pytest.mark.slow
def test_killed_at_fifty_random_moments_the_newest_report_is_always_whole(tmp_path):
    chance = random.Random(20261121)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["audit.wiring", "audit.cli.progress"])
    write_entry(tmp_path / "site", "water", [f"http://partner.example/{kind}/{number}" for kind in ("fine", "gone") for number in range(6)])
    reports = tmp_path / "reports"
    with small_web("partner.example") as web:

        def start(number: int) -> multiprocessing.process.BaseProcess:
            process = context.Process(target=night, args=(str(tmp_path), web.port, number))
            process.start()
            return process

        start(0).join()  # the server of forks warms up, and there is a first report
        begun = time.monotonic()
        start(1).join()
        usual = time.monotonic() - begun
        seen, killed = {whole(reports)}, 0
        for number in range(2, MOMENTS + 2):
            process = start(number)
            process.join(chance.uniform(0, usual * 1.1))
            killed += process.is_alive()
            process.kill()
            process.join()
            assert process.exitcode in {0, -signal.SIGKILL}
            seen.add(whole(reports))
        last = start(MOMENTS + 2)
        last.join()

        assert last.exitcode == 0
        assert whole(reports) not in seen
    assert killed > MOMENTS / 2
    assert [path.name for path in reports.iterdir() if path.name.startswith(".publishing")] == []
