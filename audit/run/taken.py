"""What one content file comes to: read, its links extracted, its text checked."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from audit.extract import extract, salvage
from audit.model.asking import Question, Questioned
from audit.model.entry import Entry, Reading, Skipped, Unreadable
from audit.model.link import Link
from audit.model.location import FieldPath
from audit.model.run import Fault
from audit.model.values import as_value
from audit.rules import ContentRule, Context, Examined, Facts, check_unreadable, examine_each
from audit.run.held.findings import NO_FINDINGS, Findings
from audit.run.held.links import NO_LINKS, Links

log = logging.getLogger(__name__)

KEPT_FIELDS = ("partner", "updated_by", "updated_at")
"""The values that a report needs of an entry once it is read."""


@dataclass(frozen=True, slots=True)
class NoMarks:
    """The marks of an entry whose values were let go."""

    def place(self, path: FieldPath) -> tuple[int, int]:
        """See `Marks.place`."""
        del path
        return (1, 1)

    key_place = place

    def items(self) -> tuple[tuple[FieldPath, int], ...]:
        """See `Marks.items`."""
        return ()

    def offset_place(self, path: FieldPath, offset: int) -> tuple[int, int]:
        """See `Marks.offset_place`."""
        del path, offset
        return (1, 1)


NO_MARKS: Final = NoMarks()


@as_value
class Taken:
    """All that a run keeps of one file."""

    reading: Reading
    """An entry without its texts: those are let go once links and findings are taken."""
    links: Links = NO_LINKS
    findings: Findings = NO_FINDINGS
    facts: Facts | None = None
    """For the rules about all entries together; only of entries that could be checked."""
    faults: tuple[Fault, ...] = ()
    until: datetime | None = None
    """It is good for as long as it is earlier than this; None for ever."""
    by_file: bool = False
    """It rests on the time of the file's own last change."""
    since: datetime | None = None
    """It rests on this being known from earlier nights: since when the entry has said what it says."""
    asked: tuple[tuple[Question, str], ...] = ()
    """What was asked of the site, with the answers on which it rests."""


_LASTING: Final = frozenset({"draft", "expired"})
"""Why a file is left out, where time alone does not change it."""


def holds(taken: Taken, *, now: datetime) -> bool:
    """Whether time has not passed over it."""
    reading = taken.reading
    if taken.until is not None and now >= taken.until:
        return False
    return not (isinstance(reading, Entry) and reading.expires_at is not None and now.timestamp() >= reading.expires_at)


def lasts(taken: Taken, *, now: datetime) -> bool:
    """Whether it can serve another time: a localisation changes with its origin, and a fault may be over the next time."""
    if taken.faults or not holds(taken, now=now):
        return False
    match taken.reading:
        case Skipped(why=why):
            return why in _LASTING
        case Entry(origin=origin):
            return origin is None
        case _:
            return True


def take(reading: Reading, *, rules: Sequence[ContentRule], context: Context) -> Taken:
    """Extract and check one file. What fails in our own code is a fault, and the rest goes on."""
    return take_each([reading], rules=rules, context=context)[0]


def take_each(readings: Sequence[Reading], *, rules: Sequence[ContentRule], context: Context) -> list[Taken]:
    """What `take` makes of each of some files, all of them a stage at a time: see `examine_each`."""
    extracted = [_extracted(reading, context) for reading in readings if isinstance(reading, Entry)]
    examined = examine_each([(each.entry, each.links, each.context) for each in extracted], rules=rules)
    entries = map(_entry, extracted, examined)
    return [next(entries) if isinstance(reading, Entry) else _no_entry(reading, rules) for reading in readings]


def _no_entry(reading: Unreadable | Skipped, rules: Sequence[ContentRule]) -> Taken:
    if isinstance(reading, Skipped):
        return Taken(reading=reading)
    return Taken(reading=reading, links=Links.of(salvage(reading)), findings=Findings.of(check_unreadable(reading, rules=rules)))


def renamed(taken: Taken, name: str) -> Taken:
    """The same of an entry that the run calls by another name than its file does."""
    return replace(
        taken,
        reading=replace(taken.reading, id=name),
        links=taken.links.renamed(name),
        findings=taken.findings.renamed(name),
        facts=replace(taken.facts, entry_id=name) if taken.facts else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extracted:
    """An entry between two stages."""

    entry: Entry
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]
    site: Questioned | None
    """Notes what the rules ask for this entry."""
    context: Context


def _extracted(entry: Entry, context: Context) -> _Extracted:
    links: tuple[Link, ...] = ()
    faults: tuple[Fault, ...] = ()
    try:
        links = extract(entry)
    except Exception as error:
        log.exception("extracting failed", extra={"path": entry.path})
        faults = (_fault("extract", entry, error),)
    site = Questioned(site=context.site) if context.site else None
    return _Extracted(entry=entry, links=links, faults=faults, site=site, context=replace(context, site=site))


def _entry(extracted: _Extracted, examined: Examined | Exception) -> Taken:
    entry, links = extracted.entry, Links.of(extracted.links)
    slim = replace(entry, fields={name: entry.fields[name] for name in KEPT_FIELDS if name in entry.fields}, marks=NO_MARKS)
    if isinstance(examined, Exception):
        log.error("checking failed", exc_info=examined, extra={"path": entry.path})
        return Taken(reading=slim, links=links, faults=(*extracted.faults, _fault("check", entry, examined)))
    return Taken(
        reading=slim,
        links=links,
        findings=Findings.of(examined.findings),
        facts=examined.facts,
        faults=extracted.faults,
        until=examined.until,
        by_file=examined.by_file,
        since=examined.since,
        asked=tuple(extracted.site.answers.items()) if extracted.site else (),
    )


def _fault(stage: str, entry: Entry, error: Exception) -> Fault:
    return Fault(stage=stage, subject=entry.path, message=str(error) or type(error).__name__)
