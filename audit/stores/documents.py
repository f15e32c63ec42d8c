"""Whole reports and records as the database keeps them: JSON with a version, reports compressed."""

import json
import zlib
from typing import Any

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.model.run import Run
from audit.model.standing import Record
from audit.stores.codec import decode, encode
from audit.stores.redaction import redacted

REPORT_VERSION = 1
"""The version of the shape in which reports are kept. A field added with a default needs no new one."""


def report_to_bytes(report: Report) -> bytes:
    """A report as it can be rendered again, identically, at any later time."""
    return zlib.compress(_written(encode(report)).encode("utf-8"), level=6)


def report_from_bytes(content: bytes, *, version: int) -> Report:
    """The report that `report_to_bytes` was given.

    Raises:
        SurroundingsError: the document is damaged, or of a version that is not known here.
    """
    if version != REPORT_VERSION:
        raise SurroundingsError(f"the stored report has the unknown version {version}", remedy="Use the version of audit that wrote it.")
    try:
        return decode(Report, json.loads(zlib.decompress(content)))
    except (zlib.error, ValueError) as error:
        raise SurroundingsError(f"the stored report cannot be read: {error}") from error


def record_to_text(record: Record) -> str:
    """A record as one line of JSON."""
    return _written(encode(record))


def record_from_text(text: str) -> Record:
    """The record that `record_to_text` was given."""
    return decode(Record, json.loads(text))


def run_to_text(run: Run) -> str:
    """The facts of a run as one line of JSON."""
    return _written(encode(run))


def run_from_text(text: str) -> Run:
    """The run that `run_to_text` was given."""
    return decode(Run, json.loads(text))


def _written(plain: Any) -> str:
    # Lone surrogates survive as escapes, so every text of the web can be kept.
    return redacted(json.dumps(plain, ensure_ascii=True, separators=(",", ":")))
