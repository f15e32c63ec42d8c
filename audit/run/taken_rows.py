"""What was taken of a file as bytes, to be kept or handed from one process to another: JSON without names, compressed.

Places in lists stand for names, because thousands of files are read back in every run. The shape has no version of its own: the key
under which such bytes are kept covers the program that wrote them.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
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
    reading = taken.reading
    places = {link.location: at for at, link in enumerate(taken.links)}
    row = [
        _reading_row(reading, blueprints),
        [_link_row(link, reading) for link in taken.links],
        [_finding_row(finding, reading, places) for finding in taken.findings],
        _facts_row(taken.facts),
        [[fault.stage, fault.subject, fault.message] for fault in taken.faults],
        taken.until.isoformat() if taken.until else None,
        taken.by_file,
    ]
    return json.dumps(row, separators=(",", ":"))


def from_text(text: str, blueprints: Sequence[Blueprint]) -> Taken:
    """What `to_text` was given."""
    row, links, findings, facts, faults, until, by_file = json.loads(text)
    reading = _reading(row, blueprints)
    read = tuple([_link(row, reading.id, reading.path) for row in links])
    return Taken(
        reading=reading,
        links=read,
        findings=tuple([_finding(row, reading, read) for row in findings]),
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


def _link_row(link: Link, reading: Reading) -> Row:
    where = link.location
    common = [link.entry_id if link.entry_id != reading.id else None, where.path if where.path != reading.path else None]
    place = [where.field, where.line, where.column, where.sentence]
    return [
        *common,
        *place,
        link.href,
        link.text,
        link.kind.value,
        link.rel,
        link.target,
        link.before,
        link.after,
        link.salvaged,
        link.meant,
    ]


def _link(row: Row, entry_id: str, path: str) -> Link:
    own_id, own_path, field, line, column, sentence, href, text, kind, rel, target, before, after, salvaged, meant = row
    return Link(
        entry_id=entry_id if own_id is None else own_id,
        href=href,
        text=text,
        kind=_KINDS[kind],
        location=Location(path=path if own_path is None else own_path, field=field, line=line, column=column, sentence=sentence),
        rel=rel,
        target=target,
        before=before,
        after=after,
        salvaged=salvaged,
        meant=meant,
    )


def _finding_row(finding: Finding, reading: Reading, places: Mapping[Location, int]) -> Row:
    """The place of an occurrence is that of a link, by its number, wherever it can be."""
    entry_id = finding.entry_id if finding.entry_id != reading.id else None
    named = [finding.rule, finding.family, finding.severity.value, finding.certainty.value, entry_id, finding.field]
    occurrences: Row = []
    for each in finding.occurrences:
        at = places.get(each.location)
        occurrences += [_location_row(each.location) if at is None else at, each.text, each.href]
    return [*named, finding.target_key, finding.target_id, [part for pair in finding.params for part in pair], occurrences]


def _finding(row: Row, reading: Reading, links: Sequence[Link]) -> Finding:
    rule, family, severity, certainty, entry_id, field, target_key, target_id, params, occurrences = row
    triples = zip(occurrences[::3], occurrences[1::3], occurrences[2::3], strict=True)
    return Finding(
        rule=rule,
        family=family,
        severity=_SEVERITIES[severity],
        certainty=_CERTAINTIES[certainty],
        entry_id=reading.id if entry_id is None else entry_id,
        field=field,
        occurrences=tuple(
            [
                Occurrence(location=links[where].location if isinstance(where, int) else _location(where), text=text, href=href)
                for where, text, href in triples
            ]
        ),
        target_key=target_key,
        target_id=target_id,
        params=tuple(zip(params[::2], params[1::2], strict=True)),
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
