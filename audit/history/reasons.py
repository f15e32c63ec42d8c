"""Why a finding is new."""

from audit.history.night import Night
from audit.model.finding import Finding
from audit.ports import Memory


def new_reason(finding: Finding, memory: Memory, night: Night) -> str:
    """One word on what changed since the baseline: the initiative, the link, the target, the content, the rules, or only the date."""
    initiative = finding.entry_id
    if initiative not in memory.initiatives:
        return "new_initiative"
    if finding.target_id:
        return "target_changed" if (initiative, finding.target_id) in memory.links else "link_added"
    if content_is_the_same(initiative, memory, night):
        same_rules = memory.baseline is not None and memory.baseline.run.ruleset == night.ruleset
        return "time_passed" if same_rules else "rules_changed"
    return "content_changed"


def content_is_the_same(initiative: str, memory: Memory, night: Night) -> bool:
    """Whether an initiative says tonight, word for word, what it said in the baseline."""
    before = memory.contents.get(initiative)
    return bool(before) and before == night.contents.get(initiative)
