"""The first three stages put together: what all files of the content come to."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from audit.model.entry import Entry, Skipped, Unreadable
from audit.model.finding import Finding
from audit.model.run import Fault
from audit.rules import Context, Facts, SiteRule, check_site
from audit.run.held.findings import Findings
from audit.run.held.links import Links
from audit.run.reading import Reader
from audit.run.taken import Taken, renamed

log = logging.getLogger(__name__)

SITE = "site"
"""The subject of a fault with all entries together."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What the content holds."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The published entries by id, without their texts: those are let go once links and findings are taken."""
    unreadable: list[Unreadable] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    found: list[Findings] = field(default_factory=list)
    """The findings in each file that has some."""
    together: list[Finding] = field(default_factory=list)
    """Those of the rules about all entries together."""
    faults: list[Fault] = field(default_factory=list)
    broken_off: frozenset[str] = frozenset()
    """The rules about all entries together, when a fault kept them from being asked to the end."""
    unread_elsewhere: frozenset[str] = frozenset()
    """As in `unread`, those that were left out here."""

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings in the content, each made as it is asked for."""
        return chain(chain.from_iterable(self.found), self.together)

    @property
    def unseen(self) -> frozenset[str]:
        """The entries of which a fault of our own kept some links or findings from us."""
        paths = {fault.subject for fault in self.faults}
        return frozenset(entry_id for entry_id, entry in self.entries.items() if entry.path in paths)

    @property
    def unread(self) -> Iterator[str]:
        """The entries that could not be read or looked through, by their ids and by their files."""
        for unreadable in self.unreadable:
            yield f"path:{unreadable.path}"
            if unreadable.id:
                yield unreadable.id
        for entry_id in self.unseen:
            yield from (entry_id, f"path:{self.entries[entry_id].path}")
        yield from self.unread_elsewhere

    @property
    def published(self) -> int:
        """How many initiatives visitors can see, readable or not."""
        return len(self.entries) + len(self.unreadable)


@dataclass(slots=True, kw_only=True)
class Gatherer:
    """Reads a source to its end, one batch at a time, so that others get their turn in between."""

    reader: Reader
    site_rules: Sequence[SiteRule] = ()
    take: Callable[[Links], None]
    """Is handed the links of each entry."""
    gathered: Gathered = field(default_factory=Gathered)
    _facts: list[Facts] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)
    """The ids of the entries so far, readable or not."""

    @property
    def context(self) -> Context:
        """What the rules know."""
        return self.reader.desk.context

    async def batches(self) -> AsyncIterator[int]:
        """Work through the source; yields how many files were read in each batch.

        Raises:
            NothingToAudit: there is no content where the source looks.
        """
        async for batch in self.reader.batches():
            # Reading addresses takes a while too: in a thread, so that the service answers meanwhile.
            await asyncio.to_thread(self._add, batch)
            yield len(batch)
        await asyncio.to_thread(self._together)

    def _add(self, batch: Iterable[Taken]) -> None:
        for taken in batch:
            self._one(taken)

    def _one(self, taken: Taken) -> None:
        taken = self._named(taken)
        match taken.reading:
            case Skipped(why=why):
                self.gathered.skipped[why] += 1
            case Unreadable():
                self.gathered.unreadable.append(taken.reading)
            case Entry(id=entry_id):
                self.gathered.entries[entry_id] = taken.reading
                if self.site_rules and taken.facts:
                    self._facts.append(taken.facts)
        if taken.findings:
            self.gathered.found.append(taken.findings)
        self.gathered.faults.extend(taken.faults)
        self.take(taken.links)

    def _named(self, taken: Taken) -> Taken:
        """What was taken of a file, under a name that no other has."""
        reading = taken.reading
        if isinstance(reading, Skipped) or not reading.id:
            return taken
        # A copied file repeats the id of its model: without a name of its own it would hide behind it.
        if reading.id in self._names:
            return renamed(taken, f"{reading.id}@{reading.path}")
        self._names.add(reading.id)
        return taken

    def _together(self) -> None:
        """Ask the rules that need to see every initiative."""
        try:
            self.gathered.together.extend(check_site(self._facts, rules=self.site_rules, context=self.context))
        except Exception as error:
            log.exception("checking the site failed")
            self.gathered.faults.append(Fault(stage="check", subject=SITE, message=str(error) or type(error).__name__))
            self.gathered.broken_off = frozenset(rule.name for rule in self.site_rules)
