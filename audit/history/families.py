"""What a finding rests on, told by its family."""

from audit.model.finding import Certainty, Finding, Severity

TARGET = "link"
"""Whether a target can be reached."""

ANCHOR = "anchor"
"""Whether a page has the part that a link names."""

IN_THE_TEXT = frozenset({"link-text", "link-credentials"})
"""Families about links that need no look at the web: how they are written."""


def rests_on_network(finding: Finding) -> bool:
    """Whether the finding is only as true as what the network said."""
    if finding.family in IN_THE_TEXT:
        return False
    return finding.family in (TARGET, ANCHOR) or finding.family.startswith(f"{TARGET}-")


def accuses_target(finding: Finding) -> bool:
    """Whether it says for certain that a target fails its visitors."""
    return finding.family == TARGET and finding.severity is not Severity.TIDY and finding.certainty is Certainty.CONFIRMED
