"""How far a run may be trusted."""

import pytest

from audit.model.run import Canary, Fault, RunStatus
from audit.run.canaries import network_down
from audit.run.gather import Gathered
from audit.run.inquiry import Answers
from audit.run.trust import status_of

FAULT = Fault(stage="probe", subject="t1_x", message="boom")


def canaries(*ok: bool) -> tuple[Canary, ...]:
    return tuple(Canary(url=f"https://c{at}.org/", when="first", ok=each) for at, each in enumerate(ok))


@pytest.mark.parametrize(
    ("seen", "down"),
    [((), False), ((True,), False), ((False,), True), ((True, True, False), False), ((True, False, False), True), ((False, False), True)],
)
def test_two_canaries_must_fail_or_all_of_fewer(seen, down):
    assert network_down(canaries(*seen)) is down


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (Answers(), RunStatus.COMPLETE),
        (Answers(cut_short=True), RunStatus.PARTIAL),
        (Answers(interrupted=True, cut_short=True), RunStatus.PARTIAL),
        (Answers(network_down=True, interrupted=True, canaries=canaries(False, False)), RunStatus.INCONCLUSIVE),
        (Answers(faults=[FAULT]), RunStatus.COMPLETE),
        (Answers(faults=[FAULT] * 2), RunStatus.INCONCLUSIVE),
    ],
)
def test_what_makes_a_run_less_than_complete(answers, status):
    found, why = status_of(answers, Gathered(), subjects=100, outage=lambda: "")

    assert found is status
    assert bool(why) is (status is not RunStatus.COMPLETE)


def test_an_outage_that_no_canary_saw_makes_the_run_inconclusive():
    status, why = status_of(Answers(), Gathered(), subjects=100, outage=lambda: "31 of 40 links that worked last time failed at once")

    assert status is RunStatus.INCONCLUSIVE
    assert "31 of 40" in why
