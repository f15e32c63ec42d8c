"""How sure a finding may sound, given how its target has been doing."""

from dataclasses import replace

from audit.history.families import accuses_target
from audit.history.following import is_failing
from audit.history.policy import Policy
from audit.model.finding import Certainty, Finding
from audit.model.standing import Streak


def settle(finding: Finding, streak: Streak | None, *, policy: Policy) -> Finding:
    """The finding with its certainty: a confirmed failure of a target is only suspected until its streak confirms it.

    Findings about content, about working targets (``tidy``), in doubt anyway (``cannot_tell``), or about addresses
    that no network was needed to judge (`streak` is None) stay as they are. While a host event is young, what its
    targets fail with stays a suspicion.
    """
    if not accuses_target(finding) or streak is None or not is_failing(streak):
        return finding
    return finding if streak.confirmed_at and not _held(streak, policy) else replace(finding, certainty=Certainty.SUSPECTED)


def _held(streak: Streak, policy: Policy) -> bool:
    now, since = streak.last_checked_at, streak.event_since
    return now is not None and since is not None and not policy.far_enough(now - since, policy.event_hold)
