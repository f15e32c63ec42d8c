"""Killed at any moment, a run leaves whole reports behind, and the next run works."""

import csv
import json
import random
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.commands import forks
from tests.content import write_entry
from tests.one_night import night
from tests.small_web import small_web

MOMENTS = 50


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
    write_entry(tmp_path / "site", "water", [f"http://partner.example/{kind}/{number}" for kind in ("fine", "gone") for number in range(6)])
    reports = tmp_path / "reports"
    with small_web("partner.example") as web:

        def start(number: int) -> BaseProcess:
            process = forks().Process(target=night, args=(str(tmp_path), web.port, number))
            process.start()
            return process

        start(0).join()  # the server of forks warms up, and there is a first report
        begun = time.monotonic()
        start(1).join()
        quickest = time.monotonic() - begun
        seen, killed = {whole(reports)}, 0
        for number in range(2, MOMENTS + 2):
            begun, process = time.monotonic(), start(number)
            process.join(chance.uniform(0, quickest * 1.1))
            if process.is_alive():
                killed += 1
                process.kill()
            else:  # the machine has less to do than before
                quickest = min(quickest, time.monotonic() - begun)
            process.join()
            assert process.exitcode in {0, -signal.SIGKILL}
            seen.add(whole(reports))
        last = start(MOMENTS + 2)
        last.join()

        assert last.exitcode == 0
        assert whole(reports) not in seen
    assert killed > MOMENTS / 2
    assert [path.name for path in reports.iterdir() if path.name.startswith(".publishing")] == []
