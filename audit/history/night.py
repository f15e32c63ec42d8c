"""What one run saw, as far as comparing needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from audit.model.run import RunStatus
from audit.model.standing import Streak
from audit.model.verdict import Judgement

Mention = tuple[str, str, str]
"""An initiative's id, the field without list positions, and the target's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What one run saw, as far as comparing needs it."""

    at: datetime
    """The start of the run: one moment for everything it saw."""
    status: RunStatus
    initiatives: frozenset[str]
    """Every published initiative, readable or not."""
    unread: frozenset[str] = frozenset()
    """Those of them whose content could not be read, or looked through to its end; each also by its file, as ``path:…``."""
    mentions: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """Every outbound mention, judged or not: initiative and field to the targets mentioned there. See `by_field`."""
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    """What became of each target, by id."""
    streaks: Mapping[str, Streak] = field(default_factory=dict)
    """How each target has been doing, this run included; as they were before an inconclusive run."""
    rules: frozenset[str] = frozenset()
    """The rules that ran; empty for all."""
    broken_off: frozenset[str] = frozenset()
    """Those of them that a fault of our own kept from seeing everything."""
    ruleset: str = ""
    """The version of the rules."""
    contents: Mapping[str, str] = field(default_factory=dict)
    """The digest of each initiative's content, where known."""
    stale_after_months: int = 0
    """An initiative not changed for so many months is due for a review; 0 where nobody says."""

    def ran(self, rule: str) -> bool:
        """Whether a rule could have fired wherever there was cause."""
        return rule not in self.broken_off and (not self.rules or rule in self.rules)


def by_field(mentions: Iterable[Mention]) -> dict[tuple[str, str], frozenset[str]]:
    """Mentions arranged for `Night.mentions`."""
    fields: dict[tuple[str, str], set[str]] = {}
    for initiative, name, target in mentions:
        fields.setdefault((initiative, name), set()).add(target)
    return {place: frozenset(targets) for place, targets in fields.items()}
