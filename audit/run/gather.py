"""The first three stages put together: what all files of the content come to."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from audit.model.entry import Entry, Skipped, Unreadable
from audit.model.finding import Finding
from audit.model.link import Link
from audit.model.run import Fault
from audit.rules import Context, Facts, SiteRule, check_site
from audit.run.reading import Reader
from audit.run.taken import Taken, renamed

log = logging.getLogger(__name__)


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

    reader: Reader
    site_rules: Sequence[SiteRule] = ()
    take: Callable[[Iterable[Link]], None]
    """Is handed the links of each entry."""
    gathered: Gathered = field(default_factory=Gathered)
    _facts: list[Facts] = field(default_factory=list)

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
        match taken.reading:
            case Skipped(why=why):
                self.gathered.skipped[why] += 1
            case Unreadable():
                self.gathered.unreadable.append(taken.reading)
            case Entry():
                taken = self._entry(taken, taken.reading)
        self.gathered.findings.extend(taken.findings)
        self.gathered.faults.extend(taken.faults)
        self.take(taken.links)

    def _entry(self, taken: Taken, entry: Entry) -> Taken:
        # A copied file repeats the id of its model: without a name of its own it would hide behind it.
        if entry.id in self.gathered.entries:
            name = f"{entry.id}@{entry.path}"
            taken, entry = renamed(taken, entry, name)
        self.gathered.entries[entry.id] = entry
        if self.site_rules and taken.facts:
            self._facts.append(taken.facts)
        return taken

    def _together(self) -> None:
        """Ask the rules that need to see every initiative."""
        try:
            self.gathered.findings.extend(check_site(self._facts, rules=self.site_rules, context=self.context))
        except Exception as error:
            log.exception("checking the site failed")
            self.gathered.faults.append(Fault(stage="check", subject="site", message=str(error) or type(error).__name__))
