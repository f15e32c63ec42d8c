"""Every kind of behaviour, served for real and judged."""

import asyncio

import pytest

from tests.web.cases import CASES
from tests.web.checking import Outcome, check
from tests.web.serving import Case

pytestmark = pytest.mark.xdist_group("web")  # all are asked at once, which one process does for all


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return asyncio.run(check(CASES))


def test_each_kind_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_kind_of_behaviour_gets_its_verdict(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.name]
    for judgement, fragment in zip(outcome.judgements, outcome.fragments, strict=True):
        assert judgement.verdict in {case.verdict, *case.also}, f"{judgement}"
        if case.reason:
            assert judgement.reason == case.reason
        if case.fragment:
            assert judgement.fragment(fragment) == case.fragment
        if case.note:
            assert case.note in judgement.notes
        if case.final:
            assert judgement.final_url == case.final.format(**outcome.hosts)
        if case.suggest:
            assert judgement.suggest == case.suggest.format(**outcome.hosts)
    if case.most:
        assert len([ask for ask in outcome.seen if ask.path != "/robots.txt"]) <= case.most
