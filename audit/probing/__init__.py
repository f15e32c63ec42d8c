"""How an address is asked: hop by hop, with second looks where its answer is doubtful."""

from audit.probing.prober import WebProber
from audit.probing.settings import ProbeSettings

__all__ = ["ProbeSettings", "WebProber"]
