"""How far a run can be trusted, and why not further."""

from collections.abc import Callable

from audit.model.run import RunStatus
from audit.run.canaries import CLOCKS_DIFFER
from audit.run.gather import Gathered
from audit.run.inquiry import Answers

FAULTS_TOLERATED = 0.01
"""The share of subjects that we may fail to judge by our own fault before the whole run is in doubt."""


def status_of(answers: Answers, gathered: Gathered, *, subjects: int, outage: Callable[[], str]) -> tuple[RunStatus, str]:
    """The run's status, and the reason in one sentence when it is not complete.

    `subjects` is the number of targets and initiatives together; `outage` is asked only when nothing else speaks against the run.
    """
    faults = len(answers.faults) + len(gathered.faults)
    if answers.network_down:
        failed = sum(1 for canary in answers.canaries if not canary.ok)
        why = f"Something was wrong with our own connection: {failed} of {len(answers.canaries)} looks at known-good websites failed."
        if clock := next((canary.detail for canary in answers.canaries if canary.detail.startswith(CLOCKS_DIFFER)), ""):
            why = f"The clock of this machine is probably wrong: {clock}."
        return RunStatus.INCONCLUSIVE, why
    if faults > FAULTS_TOLERATED * max(subjects, 1):
        return RunStatus.INCONCLUSIVE, f"Our checker had a fault of its own with {faults} of {subjects} addresses and initiatives."
    if answers.interrupted:
        return RunStatus.PARTIAL, "The run was interrupted before everything was checked."
    if answers.cut_short:
        return RunStatus.PARTIAL, "The time limit came before everything was checked."
    if why := outage():
        return RunStatus.INCONCLUSIVE, f"Something was probably wrong with our own connection: {why}."
    return RunStatus.COMPLETE, ""
