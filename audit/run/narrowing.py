"""A few initiatives of many: their content, their links, and what is remembered of them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from audit.errors import UsageError
from audit.model.entry import Entry, Unreadable
from audit.ports import Memory
from audit.run.gather import SITE, Gathered
from audit.run.held.links import Links
from audit.run.targets import Mentions


class NoSuchInitiative(UsageError):  # noqa: N818 - it is called what it is
    """Initiatives were named that no published entry is."""

    def __init__(self, unknown: Collection[str]) -> None:
        named = ", ".join(sorted(unknown))
        super().__init__(
            f"No published initiative has this id: {named}.", remedy="`report.json` and `audit findings --format jsonl` have the ids."
        )
        self.unknown = frozenset(unknown)


def reading_id(reading: Entry | Unreadable) -> str:
    """The id under which reports know an entry; of one that cannot be read and shows none, its path."""
    return reading.id or f"path:{reading.path}"


def taking(mentions: Mentions, only: frozenset[str]) -> Callable[[Links], None]:
    """Takes the links of these initiatives, and no others: the web is asked about nothing else."""

    def take(links: Links) -> None:
        if links.entry_id in only:
            mentions.add(links)

    return take


def narrowed_content(gathered: Gathered, only: frozenset[str]) -> Gathered:
    """What was gathered of these initiatives; the others were read, because some rules need to see them all.

    Raises:
        NoSuchInitiative: some of them are not there.
    """
    entries = {entry_id: entry for entry_id, entry in gathered.entries.items() if entry_id in only}
    unreadable = [each for each in gathered.unreadable if reading_id(each) in only]
    if unknown := only - entries.keys() - {reading_id(each) for each in unreadable}:
        raise NoSuchInitiative(unknown)
    subjects = {SITE, *(entry.path for entry in entries.values()), *(each.path for each in unreadable)}
    return Gathered(
        entries=entries,
        unreadable=unreadable,
        found=[findings for findings in gathered.found if findings.entry_id in only],
        together=[finding for finding in gathered.together if finding.entry_id in only],
        faults=[fault for fault in gathered.faults if fault.subject in subjects],
        broken_off=gathered.broken_off,
        unread_elsewhere=frozenset(gathered.unread),
    )


def narrowed_memory(memory: Memory, only: frozenset[str]) -> Memory:
    """What is remembered of these initiatives, so that nothing can be said of the others; of websites everything."""
    return replace(
        memory,
        records={key: record for key, record in memory.records.items() if record.finding.entry_id in only},
        initiatives={key: health for key, health in memory.initiatives.items() if key in only},
        links=frozenset(pair for pair in memory.links if pair[0] in only),
        unjudged={key: number for key, number in memory.unjudged.items() if key in only},
        contents={key: digest for key, digest in memory.contents.items() if key in only},
    )
