"""A web of its own for a first look: good, moved, dead, slow, parked, blocked and badly certified pages on loopback."""

from audit.demo.content import NIGHTS, Night, examples_folder, lay_out
from audit.demo.web import DemoWeb
from audit.demo.world import TONIGHT, expected, fragment_state, verdicts

__all__ = ["NIGHTS", "TONIGHT", "DemoWeb", "Night", "examples_folder", "expected", "fragment_state", "lay_out", "verdicts"]
