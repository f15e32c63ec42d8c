"""How far a run may be trusted."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from audit.clock import SystemClock
from audit.model.probe import Exchange, Failure, Page, Probe, Reason, Target
from audit.model.run import Canary, Fault, RunStatus
from audit.run.asker import Asker
from audit.run.canaries import look, network_down
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


@pytest.mark.parametrize(
    ("url", "status", "verified", "ok"),
    [
        ("https://canary.org/", 200, True, True),
        ("https://canary.org/", 404, True, True),
        ("https://canary.org/", 503, True, True),
        ("https://canary.org/", 200, False, False),
        ("http://canary.org/", 200, True, True),
        ("http://canary.org/", 404, True, False),
        ("http://canary.org/", 503, True, False),
    ],
)
async def test_any_answer_under_a_good_certificate_shows_that_the_network_works(url, status, verified, ok):
    (canary,) = await look((url,), when="first", asker=asker_that_hears(url, status=status, verified=verified))

    assert canary.ok is ok


def asker_that_hears(url: str, *, status: int, verified: bool) -> Asker:
    """Someone whose every probe ends in one answer."""

    class Known:
        async def probe(self, target: Target) -> Probe:
            final = Exchange(method="GET", url=url, at=0.0, status=status, verified=verified)
            bad = None if verified else replace(final, status=None, failure=Failure(reason=Reason.TLS_CERTIFICATE, code="cert-untrusted"))
            page = Page(content_type="text/html", title="Canary", text="a page like any other " * 40, words=160, length=900)
            exchanges = tuple(filter(None, (bad, final)))
            return Probe(target=target, final=final, exchanges=exchanges, page=page, unverified=None if verified else final)

        def probe_all(self, _targets):
            raise AssertionError("canaries are asked one by one")

    return Asker(scouting=lambda: nullcontext(Known()), engine=Known(), clock=SystemClock())
