"""Imported by a server of forks before it makes any: after one audit everything is loaded, and each fork begins at once."""

import tempfile
from importlib import import_module
from pathlib import Path

from audit.cli.commands import COMMANDS
from tests.content import write_entry
from tests.one_night import night
from tests.small_web import small_web

with tempfile.TemporaryDirectory() as folder, small_web("partner.example") as web:
    write_entry(Path(folder) / "site", "water", ["http://partner.example/fine", "http://partner.example/gone"])
    night(folder, web.port, 0)

for command in COMMANDS:
    import_module(f"audit.cli.{command}")
import_module("audit.wiring.letters")
import_module("audit.wiring.service")
