"""Log lines: one event, one line, with what belongs to it."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LONGEST = 2_000
"""Characters of a value; longer ones are cut, so that no server can fill the log."""


class Lines(logging.Formatter):
    """``2026-11-21T02:00:00Z INFO run finished run=run_… new=3``, or the same as JSON.

    Titles, headers and addresses come from strangers: control characters are escaped, so that none of them can forge a line.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter.format`."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        more = {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        if record.exc_info:
            more["exception"] = self.formatException(record.exc_info)
        if self._as_json:
            return json.dumps({"at": at, "level": record.levelname, "from": record.name, "event": record.getMessage(), **more}, default=str)
        told = " ".join(f"{key}={_one_line(value)}" for key, value in more.items())
        return f"{at} {record.levelname} {_one_line(record.getMessage())} {told}".rstrip()


def _one_line(value: Any) -> str:
    text = str(value)[:_LONGEST]
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
