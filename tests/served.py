"""The service as a process of its own, and how it is spoken to."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import ROOT, forked

TOKEN = "a-token-of-good-length-for-tests"
SECONDS = 300
"""After so long, what a test waits for does not come any more."""


@contextmanager
def serving(folder: Path) -> Iterator[Path]:
    """`audit serve` in a folder, in a process that has loaded everything; it has to end well when it is asked to. Yields its log."""
    log = folder / "service.log"
    log.touch()
    service = forked("serve", cwd=folder, environment={**os.environ, "AUDIT_TOKEN": TOKEN}, out=log, err=log)
    try:
        yield log
    finally:
        service.terminate()
        service.join(SECONDS)
        assert service.exitcode == 0


@contextmanager
def serving_from_nothing(folder: Path) -> Iterator[Path]:
    """The same as a machine starts it."""
    command = [sys.executable, "-m", "audit", "serve"]
    environment = {**os.environ, "AUDIT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    log = folder / "service.log"
    with log.open("a") as said, subprocess.Popen(command, cwd=folder, env=environment, stderr=said) as service:
        try:
            yield log
        finally:
            service.send_signal(signal.SIGTERM)
            assert service.wait(SECONDS) == 0


def get(url: str, *, token: str = "", method: str = "GET", body: bytes | None = None) -> tuple[int, dict, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, method=method, headers=headers, data=body)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def until(condition, *, what: str):
    """What a condition comes to as soon as it holds."""
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        if found := condition():
            return found
        time.sleep(0.1)
    pytest.fail(f"{what} did not happen within {SECONDS} s")
