"""From the evidence on one target to the verdict. Pure; the order of the stages is the policy."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from audit.judging.access import judge_access
from audit.judging.certificates import judge_insecure
from audit.judging.drift import DRIFTED, judge_drift
from audit.judging.fragments import fragment_states
from audit.judging.gates import judge_gate
from audit.judging.looked_up import judge_looked_up
from audit.judging.notes import EXPIRES_SOON, is_expiring, observations
from audit.judging.parked import judge_hijacked, judge_parked
from audit.judging.redirects import final_url, judge_works
from audit.judging.soft_404 import judge_soft_404
from audit.judging.status import judge_status
from audit.judging.transport import judge_failure, judge_loop, judge_refusal
from audit.judging.trouble import judge_shell, judge_trouble
from audit.judging.walls import judge_wall
from audit.model.probe import Probe
from audit.model.verdict import WORKS, Judgement, Verdict

_EXPIRING: Final[dict[str, Any]] = {
    "verdict": Verdict.INSECURE,
    "reason": EXPIRES_SOON,
    "detail": "the certificate runs out within two weeks",
}
Stage = Callable[[Probe], Judgement | None]

STAGES: tuple[Stage, ...] = (
    judge_refusal,
    judge_loop,
    judge_failure,
    judge_wall,
    judge_status,
    judge_looked_up,
    judge_access,
    judge_parked,
    judge_hijacked,
    judge_trouble,
    judge_gate,
    judge_soft_404,
    judge_drift,
    judge_shell,
)
"""The first stage that has something to say decides; when none has, the page works."""


def judge(probe: Probe, *, now: float) -> Judgement:
    """The verdict on one target, with its reason, its evidence and what follows from it.

    Args:
        probe: all evidence gathered for the target.
        now: Unix seconds, for the lifetimes of certificates.
    """
    found = next((judgement for stage in STAGES if (judgement := stage(probe))), None) or judge_works(probe)
    if found.verdict in WORKS or probe.https_works:
        found = judge_insecure(probe, found) or found
    if found.verdict is Verdict.OK and is_expiring(probe, now=now):
        found = replace(found, **_EXPIRING)
    notes = (*found.notes, *observations(probe, found.verdict, now=now))
    # Nobody should be led to a page that is not what it was.
    suggest = None if DRIFTED in notes else found.suggest or (probe.alternative or None)
    return Judgement(
        verdict=found.verdict,
        reason=found.reason,
        detail=found.detail,
        final_url=final_url(probe),
        suggest=suggest,
        fragments=fragment_states(probe, found.verdict),
        notes=notes,
    )


def judge_unchanged(probe: Probe, known: Judgement, *, now: float) -> Judgement:
    """What a page comes to whose server says that it has not changed: what it came to before, with its certificate looked at anew."""
    notes = tuple(note for note in known.notes if note != EXPIRES_SOON)
    if not is_expiring(probe, now=now):
        return replace(known, notes=notes)
    noted = replace(known, notes=(*notes, EXPIRES_SOON))
    return replace(noted, **_EXPIRING) if known.verdict is Verdict.OK else noted
