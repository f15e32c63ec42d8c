"""Initiatives that are very alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.facts import Facts, likeness
from audit.rules.together import site_finding


@dataclass(frozen=True, slots=True)
class ContentDuplicate:
    """Finds initiatives of one collection whose texts are nearly the same.

    One of them may be a copy that somebody meant to rewrite; visitors meet the same page twice. Translations of one initiative,
    short texts, and texts that share a paragraph or two stay silent. Whether both are wanted, only a person can tell.
    """

    name: ClassVar[str] = "content-duplicate"
    family: ClassVar[str] = "content.dup"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = ("field", "other", "percent")
    before: ClassVar[str] = "(`wells-2025.md` and `wells-2026.md` share nine tenths of their text)\n"
    after: ClassVar[str] = "(one page for both years, or a text of its own for each)\n"
    percent: int = option(60, "From this likeness on two texts count as nearly the same, in percent.")
    least_words: int = option(60, "Texts with fewer words are too short to be compared.")

    def check(self, facts: Sequence[Facts], context: Context) -> Iterator[Finding]:
        """See `SiteRule.check`."""
        del context
        compared = sorted((each for each in facts if each.words >= self.least_words), key=lambda each: each.location.path)
        for first, second in _candidates(compared):
            alike = likeness(first, second)
            if 100 * alike >= self.percent:
                yield site_finding(self, second, tell_apart=first.entry_id, other=first.title, percent=int(100 * alike))


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """The pairs that share at least one piece of text, each once, the earlier file first."""
    holders: dict[int, list[int]] = {}
    for position, each in enumerate(facts):
        for piece in each.pieces:
            holders.setdefault(piece, []).append(position)
    # What many pages share is furniture of the site and makes no pair.
    pairs = {pair for positions in holders.values() if len(positions) <= 50 for pair in combinations(positions, 2)}
    for one, other in sorted(pairs):
        if facts[one].collection == facts[other].collection and facts[one].family != facts[other].family:
            yield facts[one], facts[other]
