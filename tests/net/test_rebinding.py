"""Names that turn inside after they were looked at, through every path that opens a socket; and that the trap would notice."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.net.rebinding import KINDS

ROOT = Path(__file__).parents[2]
INSIDE_A_NAMESPACE = ["unshare", "-Urn"]
REPEATS = 80
"""Of each kind: more than a thousand in all."""


@pytest.fixture(scope="module", autouse=True)
def _namespaces():
    if not shutil.which("unshare") or subprocess.run([*INSIDE_A_NAMESPACE, "ip", "link"], check=False, capture_output=True).returncode:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("network namespaces cannot be made here")


def asked(mode: str, repeats: int):
    command = [*INSIDE_A_NAMESPACE, sys.executable, "-m", "tests.net.rebinding", mode, str(repeats)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.namespace
def test_no_name_that_turns_inside_is_ever_followed_there():
    found = asked("guarded", REPEATS)

    assert found["connects"] == dict.fromkeys(KINDS, 0)
    assert REPEATS * len(KINDS) >= 1_000
    assert sum(found["outcomes"].values()) == REPEATS * len(KINDS)
    assert found["outcomes"]["forbidden-address"] > REPEATS * len(KINDS) / 3
    assert found["outcomes"]["200"] > 0


@pytest.mark.namespace
def test_the_look_at_each_socket_is_enough_where_a_name_has_slipped_through():
    assert asked("sockets", 4)["connects"] == dict.fromkeys(KINDS, 0)


@pytest.mark.namespace
def test_without_the_guard_the_trap_is_connected_through_every_path():
    connects = asked("heedless", 4)["connects"]

    assert {kind for kind in KINDS if not connects[kind]} == set(), connects
