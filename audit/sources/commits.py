"""When files were last changed, as git knows it.

A checkout gives every file the time of the checkout; the history knows better.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PATIENCE: Final = 20.0
"""Seconds that a history may take; one that takes longer is done without."""
_QUIET: Final = (
    "-c",
    "log.showSignature=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
)
"""The content's own git settings may not make us run anything."""
_LOG: Final = (
    "log",
    "--format=%x01%ct %P",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--diff-filter=AM",
    "-z",
    "--relative",
)
_SETTINGS: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}


def last_commits(root: Path, *folders: str) -> Mapping[str, float]:
    """By path below `root`, the time of the last commit that changed the file, in Unix seconds; only those in some folders, if given.

    Empty where there is no git, no history, or one that belongs to somebody else. Where only the newest part of the history is here, files
    that were last changed before it have no time: its first commit seems to have changed everything.
    """
    folders_above = (root.absolute(), *root.absolute().parents)
    kept = next((parent / ".git" for parent in folders_above if (parent / ".git").exists()), None)
    if kept is None:
        return {}
    command = ("git", "--no-pager", *_QUIET, *_LOG, "--", *(folders or (".",)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _SETTINGS
    try:
        done = subprocess.run(  # noqa: S603 - the command is our own
            command, cwd=root, env=environment, capture_output=True, check=True, timeout=_PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return _newest(os.fsdecode(done.stdout), is_cut_off=(kept / "shallow").is_file())


def _newest(log: str, *, is_cut_off: bool) -> dict[str, float]:
    """The first commit of a log, newest first, that names a file is the last one that changed it."""
    found: dict[str, float] = {}
    for commit in log.split("\x01")[1:]:
        head, _, names = commit.partition("\0")
        time, _, parents = head.partition(" ")
        if is_cut_off and not parents.strip():
            continue
        for name in names.split("\0"):
            if path := name.lstrip("\n"):
                found.setdefault(path, float(time))
    return found
