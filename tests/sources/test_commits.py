"""When files were last changed, by their history."""

import os
import subprocess

import pytest

from audit.sources.commits import last_commits
from audit.sources.front_matter import FrontMatterSource
from audit.sources.statamic import StatamicSource

A = "content/collections/wells/ä b.md"


def git(root, *words, at="2020-01-01T00:00:00Z"):
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | identity | {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "HOME": str(root)}
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=environment)


@pytest.fixture
def root(write):
    root = write({A: "id: a\n", "content/collections/wells/new.md": "id: n\n", "other.txt": "x"})
    git(root, "init", "-q")
    git(root, "add", A, "other.txt")
    git(root, "commit", "-qm", "first")
    (root / A).write_text("id: a\ntitle: x\n")
    git(root, "commit", "-qam", "second", at="2021-01-01T00:00:00Z")
    return root


def test_the_last_commit_that_changed_a_file_is_its_time(root):
    assert last_commits(root) == {A: 1609459200.0, "other.txt": 1577836800.0}
    assert last_commits(root, "content") == {A: 1609459200.0}
    assert last_commits(root / "content/collections") == {"wells/ä b.md": 1609459200.0}


def test_the_first_commit_of_a_history_that_was_cut_off_tells_nothing(root, tmp_path):
    git(root, "commit", "-qm", "nothing", "--allow-empty", at="2022-01-01T00:00:00Z")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "one")
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", "two")
    git(tmp_path, "clone", "-q", "--depth=9", f"file://{root}", "all")

    assert last_commits(tmp_path / "one") == {}
    assert last_commits(tmp_path / "two") == {}
    assert last_commits(tmp_path / "all") == {A: 1609459200.0, "other.txt": 1577836800.0}


def test_entries_say_how_their_time_is_known(root):
    known = {reading.id: (reading.edited_from, reading.edited_at) for reading in StatamicSource(root=root).read()}
    assert known["a"] == ("git", 1609459200.0)
    assert known["n"][0] == "disk"
    assert {reading.edited_from for reading in FrontMatterSource(root=root).read()} == {"git", "disk"}


def test_without_a_history_nothing_is_known(write, tmp_path, monkeypatch):
    root = write({A: "id: a\n"})
    assert last_commits(root) == {}
    (root / ".git").mkdir()
    assert last_commits(root) == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_commits(root) == {}


def test_the_content_s_own_settings_run_nothing(root, tmp_path):
    canary = tmp_path / "canary"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch {canary}\n")
    script.chmod(0o755)
    for name in ("core.pager", "core.fsmonitor", "gpg.program", "diff.external", "core.editor", "core.sshCommand"):
        git(root, "config", name, str(script))
    git(root, "config", "log.showSignature", "true")
    assert A in last_commits(root)
    assert not canary.exists()
