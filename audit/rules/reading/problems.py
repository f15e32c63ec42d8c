"""From what reading a file brought to light to findings."""

from collections.abc import Iterator

from audit.model.entry import Entry
from audit.model.finding import Finding, Occurrence
from audit.model.location import Location
from audit.rules.contract import Rule
from audit.rules.making import content_finding, params
from audit.rules.reading.places import field_of

REPORTED = ("content-unreadable", "content-duplicate-key", "content-control-character", "content-lost-text")
"""The kinds of problems that have a rule of their own."""


def problem_findings(rule: Rule, entry: Entry, *, besides: tuple[str, ...] | None = None) -> Iterator[Finding]:
    """One finding for each field that has problems of the rule's name, every problem an occurrence.

    With `besides` those problems count that go by none of these names instead.
    """
    fields: dict[str, list[Occurrence]] = {}
    details: dict[str, str] = {}
    lines: dict[str, int] = {}
    for problem in entry.problems:
        if problem.rule != rule.name if besides is None else problem.rule in besides:
            continue
        location = Location(path=entry.path, field=problem.field, line=problem.line, column=problem.column)
        fields.setdefault(field_of(location), []).append(Occurrence(location=location))
        details.setdefault(field_of(location), problem.detail)
        lines.setdefault(field_of(location), problem.line)
    for field, occurrences in fields.items():
        yield content_finding(
            rule, entry, occurrences, values=params(file=entry.path, line=lines[field], detail=details[field], count=len(occurrences))
        )
