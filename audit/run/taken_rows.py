"""What was taken of a file as bytes, to be kept or handed from one process to another: JSON without names, compressed.

Places in lists stand for names, because thousands of files are read back in every run. The shape has no version of its own: the key
under which such bytes are kept covers the program that wrote them.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from audit.model.entry import Blueprint, Entry, EntryStatus, Problem, Reading, Skipped, Unreadable
from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.run import Fault
from audit.rules import Facts
from audit.run.taken import NoMarks, Taken

Row = list[Any]

_KINDS: Final = {kind.value: kind for kind in LinkKind}
_SEVERITIES: Final = {severity.value: severity for severity in Severity}
_CERTAINTIES: Final = {certainty.value: certainty for certainty in Certainty}
_NO_MARKS: Final = NoMarks()
_FAST: Final = 1
"""How hard to compress: the lightest way halves the work, and its result is a tenth larger."""


def to_text(taken: Taken, blueprints: Sequence[Blueprint]) -> str:
    """What was taken as one line of JSON; `blueprints` are those of which its entry may name one."""
    until = taken.until.isoformat() if taken.until else None
    reading, links = _reading_row(taken.reading, blueprints), [_link_row(link) for link in taken.links]
    findings, faults = (
        [_finding_row(finding) for finding in taken.findings],
        [[each.stage, each.subject, each.message] for each in taken.faults],
    )
    return json.dumps([reading, links, findings, _facts_row(taken.facts), faults, until, taken.by_file], separators=(",", ":"))


def from_text(text: str, blueprints: Sequence[Blueprint]) -> Taken:
    """What `to_text` was given."""
    reading, links, findings, facts, faults, until, by_file = json.loads(text)
    return Taken(
        reading=_reading(reading, blueprints),
        links=tuple([_link(row) for row in links]),
        findings=tuple([_finding(row) for row in findings]),
        facts=_facts(facts),
        faults=tuple([Fault(stage=stage, subject=subject, message=message) for stage, subject, message in faults]),
        until=datetime.fromisoformat(until) if until else None,
        by_file=by_file,
    )


def packed(text: str) -> bytes:
    """The line compressed."""
    return zlib.compress(text.encode("ascii"), level=_FAST)


def unpacked(content: bytes) -> str:
    """The line that `packed` was given.

    Raises:
        ValueError: these are other bytes.
    """
    try:
        return zlib.decompress(content).decode("ascii")
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _reading_row(reading: Reading, blueprints: Sequence[Blueprint]) -> Row:
    match reading:
        case Skipped():
            return ["skipped", reading.path, reading.collection, reading.why, reading.id]
        case Unreadable():
            return ["unreadable", reading.path, reading.collection, _problem_row(reading.problem), reading.salvaged, reading.id]
        case Entry():
            at = next((at for at, blueprint in enumerate(blueprints) if blueprint is reading.blueprint), None)
            about = [reading.id, reading.path, reading.collection, reading.title, reading.slug, reading.site, reading.status.value, at]
            held = [dict(reading.fields), reading.content_sha256, [_problem_row(problem) for problem in reading.problems]]
            times = [reading.edited_at, reading.edited_from, reading.expires_at]
            return ["entry", *about, *held, *times, reading.origin, dict(reading.inherited)]


def _reading(row: Row, blueprints: Sequence[Blueprint]) -> Reading:
    if row[0] == "skipped":
        return Skipped(path=row[1], collection=row[2], why=row[3], id=row[4])
    if row[0] == "unreadable":
        salvaged = tuple((address, line) for address, line in row[4])
        return Unreadable(path=row[1], collection=row[2], problem=_problem(row[3]), salvaged=salvaged, id=row[5])
    return Entry(
        id=row[1],
        path=row[2],
        collection=row[3],
        title=row[4],
        slug=row[5],
        site=row[6],
        status=EntryStatus(row[7]),
        blueprint=None if row[8] is None else blueprints[row[8]],
        fields=row[9],
        marks=_NO_MARKS,
        content_sha256=row[10],
        problems=tuple([_problem(each) for each in row[11]]),
        edited_at=row[12],
        edited_from=row[13],
        expires_at=row[14],
        origin=row[15],
        inherited=row[16],
    )


def _problem_row(problem: Problem) -> Row:
    return [problem.rule, problem.detail, problem.line, problem.column, problem.field]


def _problem(row: Row) -> Problem:
    return Problem(rule=row[0], detail=row[1], line=row[2], column=row[3], field=row[4])


def _location_row(location: Location) -> Row:
    return [location.path, location.field, location.line, location.column, location.sentence]


def _location(row: Row) -> Location:
    return Location(path=row[0], field=row[1], line=row[2], column=row[3], sentence=row[4])


def _link_row(link: Link) -> Row:
    said = [link.entry_id, link.href, link.text, link.kind.value, _location_row(link.location)]
    return [*said, link.rel, link.target, link.before, link.after, link.salvaged, link.meant]


def _link(row: Row) -> Link:
    return Link(
        entry_id=row[0],
        href=row[1],
        text=row[2],
        kind=_KINDS[row[3]],
        location=_location(row[4]),
        rel=row[5],
        target=row[6],
        before=row[7],
        after=row[8],
        salvaged=row[9],
        meant=row[10],
    )


def _finding_row(finding: Finding) -> Row:
    named = [finding.rule, finding.family, finding.severity.value, finding.certainty.value, finding.entry_id, finding.field]
    occurrences = [[_location_row(each.location), each.text, each.href] for each in finding.occurrences]
    return [*named, occurrences, finding.target_key, finding.target_id, finding.params]


def _finding(row: Row) -> Finding:
    return Finding(
        rule=row[0],
        family=row[1],
        severity=_SEVERITIES[row[2]],
        certainty=_CERTAINTIES[row[3]],
        entry_id=row[4],
        field=row[5],
        occurrences=tuple([Occurrence(location=_location(where), text=text, href=href) for where, text, href in row[6]]),
        target_key=row[7],
        target_id=row[8],
        params=tuple([(name, value) for name, value in row[9]]),
    )


def _facts_row(facts: Facts | None) -> Row | None:
    if facts is None:
        return None
    about = [facts.entry_id, facts.own_id, facts.title, facts.slug, facts.collection, facts.site, facts.origin]
    return [*about, _location_row(facts.location), facts.words, facts.sketch]


def _facts(row: Row | None) -> Facts | None:
    if row is None:
        return None
    return Facts(
        entry_id=row[0],
        own_id=row[1],
        title=row[2],
        slug=row[3],
        collection=row[4],
        site=row[5],
        origin=row[6],
        location=_location(row[7]),
        words=row[8],
        sketch=tuple(row[9]),
    )
