"""Initiatives that share an address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.facts import Facts
from audit.rules.together import site_finding


@dataclass(frozen=True, slots=True)
class ContentDuplicateSlug:
    """Finds entries of one collection and site that have the same slug.

    The slug is the last part of a page's address, so only one of the two can be reached. Entries in different folders, as a tree of
    pages may keep them, and translations stay silent.
    """

    name: ClassVar[str] = "content-duplicate-slug"
    family: ClassVar[str] = "content.dup-slug"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "other", "slug", "file")
    before: ClassVar[str] = "(`wells.md` and `wells.1.md` in one folder: both are `/initiatives/wells`)\n"
    after: ClassVar[str] = "(`wells.md` and `pumps.md`)\n"

    def check(self, facts: Sequence[Facts], context: Context) -> Iterator[Finding]:
        """See `SiteRule.check`."""
        del context
        first: dict[tuple[str, ...], Facts] = {}
        for each in sorted(facts, key=lambda each: each.location.path):
            key = (each.collection, each.site, each.location.path.rpartition("/")[0], _dated(each), each.slug)
            other = first.setdefault(key, each)
            if other is not each and each.slug:
                values = {"other": other.title, "slug": each.slug, "file": other.location.path}
                yield site_finding(self, each, tell_apart=other.entry_id, **values)


def _dated(facts: Facts) -> str:
    """The date that a file's name begins with: addresses of dated entries may hold it."""
    name = facts.location.path.rpartition("/")[2]
    date = name.split(".", 1)[0]
    return date if date[:4].isdigit() and date != facts.slug else ""
