"""Plain words for findings and runs: one catalogue a language, used by every surface."""

from audit.wording.catalogue import Wording, catalogue

__all__ = ["Wording", "catalogue"]
