"""Whole reports and records as the database keeps them: JSON with a version, reports compressed."""

import json
import zlib
from typing import Any, TypeVar

from audit.errors import SurroundingsError
from audit.model.acknowledgement import Acknowledgement
from audit.model.redaction import redacted
from audit.model.report import Report
from audit.model.run import Run
from audit.model.standing import Record
from audit.model.verdict import Judgement
from audit.stores.codec import decode, encode

T = TypeVar("T")

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
        raise SurroundingsError(f"The stored report has the unknown version {version}.", remedy="Use the version of audit that wrote it.")
    try:
        text = zlib.decompress(content).decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise _damaged(Report, error) from error
    return _read(Report, text)


def record_to_text(record: Record) -> str:
    """A record as one line of JSON."""
    return _written(encode(record))


def record_from_text(text: str) -> Record:
    """The record that `record_to_text` was given; raises `SurroundingsError` when it is damaged."""
    return _read(Record, text)


def run_to_text(run: Run) -> str:
    """The facts of a run as one line of JSON."""
    return _written(encode(run))


def run_from_text(text: str) -> Run:
    """The run that `run_to_text` was given; raises `SurroundingsError` when it is damaged."""
    return _read(Run, text)


def judgement_to_text(judgement: Judgement) -> str:
    """A judgement as one line of JSON."""
    return _written(encode(judgement))


def judgement_from_text(text: str) -> Judgement:
    """The judgement that `judgement_to_text` was given; raises `SurroundingsError` when it is damaged."""
    return _read(Judgement, text)


def acknowledgement_to_text(word: Acknowledgement) -> str:
    """A person's word as one line of JSON."""
    return _written(encode(word))


def acknowledgement_from_text(text: str) -> Acknowledgement:
    """The word that `acknowledgement_to_text` was given; raises `SurroundingsError` when it is damaged."""
    return _read(Acknowledgement, text)


def _read(kind: type[T], text: str) -> T:
    try:
        return decode(kind, json.loads(text))
    except ValueError as error:
        raise _damaged(kind, error) from error


def _damaged(kind: type, error: Exception) -> SurroundingsError:
    remedy = "Restore the database from a backup, or move it away to begin afresh."
    return SurroundingsError(f"The database holds a damaged {kind.__name__.lower()}: {error}", remedy=remedy)


def _written(plain: Any) -> str:
    # Lone surrogates survive as escapes, so every text of the web can be kept.
    return redacted(json.dumps(plain, ensure_ascii=True, separators=(",", ":")))
