"""The hold-back: a rule that fires nearly everywhere overnight tells of a change in the CMS, not of a change in the texts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from audit.model.finding import Finding

FEW = 0.05
MOST = 0.5
_LEAST = 20
"""Below so many initiatives a handful of new texts looks like a jump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """One rule, in one field, that went from few initiatives to most of them."""

    rule: str
    field: str
    before: int
    """How many initiatives it concerned in the baseline."""
    after: int
    total: int
    """How many initiatives there are now."""


def affected(findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    """How many initiatives each rule concerns, field by field."""
    initiatives: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        initiatives.setdefault((finding.rule, finding.field), set()).add(finding.entry_id)
    return {key: len(ids) for key, ids in initiatives.items()}


def jumps(
    before: Mapping[tuple[str, str], int], before_total: int, findings: Iterable[Finding], total: int, *, known: Collection[str]
) -> tuple[Jump, ...]:
    """The rules that jumped from less than 5 % of the initiatives to more than half of them since the baseline.

    Args:
        before: `affected` of the baseline's findings.
        before_total: how many initiatives the baseline had.
        findings: tonight's.
        total: how many initiatives there are tonight.
        known: the rules that ran for the baseline; one that is new has no past to jump from.
    """
    if min(before_total, total) < _LEAST:
        return ()
    return tuple(
        Jump(rule=rule, field=field, before=before.get((rule, field), 0), after=after, total=total)
        for (rule, field), after in sorted(affected(findings).items())
        if rule in known and before.get((rule, field), 0) < FEW * before_total and after > MOST * total
    )


def released(findings: Iterable[Finding], held: Collection[Jump]) -> tuple[Finding, ...]:
    """The findings that are not held back."""
    keys = {(jump.rule, jump.field) for jump in held}
    return tuple(finding for finding in findings if (finding.rule, finding.field) not in keys)
