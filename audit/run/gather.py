"""The first three stages: read the content, extract its links, check what editors wrote."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from audit.extract import extract, salvage
from audit.model.entry import Entry, Reading, Skipped, Unreadable
from audit.model.finding import Finding
from audit.model.link import Link
from audit.model.location import FieldPath
from audit.model.run import Fault
from audit.ports import Source
from audit.rules import ContentRule, Context, Facts, SiteRule, check_entry, check_site, check_unreadable, facts_of

log = logging.getLogger(__name__)

BATCH = 40
"""So many files are read between two signs of life."""


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


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What the content holds."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The published entries by id, without their texts: those are let go once links and findings are taken."""
    unreadable: list[Unreadable] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def published(self) -> int:
        """How many initiatives visitors can see, readable or not."""
        return len(self.entries) + len(self.unreadable)


@dataclass(slots=True, kw_only=True)
class Gatherer:
    """Reads a source to its end, one batch at a time, so that others get their turn in between."""

    source: Source
    rules: Sequence[ContentRule]
    site_rules: Sequence[SiteRule] = ()
    context: Context
    take: Callable[[Iterable[Link]], None]
    """Is handed the links of each entry."""
    gathered: Gathered = field(default_factory=Gathered)
    _facts: list[Facts] = field(default_factory=list)

    def batches(self) -> Iterator[int]:
        """Work through the source; yields how many files were read in each batch.

        Raises:
            NothingToAudit: there is no content where the source looks.
        """
        readings = iter(self.source.read())
        while batch := tuple(islice(readings, BATCH)):
            for reading in batch:
                self._take(reading)
            yield len(batch)
        self._together()

    def _take(self, reading: Reading) -> None:
        match reading:
            case Skipped():
                self.gathered.skipped[reading.why] += 1
            case Unreadable():
                self.gathered.unreadable.append(reading)
                self.gathered.findings.extend(check_unreadable(reading, rules=self.rules))
                self.take(salvage(reading))
            case Entry():
                self._entry(reading)

    def _entry(self, read: Entry) -> None:
        # A copied file repeats the id of its model: without a name of its own it would hide behind it.
        entry = replace(read, id=f"{read.id}@{read.path}") if read.id in self.gathered.entries else read
        links = self._extracted(entry)
        self._checked(read, entry, links)
        self.take(links)
        kept = {name: entry.fields[name] for name in KEPT_FIELDS if name in entry.fields}
        self.gathered.entries[entry.id] = replace(entry, fields=kept, marks=NoMarks())

    def _together(self) -> None:
        """Ask the rules that need to see every initiative."""
        try:
            self.gathered.findings.extend(check_site(self._facts, rules=self.site_rules, context=self.context))
        except Exception as error:
            log.exception("checking the site failed")
            self.gathered.faults.append(Fault(stage="check", subject="site", message=str(error) or type(error).__name__))

    def _extracted(self, entry: Entry) -> tuple[Link, ...]:
        try:
            return extract(entry)
        except Exception as error:
            log.exception("extracting failed", extra={"path": entry.path})
            self.gathered.faults.append(Fault(stage="extract", subject=entry.path, message=str(error) or type(error).__name__))
            return ()

    def _checked(self, read: Entry, entry: Entry, links: tuple[Link, ...]) -> None:
        """Ask the content rules; `read` is the entry under the id that its file claims."""
        try:
            if self.site_rules:
                self._facts.append(facts_of(read, entry_id=entry.id))
            self.gathered.findings.extend(check_entry(entry, links, rules=self.rules, context=self.context))
        except Exception as error:
            log.exception("checking failed", extra={"path": entry.path})
            self.gathered.faults.append(Fault(stage="check", subject=entry.path, message=str(error) or type(error).__name__))


KEPT_FIELDS = ("partner", "updated_by", "updated_at")
"""The values that a report needs of an entry once it is read."""
