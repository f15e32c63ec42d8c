"""Imported by a server of forks before it makes any: after one audit everything is loaded, and each fork begins at once."""

import tempfile
from pathlib import Path

from tests.content import write_entry
from tests.one_night import night
from tests.small_web import small_web

with tempfile.TemporaryDirectory() as folder, small_web("partner.example") as web:
    write_entry(Path(folder) / "site", "water", ["http://partner.example/fine", "http://partner.example/gone"])
    night(folder, web.port, 0)
