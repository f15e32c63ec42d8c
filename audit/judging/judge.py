"""From the evidence on one target to the verdict. Pure; the order of the stages is the policy."""

from collections.abc import Callable
from dataclasses import replace

from audit.judging.access import judge_access
from audit.judging.certificates import judge_insecure
from audit.judging.fragments import fragment_states
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

Stage = Callable[[Probe], Judgement | None]

STAGES: tuple[Stage, ...] = (
    judge_refusal,
    judge_loop,
    judge_failure,
    judge_wall,
    judge_status,
    judge_access,
    judge_parked,
    judge_hijacked,
    judge_trouble,
    judge_soft_404,
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
        found = replace(found, verdict=Verdict.INSECURE, reason=EXPIRES_SOON, detail="the certificate runs out within two weeks")
    return replace(
        found,
        final_url=final_url(probe),
        suggest=found.suggest or (probe.alternative or None),
        fragments=fragment_states(probe, found.verdict),
        notes=(*found.notes, *observations(probe, found.verdict, now=now)),
    )
