"""What keeps robots out is evidence of nothing: from the answer to what an editor is told, it never becomes a problem."""

import pytest

from audit.history import Kind, kind_of_judgement
from audit.model.finding import Certainty
from audit.model.probe import Probe
from tests.judging.making import answer, page, shown, target, verdict
from tests.rules.world import link_findings

REFUSALS = [
    *(pytest.param(shown(page("Forbidden"), status=status), id=str(status)) for status in (401, 402, 403, 406, 407, 429, 451, 999)),
    pytest.param(shown(page("Just a moment", "challenge-cloudflare", "robot-check")), id="challenge with 200"),
    pytest.param(shown(page("Are you human", "challenge-captcha", "robot-check")), id="captcha"),
    pytest.param(
        Probe(target=target(), final=answer(404, headers=(("cf-mitigated", "challenge"),)), page=page("x")), id="challenge with 404"
    ),
    pytest.param(
        Probe(target=target(), final=answer(503, headers=(("cf-mitigated", "challenge"),)), page=page("x")), id="challenge with 503"
    ),
]


@pytest.mark.parametrize("probe", REFUSALS)
def test_a_door_or_a_refusal_is_never_a_problem(probe):
    judgement = verdict(probe)
    found = link_findings(judgement)

    assert kind_of_judgement(judgement) is Kind.SILENT
    assert found
    assert {one.certainty for one in found} == {Certainty.CANNOT_TELL}
