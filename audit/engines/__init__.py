"""Where probing runs."""

from audit.engines.local import LocalEngine
from audit.engines.processes import ProcessEngine

__all__ = ["LocalEngine", "ProcessEngine"]
