import pytest

from audit.judging.walls import is_wall, judge_wall
from audit.model.probe import Page, Probe
from audit.model.verdict import Verdict
from tests.judging.making import PROSE, answer, page, shown, target, verdict


@pytest.mark.parametrize(
    ("status", "headers", "shows", "whose"),
    [
        (403, (("cf-mitigated", "challenge"),), page("x"), "Cloudflare"),
        (200, (("CF-Mitigated", "challenge"),), page(PROSE), "Cloudflare"),
        (404, (("cf-mitigated", "challenge"),), page("x"), "Cloudflare"),
        (202, (("x-amzn-waf-action", "challenge"),), None, "AWS WAF"),
        (403, (("x-datadome", "protected"),), page("x"), "DataDome"),
        (200, (("x-datadome", "protected"),), page(PROSE), ""),
        (403, (("x-dd-b", "1"),), page("x"), "DataDome"),
        (403, (("Server", "AkamaiGHost"),), page("Access Denied"), "Akamai"),
        (403, (("Server", "AkamaiGHost"),), page(PROSE), ""),
        (403, (("Server", "DDoS-Guard"),), None, "DDoS-Guard"),
        (503, (("Server", "DDoS-Guard"),), None, ""),
        (503, (("Server", "DDoS-Guard"),), page("Wait", scripts=1), "DDoS-Guard"),
        (503, (("Server", "AkamaiGHost"),), page("Service unavailable"), ""),
        (403, (), page("Error 1020", "challenge-cloudflare-page"), "cloudflare-page"),
        (521, (), page("Web server is down", "challenge-cloudflare-page"), ""),
        (404, (("Server", "AkamaiGHost"),), page("Not found"), ""),
        (403, (), page("Security check", "challenge-captcha"), "captcha"),
        (403, (), page("Are you human", "robot-check"), "robot check"),
        (403, (), page("Forbidden"), ""),
        (200, (), page("Just a moment", "challenge-cloudflare", "robot-check"), "cloudflare"),
        (200, (), page("", "challenge-akamai"), "akamai"),
        (200, (), page(PROSE, "challenge-cloudflare", "robot-check"), ""),
        (200, (), page(" ".join(["news"] * 60), "challenge-cloudflare"), ""),
        (200, (), page("Are you human", "challenge-captcha", "robot-check"), "captcha"),
        (200, (), page("Write to us", "challenge-captcha"), ""),
        (200, (), page("Are you human", "challenge-captcha", "robot-check", own_links=9), ""),
        (404, (), page("Are you human", "robot-check"), ""),
        (200, (), None, ""),
    ],
)
def test_a_wall_is_told_from_a_page(status: int, headers: tuple[tuple[str, str], ...], shows: Page | None, whose: str) -> None:
    assert is_wall(answer(status, headers=headers), shows) == whose


def test_a_wall_is_blocked_and_beats_the_status() -> None:
    probe = Probe(target=target(), final=answer(404, headers=(("cf-mitigated", "challenge"),)), page=page("x"))
    assert (verdict(probe).verdict, verdict(probe).reason) == (Verdict.BLOCKED, "challenge")


@pytest.mark.parametrize(("status", "text"), [(200, "Not available in your country"), (403, PROSE), (451, PROSE)])
def test_closed_to_our_region_is_blocked(status: int, text: str) -> None:
    judgement = verdict(shown(page(text, "region"), status=status))
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "region")


def test_an_article_about_regions_is_a_page() -> None:
    assert verdict(shown(page(PROSE, "region"))).verdict is Verdict.OK


def test_without_an_answer_there_is_no_wall() -> None:
    assert judge_wall(Probe(target=target())) is None


def test_a_few_words_about_robots_at_every_address_are_a_wall() -> None:
    door = page("Please enable cookies to continue", "robot-check")
    same = {"sibling": door, "sibling_status": 200, "sibling_url": "https://partner.org/deeds/x"}
    assert verdict(shown(door, **same)).reason == "challenge"
    assert verdict(shown(door)).verdict is Verdict.OK


def test_a_closed_site_that_asks_to_wait_is_no_wall() -> None:
    closed = page("Closed for repairs, please wait", "robot-check", "maintenance", "heading-maintenance")
    same = {"sibling": closed, "sibling_status": 200, "sibling_url": "https://partner.org/deeds/x"}
    assert verdict(shown(closed, **same)).reason == "maintenance"
