"""`audit run` for some initiatives alone, into a file, and in turn with another run."""

import json
import subprocess
import sys

import pytest

from audit.run.lock import run_lock
from tests.commands import CLEAN, ROOT, audit
from tests.content import write_fresh_entry


@pytest.fixture
def folder(tmp_path):
    for name in ("water", "forest"):
        path = write_fresh_entry(tmp_path / "site", name, [f"htps://www.partner.org/{name}"])
        path.write_text(path.read_text().replace("challenges:", f"partner: '{name.title()} Trust'\nchallenges:"))
    (tmp_path / "config.yaml").write_text("content: {path: site}\nchecks: {enabled: false}\n")
    assert audit("run", "-q", cwd=tmp_path).returncode == 0
    return tmp_path


def test_some_initiatives_are_looked_at_alone_and_no_report_is_made(folder):
    write_fresh_entry(folder / "site", "water", [])
    told = audit("run", "--initiative", "id-water", cwd=folder)
    assert told.returncode == 0
    assert told.stdout.splitlines()[0] == "Checked again: Water"
    assert "Of 1 problem, 1 was fixed." in told.stdout
    assert "Forest" not in told.stdout
    still = audit("run", "--partner", "forest trust", "--fail-on", "fix", cwd=folder)
    assert (still.returncode, "Still there (1)" in still.stdout, "Exit 1." in still.stdout) == (1, True, True)
    document = json.loads(audit("run", "--initiative", "id-water", "--initiative", "id-forest", "--format", "json", cwd=folder).stdout)
    assert document["run"]["scope"] == {"type": "initiatives", "value": "initiatives:id-forest,id-water"}
    assert (document["health"]["percent"], len(document["fixed"])) == (None, 1)
    assert len(json.loads(audit("report", "list", "--format", "json", cwd=folder).stdout)) == 1


def test_what_is_not_there_is_named(folder):
    for arguments in (("--initiative", "id-nobody"), ("--partner", "Nobody"), ("--deadline", "soon")):
        ended = audit("run", *arguments, cwd=folder)
        assert (ended.returncode, arguments[1] in ended.stderr) == (2, True)


@pytest.mark.slow
def test_the_result_goes_into_a_file_where_one_is_named(folder):
    ended = audit("run", "--format", "json", "-o", "made.json", "--deadline", "20m", cwd=folder)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert json.loads((folder / "made.json").read_text())["run"]["status"] == "complete"
    assert audit("run", "-o", "nowhere/made.txt", cwd=folder).returncode == 3
    assert audit("run", "-o", "-", "-q", cwd=folder).stdout.endswith("index.html\n")


@pytest.mark.slow
def test_a_run_waits_for_its_turn_when_it_is_told_to(folder):
    with run_lock(folder / "reports", run_id="run_of_somebody_else"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "audit", "run", "--wait", "-q"],
            cwd=folder, env={**CLEAN, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        told = waiting.stderr.readline()
    out, _ = waiting.communicate()
    assert "run_of_somebody_else" in told
    assert (waiting.returncode, out.endswith("index.html\n")) == (0, True)
