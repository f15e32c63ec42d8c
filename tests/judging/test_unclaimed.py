"""Names that a stranger could take over, and those that only look so."""

import pytest

from audit.model.probe import Exchange, Failure, Probe, Reason
from audit.model.verdict import Verdict
from tests.judging.making import NOW, answer, hop, page, shown, target, verdict

PLACE = "https://give.partner.org/deeds/report"


def leading_to(alias: str, *, url: str = PLACE, code: str = "dangling-cname") -> Exchange:
    failure = Failure(reason=Reason.NAME_NOT_FOUND, code=code, alias=alias, detail=f"an alias of {alias}, which does not exist")
    return Exchange(method="GET", url=url, at=NOW, failure=failure)


def test_an_alias_of_a_name_that_nobody_owns_is_broken_and_could_be_taken_over():
    judged = verdict(Probe(target=target(PLACE), final=leading_to("partner.hosting.net")))

    assert (judged.verdict, judged.reason) == (Verdict.BROKEN, "name-not-found")
    assert "takeover-risk" in judged.notes
    assert "an alias of partner.hosting.net" in judged.detail


def test_the_alias_may_be_that_of_a_site_that_the_link_is_redirected_to():
    start = "https://short.org/give"
    probe = Probe(target=target(start), hops=(hop(start, PLACE),), final=leading_to("partner.hosting.net"))

    assert "takeover-risk" in verdict(probe).notes


@pytest.mark.parametrize(
    "final",
    [
        leading_to("web.partner.org"),
        leading_to("", code=""),
        Exchange(method="GET", url=PLACE, at=NOW, failure=Failure(reason=Reason.NAME_SERVER_FAILED)),
    ],
    ids=["an alias within the owner's own name", "no alias", "name servers in trouble"],
)
def test_a_missing_name_that_nobody_else_could_fill_is_no_risk(final):
    assert "takeover-risk" not in verdict(Probe(target=target(PLACE), final=final)).notes


@pytest.mark.parametrize(
    ("status", "said", "service"),
    [
        (404, page("404 There isn’t a GitHub Pages site here.", title="Site not found"), "GitHub Pages"),
        (404, page("Code: NoSuchBucket Message: The specified bucket does not exist", title="404 Not Found"), "Amazon S3"),
        (404, page("", title="No such app"), "Heroku"),
        (500, page("Fastly error: unknown domain: give.partner.org.", title="Fastly error: unknown domain give.partner.org"), "Fastly"),
        (404, page("404: NOT_FOUND Code: DEPLOYMENT_NOT_FOUND ID: fra1::x"), "Vercel"),
    ],
)
def test_a_service_that_says_that_nobody_holds_the_name_is_named(status, said, service):
    judged = verdict(shown(said, PLACE, status=status))

    assert judged.verdict is (Verdict.BROKEN if status == 404 else Verdict.UNSTABLE)
    assert "takeover-risk" in judged.notes
    assert f"{service} says that nobody holds the name there" in judged.detail


@pytest.mark.parametrize(
    "probe",
    [
        shown(page("There isn't a GitHub Pages site here. " + "What to do about it. " * 100, title="Messages of hosts"), PLACE),
        shown(page("Nothing of that name. See the front page.", title="Not found"), PLACE, status=404),
        shown(page("The specified bucket does not exist in our garden shed", title="Not found"), PLACE, status=404),
        shown(None, PLACE, status=404),
        Probe(target=target(PLACE), final=answer(200, PLACE), page=page("no such app")),
    ],
    ids=["an article about such messages", "an honest 404", "half of what the service says", "no page", "an answer of success"],
)
def test_other_pages_are_no_risk(probe):
    assert "takeover-risk" not in verdict(probe).notes
