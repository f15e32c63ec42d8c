"""Files that claim the same id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context
from audit.rules.facts import Facts
from audit.rules.together import site_finding


@dataclass(frozen=True, slots=True)
class ContentDuplicateId:
    """Finds entries that have the id of another, mostly because a file was copied.

    The CMS shows one of them, and nobody can say which. Entries without an id stay silent, because the CMS gives them one.
    """

    name: ClassVar[str] = "content-duplicate-id"
    family: ClassVar[str] = "content.dup-id"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "other", "file")
    before: ClassVar[str] = "id: 3f2a0f6e-0000-4000-8000-000000000000  # in two files\n"
    after: ClassVar[str] = "(the line deleted in the copy: the CMS writes a new id)\n"

    def check(self, facts: Sequence[Facts], context: Context) -> Iterator[Finding]:
        """See `SiteRule.check`."""
        del context
        first: dict[str, Facts] = {}
        for each in sorted(facts, key=lambda each: each.location.path):
            if each.own_id and each.own_id in first:
                other = first[each.own_id]
                yield site_finding(self, each, tell_apart=each.location.path, other=other.title, file=other.location.path)
            first.setdefault(each.own_id, each)
