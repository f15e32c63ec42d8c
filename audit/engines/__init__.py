"""Where probing runs."""

from audit.engines.local import LocalEngine

__all__ = ["LocalEngine"]
