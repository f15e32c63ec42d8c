"""One run at a time, and death opens the door again."""

import os
import signal
import subprocess
import sys

import pytest

from audit.errors import Locked, SurroundingsError
from audit.run.lock import run_lock

HOLD = """
import sys, time, pathlib
from audit.run.lock import run_lock
with run_lock(pathlib.Path(sys.argv[1]), run_id="run_first"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_and_told_who_holds_the_lock(tmp_path):
    with (
        run_lock(tmp_path, run_id="run_first"),
        pytest.raises(Locked, match=f"run_first, process {os.getpid()}"),
        run_lock(tmp_path, run_id="x"),
    ):
        pytest.fail("two runs at once")


def test_the_lock_is_free_after_the_run(tmp_path):
    for name in ("run_first", "run_second"):
        with run_lock(tmp_path, run_id=name):
            pass


def test_a_killed_run_holds_nothing(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Locked), run_lock(tmp_path, run_id="x"):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    with run_lock(tmp_path, run_id="run_second"):
        pass


def test_a_folder_that_cannot_be_made_is_our_surroundings_trouble(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SurroundingsError, match="cannot be written"), run_lock(tmp_path / "file" / "reports", run_id="x"):
        pass


def test_the_lock_file_is_not_followed_elsewhere(tmp_path):
    (tmp_path / "elsewhere").write_text("precious")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / ".audit.lock").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SurroundingsError), run_lock(tmp_path / "reports", run_id="x"):
        pass

    assert (tmp_path / "elsewhere").read_text() == "precious"
