"""Small sites, made where a test needs them."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files by name below a new folder, and returns that folder."""

    def writer(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path / "site"

    return writer
