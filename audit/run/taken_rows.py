"""What was taken of a file as bytes, to be kept or handed from one process to another: MessagePack, compressed.

Thousands of files are read back in every run, so the bytes become the model's own objects in one go, every type checked on the way:
whoever can write to the database can spoil what is remembered, and run nothing. The shape has no version of its own: the key
under which such bytes are kept covers the program that wrote them.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from audit.model.asking import Question
from audit.model.entry import Blueprint, Entry, EntryStatus, Problem, Skipped, Unreadable
from audit.model.redaction import tells_credentials
from audit.model.run import Fault
from audit.rules import Facts
from audit.run.held.findings import Findings
from audit.run.held.links import Links
from audit.run.taken import NO_MARKS, Taken

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_FAST: Final = -1
"""How hard to compress: this takes half the time of the usual way, and its result is an eighth larger."""


class _EntryRow(msgspec.Struct, array_like=True):
    """An entry without what the site knows of it anyway: its blueprint is a number."""

    id: str
    path: str
    collection: str
    title: str
    slug: str
    site: str
    status: EntryStatus
    blueprint: int | None
    fields: dict[str, Any]
    content_sha256: str
    problems: tuple[Problem, ...]
    edited_at: float | None
    edited_from: str
    expires_at: float | None
    origin: str | None
    inherited: dict[str, Any]
    redirects: bool
    is_initiative: bool


class _Row(msgspec.Struct, array_like=True):
    """All of it; one of the first three is there."""

    entry: _EntryRow | None
    unreadable: Unreadable | None
    skipped: Skipped | None
    links: Links
    findings: Findings
    facts: Facts | None
    faults: tuple[Fault, ...]
    until: datetime | None
    by_file: bool
    since: datetime | None
    asked: tuple[tuple[Question, str], ...]
    at: datetime


_PRESS: Final = zstd.ZstdCompressor(_FAST)
"""One for all, since making one takes as long as its work; each result stands for itself."""
_WRITER: Final = msgspec.msgpack.Encoder()
_READER: Final = msgspec.msgpack.Decoder(_Row)


def to_bytes(taken: Taken, blueprints: Sequence[Blueprint], *, at: datetime) -> tuple[bytes, bool]:
    """What was taken at some time, and whether a password is in it; `blueprints` are those of which its entry may name one.

    Raises:
        ValueError: it holds half a character, or a number beyond all bounds.
    """
    reading = taken.reading
    row = _Row(
        entry=_entry_row(reading, blueprints) if isinstance(reading, Entry) else None,
        unreadable=reading if isinstance(reading, Unreadable) else None,
        skipped=reading if isinstance(reading, Skipped) else None,
        links=taken.links,
        findings=taken.findings,
        facts=taken.facts,
        faults=taken.faults,
        until=taken.until,
        by_file=taken.by_file,
        since=taken.since,
        asked=taken.asked,
        at=at,
    )
    try:
        written = _WRITER.encode(row)
    except OverflowError as error:
        raise ValueError(str(error)) from error
    return _PRESS.compress(written, zstd.ZstdCompressor.FLUSH_FRAME), tells_credentials(written)


def from_bytes(content: bytes, blueprints: Sequence[Blueprint]) -> tuple[Taken, datetime]:
    """What `to_bytes` was given, and when that was.

    Raises:
        ValueError: these are other bytes.
    """
    try:
        row = _READER.decode(zstd.ZstdDecompressor().decompress(content))
        reading = (_entry(row.entry, blueprints) if row.entry else None) or row.unreadable or row.skipped
    except (zstd.ZstdError, msgspec.MsgspecError, LookupError, EOFError) as error:
        raise ValueError(str(error)) from error
    if reading is None:
        raise ValueError("nothing was read")
    taken = Taken(
        reading=reading,
        links=row.links,
        findings=row.findings,
        facts=row.facts,
        faults=row.faults,
        until=row.until,
        by_file=row.by_file,
        since=row.since,
        asked=row.asked,
    )
    return taken, row.at


def _entry_row(entry: Entry, blueprints: Sequence[Blueprint]) -> _EntryRow:
    return _EntryRow(
        id=entry.id,
        path=entry.path,
        collection=entry.collection,
        title=entry.title,
        slug=entry.slug,
        site=entry.site,
        status=entry.status,
        blueprint=next((at for at, blueprint in enumerate(blueprints) if blueprint is entry.blueprint), None),
        fields=dict(entry.fields),
        content_sha256=entry.content_sha256,
        problems=entry.problems,
        edited_at=entry.edited_at,
        edited_from=entry.edited_from,
        expires_at=entry.expires_at,
        origin=entry.origin,
        inherited=dict(entry.inherited),
        redirects=entry.redirects,
        is_initiative=entry.is_initiative,
    )


def _entry(row: _EntryRow, blueprints: Sequence[Blueprint]) -> Entry:
    return Entry(
        id=row.id,
        path=row.path,
        collection=row.collection,
        title=row.title,
        slug=row.slug,
        site=row.site,
        status=row.status,
        blueprint=None if row.blueprint is None else blueprints[row.blueprint],
        fields=row.fields,
        marks=NO_MARKS,
        content_sha256=row.content_sha256,
        problems=row.problems,
        edited_at=row.edited_at,
        edited_from=row.edited_from,
        expires_at=row.expires_at,
        origin=row.origin,
        inherited=row.inherited,
        redirects=row.redirects,
        is_initiative=row.is_initiative,
    )
