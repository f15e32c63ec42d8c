"""Log lines: one event, one line, with what belongs to it."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from audit.model.redaction import without_secrets

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LONGEST = 2_000
"""Characters of a value; longer ones are cut, so that no server can fill the log."""


class Lines(logging.Formatter):
    """``2026-11-21T02:00:00Z INFO run finished run=run_… new=3``, or the same as JSON.

    Titles, headers and addresses come from strangers: control characters are escaped, so that none of them can forge a line. What
    opens an address is left out.
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
            facts = {"at": at, "level": record.levelname, "from": record.name, "event": record.getMessage(), **more}
            clean = {key: without_secrets(value) if isinstance(value, str) else value for key, value in facts.items()}
            return json.dumps(clean, default=_told)
        told = " ".join(f"{key}={_one_line(value)}" for key, value in more.items())
        return f"{at} {record.levelname} {_one_line(record.getMessage())} {told}".rstrip()


def _told(value: Any) -> str:
    return without_secrets(str(value))


def _one_line(value: Any) -> str:
    text = _told(value)[:_LONGEST]
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
