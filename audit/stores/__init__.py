"""What is remembered from run to run, in SQLite or PostgreSQL."""

from audit.stores.store import SqlStore

__all__ = ["SqlStore"]
