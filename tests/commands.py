"""The command line in processes of its own, as a person or a pipeline meets it.

Each is forked from a process that has loaded everything already: what a command does, prints and ends with is its own, and only the
loading, which is most of a short command's time, is spared. How a command starts from nothing is for `started`.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = {key: value for key, value in os.environ.items() if key not in {"CI", "NO_COLOR", "FORCE_COLOR", "AUDIT_TOKEN"}}
SECONDS = 300
"""After so long, a command is thought to hang."""


def forks() -> ForkServerContext:
    """What makes processes out of a warm one; every test of this process shares that one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm_night"])
    return context


def audit(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command from its start to its end, in a process that has loaded everything."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = forked(*arguments, cwd=cwd, environment={**CLEAN, **environment}, out=out, err=err)
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(arguments, SECONDS, out.read_bytes(), err.read_bytes())
        return subprocess.CompletedProcess(arguments, process.exitcode, out.read_bytes().decode(), err.read_bytes().decode())


def forked(*arguments: str, cwd: Path, environment: Mapping[str, str], out: Path, err: Path) -> BaseProcess:
    """A command that has begun; what it prints is added to two files."""
    process = forks().Process(target=_command, args=(arguments, str(cwd), dict(environment), str(out), str(err)))
    process.start()
    return process


def _command(arguments: tuple[str, ...], cwd: str, environment: dict[str, str], out: str, err: str) -> None:
    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["audit", *arguments]
    from audit.cli.main import main

    main()


def started(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command from its start to its end, by an interpreter that has loaded nothing and writes into pipes."""
    return subprocess.run(
        [sys.executable, "-m", "audit", *arguments],
        cwd=cwd,
        env={**CLEAN, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
