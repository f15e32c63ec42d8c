"""How sure a finding may sound, given how its target has been doing."""

from dataclasses import replace

from audit.history.following import is_failing
from audit.history.policy import Policy
from audit.model.finding import Certainty, Finding, Severity
from audit.model.standing import Streak


def settle(finding: Finding, streak: Streak | None, *, policy: Policy | None = None) -> Finding:
    """The finding with its certainty: a confirmed failure of a target is only suspected until its streak confirms it.

    Findings about content, about working targets (``tidy``), in doubt anyway (``cannot_tell``), or about addresses
    that no network was needed to judge (`streak` is None) stay as they are.
    """
    waits = finding.family == "link" and finding.severity is not Severity.TIDY and finding.certainty is Certainty.CONFIRMED
    if not waits or streak is None or not is_failing(streak) or streak.confirmed_at:
        return finding
    return replace(finding, certainty=Certainty.SUSPECTED)
