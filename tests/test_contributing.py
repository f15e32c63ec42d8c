"""The worked example in CONTRIBUTING.md, put into a copy of the project and run."""

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(\w+)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def put(copy: Path, kind: str, name: str, text: str) -> None:
    """A block of the example in its place: a new file, lines after others, or a passage at the end."""
    path = copy / name
    if kind == "python":
        assert not path.exists(), f"{name} is there already: the example needs another one"
        path.write_text(text, encoding="utf-8")
        return
    there = path.read_text(encoding="utf-8")
    if kind == "toml":
        path.write_text(f"{there}\n{text}", encoding="utf-8")
        return
    lines = text.splitlines()
    for before, line in pairwise(lines):
        if line.startswith("+"):
            assert there.count(f"{before[1:]}\n") == 1, f"the example's {before!r} is not what {name} says"
            there = there.replace(f"{before[1:]}\n", f"{before[1:]}\n{line[1:]}\n")
    path.write_text(there, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for folder in ("audit", "docs", "tests/rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "tests/__init__.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    for kind, name, text in _BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        put(tmp_path, kind, name, text)
    return tmp_path


def ran(copy: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, "-m", *words], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_worked_example_of_a_rule_passes_its_own_checks(copy):
    ran(copy, "audit.cli.documents", "write")
    ran(copy, "ruff", "check", "--no-cache", "audit/rules", "tests/rules")
    ran(copy, "ruff", "format", "--no-cache", "--check", "audit/rules", "tests/rules")
    told = ran(
        copy,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "tests/rules/test_shelf.py",
        "tests/rules/test_title_capitals.py",
    )

    assert "failed" not in told
    assert (copy / "docs/rules/content-title-capitals.md").is_file()
    assert "content-title-capitals" in ran(copy, "audit", "rules")
