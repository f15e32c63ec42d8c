"""Whose an initiative is: who has been named for it, who looks after its partner, who edited it last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from audit.model.correspondence import HandOver
from audit.model.report import InitiativeRow, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can be written to."""

    ref: str
    """The digest by which reports name her."""
    address: str
    name: str = ""
    zone: ZoneInfo | None = None
    """Where her Monday morning is; everybody else's when None."""
    initiatives: frozenset[str] = frozenset()
    """Ids of initiatives that she is named for."""
    partners: frozenset[str] = frozenset()
    """Partners that she is responsible for, case-folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everybody who can be written to, and what has been handed on."""

    people: Mapping[str, Person] = field(default_factory=dict)
    """By ref."""
    handed: Mapping[str, str] = field(default_factory=dict)
    """Initiative id to the ref of whoever has it now; empty for the managers."""

    @classmethod
    def of(cls, people: Iterable[Person], words: Iterable[HandOver] = ()) -> "Roster":
        """The roster of these people, after these words; of two with one ref the first is taken."""
        known: dict[str, Person] = {}
        for person in people:
            known.setdefault(person.ref, person)
        return cls(people=known, handed={word.initiative_id: word.to_ref for word in words})

    def routed(self, report: Report) -> Report:
        """The report with every initiative's owner as mails need it: somebody who can be written to, or nobody."""
        return replace(report, initiatives=tuple(self._routed(row) for row in report.initiatives))

    def _routed(self, row: InitiativeRow) -> InitiativeRow:
        ref, source = self.owner_of(row)
        return replace(row, owner_ref=ref, owner_source=source)

    def owner_of(self, row: InitiativeRow) -> tuple[str, str]:
        """Whose an initiative is, and why; empty for both when it falls to the managers.

        Who saved last is asked last: often it was somebody who only corrected a comma.
        """
        handed = self.handed.get(row.id)
        if handed is not None and (not handed or handed in self.people):
            return handed, "handed" if handed else ""
        partners = {row.partner.casefold(), *(part.strip().casefold() for part in row.partner.split(","))} - {""}
        for person in self.people.values():
            if row.id in person.initiatives:
                return person.ref, "owner"
        for person in self.people.values():
            if partners & person.partners:
                return person.ref, "partner"
        return (row.owner_ref, "updated_by") if row.owner_ref in self.people else ("", "")

    def owners_in(self, report: Report) -> tuple[Person, ...]:
        """Those who own something in a routed report, in the order of the roster."""
        refs = {row.owner_ref for row in report.initiatives}
        return tuple(person for person in self.people.values() if person.ref in refs)


def nobodys(report: Report) -> tuple[InitiativeRow, ...]:
    """The initiatives of a routed report that have no owner."""
    return tuple(row for row in report.initiatives if not row.owner_ref)
