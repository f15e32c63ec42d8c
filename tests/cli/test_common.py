"""What every command has in common: its options in any place, its version, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import configure
from tests.commands import CLEAN, ROOT, audit
from tests.content import write_fresh_entry
from tests.small_web import small_web


@pytest.fixture
def folder(tmp_path):
    write_fresh_entry(tmp_path / "site", "water", ["htps://www.partner.org/typo"])
    (tmp_path / "config.yaml").write_text("content: {path: site}\nchecks: {enabled: false}\n")
    return tmp_path


def test_the_common_options_may_stand_behind_the_command(folder):
    before, behind = audit("-q", "run", cwd=folder), audit("run", "-q", cwd=folder)
    assert (before.stderr, behind.stderr) == ("", "")
    assert [ended.stdout.rpartition("/")[2] for ended in (before, behind)] == ["index.html\n"] * 2
    (folder / "other.yaml").write_text("content: {path: nowhere}\n")
    assert audit("report", "list", "--config", "other.yaml", cwd=folder).returncode == 0
    assert audit("run", "--config", "other.yaml", cwd=folder).returncode == 4
    loud = audit("report", "list", "-v", "--log-format", "json", cwd=folder)
    assert all(json.loads(line)["level"] for line in loud.stderr.splitlines())
    assert audit("findings", "--color", "always", "--no-color", cwd=folder).returncode == 0


def test_findings_are_told_to_other_programs_in_columns(folder):
    audit("run", "-q", cwd=folder)
    plain = audit("findings", "--plain", cwd=folder).stdout.splitlines()
    heads = plain[0].removeprefix("# ").split("\t")
    (found,) = json.loads(audit("findings", "--json", cwd=folder).stdout)
    rows = [dict(zip(heads, line.split("\t"), strict=True)) for line in plain[1:]]
    assert [row["id"] for row in rows] == [found["id"]]
    assert rows[0]["initiative"] == found["initiative_id"]
    assert audit("findings", "--owner", "nobody", "--plain", cwd=folder).stdout.splitlines() == plain[:1]


def test_the_version_is_told_to_people_and_to_programs(folder):
    told = json.loads(audit("version", "--json", cwd=folder).stdout)
    assert told["version"] in audit("version", cwd=folder).stdout
    assert told["version"] in audit("--version", cwd=folder).stdout


def test_a_reader_who_has_seen_enough_gets_no_trace(folder):
    (folder / "many.txt").write_text("\n".join(f"htps://partner{number}.org/" for number in range(3000)))
    command = f"{sys.executable} -m audit rules --format json | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["/bin/bash", "-c", command], cwd=folder, env={**CLEAN, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    assert ended.stdout.strip() in {"0", "141"}


@pytest.mark.parametrize("extra", [(), ("--format", "json"), ("-v",)])
def test_a_fault_of_our_own_is_one_message_and_its_place_is_told_to_those_who_ask(folder, extra):
    (folder / "audit_fault.py").write_text(
        "from audit.run.audit import Audit\n"
        "async def broken(self, *_, **__): raise RuntimeError('a fault for a test')\n"
        "Audit.run = broken\n"
        "from audit.cli.main import main\nmain()\n"
    )
    ended = subprocess.run(
        [sys.executable, "audit_fault.py", "run", *extra],
        cwd=folder, env={**CLEAN, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "RuntimeError: a fault for a test" in ended.stderr
    assert ("Traceback" in ended.stderr) is ("-v" in extra)
    assert ended.returncode == (1 if "-v" in extra else 3)
    if "json" in extra:
        assert json.loads(ended.stdout)["error"]["exit_code"] == 3


@pytest.mark.slow
def test_told_to_end_a_large_run_in_the_background_keeps_what_was_done_and_ends_at_once(tmp_path):
    in_background = ("sh", "-c", "trap '' INT; exec \"$@\"", "sh")  # where shells have Ctrl-C ignored
    printed = tmp_path / "printed.json"  # a pipe that nobody empties would hold the run up
    with small_web("partner.example") as web:
        for number in range(40):
            typos = [f"htps://www.partner.org/typo{number}-{each}" for each in range(5)]
            write_fresh_entry(tmp_path / "site", f"e{number}", [*typos, f"http://127.0.0.1:{web.port}/{number}"])
        configure(tmp_path, web.port)
        assert audit("run", cwd=tmp_path).returncode == 0
        web.slow = 1
        with printed.open("w") as out, subprocess.Popen(
            [*in_background, sys.executable, "-m", "audit", "run", "--format", "json"],
            cwd=tmp_path, env={**CLEAN, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, stdout=out, text=True,
        ) as run:  # fmt: skip
            assert any("Checking" in line for line in run.stderr)
            spent = cpu_of(run.pid)
            run.send_signal(signal.SIGTERM)
            while run.poll() is None:
                spent_at_last = cpu_of(run.pid) or spent
                time.sleep(0.05)
            _, err = run.communicate()
    assert run.returncode == 143, err
    assert spent_at_last - spent < 2  # four tenths are seen
    assert json.loads(printed.read_text())["run"]["status"] == "partial"
    assert "What had been checked is saved" in err
    assert len(json.loads(audit("report", "list", "--format", "json", cwd=tmp_path).stdout)) == 1


def cpu_of(process: int) -> float:
    """Seconds of the processor that a process has taken; 0 when it is over."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
