"""SQLite files to spoil, and the PostgreSQL of the contract suite."""

import pytest

from tests.contracts.conftest import postgres

__all__ = ["file", "postgres"]


@pytest.fixture
def file(tmp_path):
    """Where the database of a test lies."""
    return tmp_path / "memory.sqlite"
