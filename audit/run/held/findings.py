"""The findings in a file as a run holds them until it compares: what they share is held once, each is made when somebody asks for it."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from audit.model.finding import Certainty, Finding, Occurrence, Params, Severity
from audit.model.location import Location


class BareOccurrence(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What an occurrence has of its own."""

    field: str
    line: int
    column: int
    sentence: str
    text: str
    href: str


class BareFinding(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a finding has of its own."""

    rule: str
    family: str
    severity: Severity
    certainty: Certainty
    field: str
    occurrences: tuple[BareOccurrence, ...]
    target_key: str
    target_id: str
    params: Params


class Findings(msgspec.Struct, array_like=True, frozen=True):
    """The findings in one file."""

    entry_id: str
    path: str
    rows: tuple[BareFinding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Findings":
        """The findings in one file."""
        whole = tuple(findings)
        if not whole:
            return NO_FINDINGS
        return cls(whole[0].entry_id, whole[0].occurrences[0].location.path, tuple(map(_bare, whole)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Finding]:
        """Each of them whole, in the order of the rules."""
        return map(self._whole, self.rows)

    def renamed(self, entry_id: str) -> "Findings":
        """The same in an entry that is called otherwise."""
        return Findings(entry_id, self.path, self.rows)

    def _whole(self, row: BareFinding) -> Finding:
        return Finding(
            rule=row.rule,
            family=row.family,
            severity=row.severity,
            certainty=row.certainty,
            entry_id=self.entry_id,
            field=row.field,
            occurrences=tuple(map(self._occurrence, row.occurrences)),
            target_key=row.target_key,
            target_id=row.target_id,
            params=row.params,
        )

    def _occurrence(self, row: BareOccurrence) -> Occurrence:
        place = Location(path=self.path, field=row.field, line=row.line, column=row.column, sentence=row.sentence)
        return Occurrence(location=place, text=row.text, href=row.href)


NO_FINDINGS: Final = Findings("", "", ())


def _bare(finding: Finding) -> BareFinding:
    return BareFinding(
        finding.rule,
        finding.family,
        finding.severity,
        finding.certainty,
        finding.field,
        tuple(map(_bare_occurrence, finding.occurrences)),
        finding.target_key,
        finding.target_id,
        finding.params,
    )


def _bare_occurrence(occurrence: Occurrence) -> BareOccurrence:
    place = occurrence.location
    return BareOccurrence(place.field, place.line, place.column, place.sentence, occurrence.text, occurrence.href)
