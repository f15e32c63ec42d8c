"""What a page says is told from what it mentions."""

import pytest

from audit.judging.notices import is_notice, says_nothing_else
from audit.model.probe import Page, Probe
from tests.judging.making import PROSE, page, redirected, shown, target, verdict

FRONT, INNER = "https://partner.org/", "https://partner.org/node/1"
OTHER = " ".join(f"other{number}" for number in range(300))
THIN = " ".join(f"told{number}" for number in range(90))
HONEST: dict[str, object] = {"sibling": page(OTHER), "sibling_status": 404, "sibling_url": "https://partner.org/node/bcdfg"}
SWITCHED_OFF = ("suspended", "heading-suspended")
OWN: dict[str, object] = {"headings": ("Our work",), "own_links": 9}


def everywhere(one: Page) -> dict[str, object]:
    return {"sibling": one, "sibling_status": 200, "sibling_url": "https://partner.org/node/bcdfg", "home": one}


ELSEWHERE = page(THIN, "thin", "region", headings=("Dear visitor",))
"""A page that turns visitors away below a heading of its own."""


@pytest.mark.parametrize(
    ("one", "notice"),
    [
        (page(THIN, "seized", "heading-seized", own_links=9), True),
        (page("It was seized", "seized"), True),
        (page("It was seized", "seized", "title-is-host", headings=("partner.org",)), True),
        (page("It was seized", "seized", headings=("Our ship",)), False),
        (page("It was seized", "seized", own_links=9), False),
        (page(THIN, "seized"), False),
        (page("It was seized"), False),
    ],
)
def test_a_notice_says_so_in_its_head_or_says_nothing_else(one: Page, *, notice: bool) -> None:
    assert is_notice(one, "seized") is notice


def test_a_head_is_no_proof_that_nothing_else_is_said() -> None:
    assert not says_nothing_else(page(THIN, "access-words", "heading-access"), "access-words")


@pytest.mark.parametrize(
    "signals",
    [
        ("seized",),
        ("suspended",),
        ("parked",),
        ("for-sale",),
        ("for-sale", "parked"),
        ("region",),
        ("trouble",),
        ("maintenance",),
        ("maintenance", "site-closed", "text-maintenance"),
        ("default-page",),
        ("access-words",),
        ("access-words", "login-words"),
        ("robot-check",),
        ("robot-check", "challenge-captcha"),
        ("coming-soon",),
        ("text-error", "text-no-results", "heading-error"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("url", [FRONT, INNER])
def test_one_sentence_below_a_heading_of_its_own_condemns_no_page(signals: tuple[str, ...], url: str) -> None:
    assert verdict(shown(page(THIN, *signals, **OWN), url, **HONEST)).verdict == "ok"


@pytest.mark.parametrize("signal", ["seized", "suspended", "parked", "for-sale", "region", "trouble", "maintenance", "robot-check"])
def test_a_site_of_one_page_shows_it_everywhere_and_may_mention_anything(signal: str) -> None:
    one = page(THIN, signal, headings=("Our work",), forms=1)

    assert verdict(shown(one, FRONT, **everywhere(one))).verdict == "ok"


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (shown(page(THIN, *SWITCHED_OFF, own_links=9), INNER, **HONEST), "ok"),
        (shown(page(THIN, *SWITCHED_OFF), INNER, **HONEST), "parked"),
        (redirected("https://other.org/node/1", start=INNER, shown=page(THIN, *SWITCHED_OFF, own_links=9)), "redirected_permanent"),
        (redirected("https://other.org/hold", start=INNER, shown=page(THIN, *SWITCHED_OFF, own_links=9)), "parked"),
        (shown(page(THIN, "default-page", "heading-default-page", own_links=9), INNER, **HONEST), "ok"),
        (shown(page(THIN, "default-page", "heading-default-page"), INNER, **HONEST), "soft_404"),
        (shown(page(THIN, "region", "heading-region", own_links=9), INNER, **HONEST), "blocked"),
        (shown(page(THIN, "region", "heading-region", title="Closed regions"), "https://partner.org/closed-regions", **HONEST), "ok"),
        (shown(page("Not here", "region"), INNER, 404), "broken"),
        (shown(ELSEWHERE, INNER, **everywhere(ELSEWHERE)), "blocked"),
        (shown(ELSEWHERE, INNER, **HONEST), "ok"),
        (shown(page("Error", "trouble", "heading-error", **OWN), INNER, **HONEST), "unstable"),
        (shown(page("Stack trace: #0", "trouble", "crash", **OWN), INNER, **HONEST), "unstable"),
        (shown(page("Closed", "maintenance", "heading-maintenance", "text-maintenance", **OWN), INNER, **HONEST), "ok"),
        (shown(page("Closed", "maintenance", "heading-maintenance", "text-maintenance"), INNER, **HONEST), "unstable"),
        (shown(page("Our site is down for maintenance", "maintenance", "site-closed", headings=("Us",)), FRONT), "unstable"),
    ],
)
def test_a_notice_within_a_site_is_weighed_with_what_else_is_known(probe: Probe, word: str) -> None:
    assert verdict(probe).verdict == word


def test_repairs_at_every_address_close_a_site_of_any_navigation() -> None:
    one = page("Closed", "maintenance", "heading-maintenance", **OWN)

    assert verdict(shown(one, FRONT, **everywhere(one))).verdict == "unstable"


@pytest.mark.parametrize(("title", "word"), [("partner.org is parked", "parked"), ("Our work", "redirected_permanent")])
def test_a_market_that_names_what_was_asked_offers_it(title: str, word: str) -> None:
    probe = redirected(
        "https://market.com/", start=FRONT, shown=page("It may be yours", "parked", "for-sale", title=title, headings=(title,))
    )

    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("end", "signals", "word"),
    [
        ("https://other.org/node/1", ("gambling-words",), "redirected_permanent"),
        ("https://other.org/play", ("gambling-words",), "parked"),
        ("https://other.org/node/1", ("spam-words",), "parked"),
    ],
)
def test_a_site_that_moves_takes_its_addresses_along(end: str, signals: tuple[str, ...], word: str) -> None:
    probe = redirected(end, start=INNER, shown=page(PROSE, *signals), sibling_status=403)
    texts = target(INNER, texts=("Annual review",))

    assert verdict(Probe(target=texts, hops=probe.hops, final=probe.final, page=probe.page, sibling_status=403)).verdict == word


@pytest.mark.parametrize(("theirs", "word"), [(("title-not-found", "text-not-found"), "ok"), (("text-not-found",), "soft_404")], ids=str)
def test_a_sentence_is_no_excuse_where_excuses_have_headings(theirs: tuple[str, ...], word: str) -> None:
    one, other = page("It does not exist in Wolof", "text-not-found", headings=("Our book",)), page("Page not found", *theirs)
    beside: dict[str, object] = {"sibling": other, "sibling_status": 200, "sibling_url": "https://partner.org/node/bcdfg"}

    assert verdict(shown(one, INNER, **beside)).verdict == word


@pytest.mark.parametrize(("forms", "word"), [((), "blocked"), (("message-form",), "soft_404")])
def test_a_form_that_wants_to_be_written_in_is_no_wall(forms: tuple[str, ...], word: str) -> None:
    one = page("Write to us", "challenge-captcha", *forms)

    assert verdict(shown(one, INNER, **everywhere(one))).verdict == word
