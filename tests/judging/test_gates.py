"""What stands before a page: gates, doors without words, directories that know better, addresses whose ends are ignored."""

from dataclasses import replace
from typing import Any

import pytest

from audit.judging.doubt import is_headed_by
from audit.model.probe import Page, Probe
from tests.judging.making import PROSE, answer, hop, page, redirected, shown, target, verdict

WINE = "https://partner.org/wines/red"
NUMBERED = "https://partner.org/wines/4711/red"
FEW = "Select your region and language"
HONEST: dict[str, Any] = {"sibling_status": 404, "sibling_url": "https://partner.org/wines/bcdfg"}


def everywhere(one: Page, *, home: Page | None = None) -> dict[str, Any]:
    return {"sibling": one, "sibling_status": 200, "sibling_url": "https://partner.org/wines/bcdfg", "home": home or one}


def led(end: str, one: Page, *, status: int = 301, start: str = WINE, **more: Any) -> Probe:
    return redirected(end, status=status, start=start, shown=one, **more)


@pytest.mark.parametrize(
    ("end", "one", "word"),
    [
        ("https://partner.org/choose-country", page(FEW), "redirected_temporary"),
        ("https://consent.partner.org/?u=1", page(FEW), "redirected_temporary"),
        ("https://partner.org/welcome?next=/wines/red", page(FEW), "redirected_temporary"),
        ("https://partner.org/error?next=/wines/red", page(FEW), "redirected_permanent"),
        ("https://partner.org/hours", page(FEW), "redirected_permanent"),
        ("https://partner.org/choose-country", page(PROSE), "redirected_permanent"),
        ("https://partner.org/choose-country", page(FEW, "text-not-found"), "redirected_permanent"),
        ("https://partner.org/choose-country", page(FEW, content_type="application/pdf"), "redirected_permanent"),
    ],
)
def test_a_redirect_to_a_gate_is_a_detour_whatever_it_calls_itself(end: str, one: Page, word: str) -> None:
    assert verdict(led(end, one, **HONEST)).verdict == word


def test_a_link_to_a_gate_itself_leads_where_it_was_meant_to() -> None:
    start = "https://partner.org/consent"

    assert verdict(led("https://partner.org/consent/", page(FEW), start=start, **HONEST)).verdict == "redirected_permanent"


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (page("Welcome", forms=1), "blocked"),
        (page("Welcome", "consent-words"), "blocked"),
        (page("Welcome"), "soft_404"),
        (page("Welcome", "heading-error", forms=1), "soft_404"),
    ],
)
def test_a_page_to_click_away_at_every_address_hides_what_is_behind(one: Page, word: str) -> None:
    assert verdict(shown(one, WINE, **everywhere(one))).verdict == word


@pytest.mark.parametrize("one", [page("Search", forms=1), page("This address leads nowhere", "consent-words")])
def test_a_form_at_every_address_but_the_front_page_is_no_gate(one: Page) -> None:
    assert verdict(shown(one, WINE, **everywhere(one, home=page(PROSE)))).verdict == "soft_404"


def test_a_front_page_with_its_navigation_at_every_address_is_no_gate() -> None:
    one = page("Green roofs for cities", forms=1, own_links=5)

    assert verdict(shown(one, WINE, **everywhere(one))).verdict == "soft_404"


def test_a_front_page_that_carries_the_way_back_is_no_gate() -> None:
    one, end = page("Green roofs for cities", forms=1, own_links=5), "https://partner.org/?ref=/wines/red"

    assert verdict(led(end, one, **{**everywhere(one), "sibling_url": "https://partner.org/?ref=/wines/bcdfg"})).verdict == "soft_404"


@pytest.mark.parametrize(
    ("url", "more", "signals", "word"),
    [
        ("https://partner.org/2019", {"forms": 1, "password_fields": 1}, (), "blocked"),
        ("https://partner.org/2019", {"forms": 1, "password_fields": 1, "own_links": 9}, (), "ok"),
        ("https://partner.org/2019", {"forms": 1, "password_fields": 1, "own_links": 9}, ("password-words",), "blocked"),
        ("https://partner.org/register", {"forms": 1, "password_fields": 1}, (), "ok"),
        ("https://partner.org/2019", {"forms": 1, "password_fields": 2}, (), "ok"),
        ("https://partner.org/", {"forms": 1, "password_fields": 1}, (), "ok"),
        ("https://partner.org/2019", {"forms": 1}, ("login-words", "heading-login"), "blocked"),
        ("https://partner.org/2019", {"forms": 1}, ("login-words",), "ok"),
        ("https://partner.org/2019", {"own_links": 9}, ("access-words", "heading-access"), "blocked"),
        ("https://partner.org/summer-party", {"own_links": 9, "title": "Summer party"}, ("access-words", "heading-access"), "ok"),
    ],
)
def test_a_form_and_nothing_to_read_is_a_door_in_any_language(url: str, more: dict[str, Any], signals: tuple[str, ...], word: str) -> None:
    assert verdict(shown(page("Digite", *signals, **more), url, **HONEST)).verdict == word


@pytest.mark.parametrize("excuse", ["title-not-found", "heading-not-found", "text-not-found"])
def test_an_excuse_beside_a_box_to_log_in_is_no_door(excuse: str) -> None:
    one = page("It does not exist", excuse, "title-not-found", "heading-not-found", forms=1, password_fields=1, title="Page not found")

    assert verdict(shown(one, WINE, **HONEST)).verdict == "soft_404"


def test_a_door_that_first_wants_a_name_is_shown_by_every_address() -> None:
    one = page("To continue", "heading-login", own_links=0)

    assert verdict(shown(one, WINE, **everywhere(one))).reason == "login"
    assert verdict(shown(one, WINE, **HONEST)).verdict == "ok"
    assert verdict(shown(replace(one, words=60), WINE, **everywhere(one))).verdict != "blocked"
    assert verdict(shown(one, "https://partner.org/", **everywhere(one))).verdict == "ok"


def test_what_every_address_says_of_access_counts_twice() -> None:
    one = page("For members", "access-words", own_links=9)

    assert verdict(shown(one, WINE, **everywhere(one))).reason == "login"


@pytest.mark.parametrize(
    ("status", "one", "word"),
    [
        (200, page("", "script-shell"), "ok"),
        (401, page("", "script-shell"), "blocked"),
        (403, page(PROSE), "blocked"),
        (500, page(PROSE), "ok"),
        (404, page("", "script-shell"), "soft_404"),
    ],
)
def test_a_directory_knows_better_than_pages_that_look_alike(status: int, one: Page, word: str) -> None:
    probe = shown(one, WINE, **everywhere(one, home=page("")))

    assert verdict(replace(probe, service_status=status)).verdict == word


def test_a_directory_that_did_not_answer_leaves_an_excuse_its_meaning() -> None:
    one = page("It does not exist", "title-not-found", "heading-not-found", "text-not-found", title="Page not found")
    probe = shown(one, WINE, **everywhere(one, home=page(PROSE)))

    assert verdict(replace(probe, exchanges=(*probe.exchanges, answer(429, purpose="directory")), service_status=429)).verdict == "soft_404"


def test_a_directory_that_did_not_answer_leaves_likeness_without_meaning() -> None:
    probe = shown(page(PROSE), WINE, **everywhere(page(PROSE)))

    assert verdict(replace(probe, exchanges=(*probe.exchanges, answer(purpose="directory")))).verdict == "ok"


@pytest.mark.parametrize(
    ("elsewhere", "status", "word"),
    [
        (None, 404, "ok"),
        (page(PROSE), 200, "ok"),
        (page("White mug"), 200, "soft_404"),
        (None, None, "soft_404"),
        (None, 503, "soft_404"),
    ],
)
def test_where_a_number_in_the_address_counts_its_end_proves_nothing(elsewhere: Page | None, status: int | None, word: str) -> None:
    one = page("White mug")
    probe = shown(one, NUMBERED, **everywhere(one, home=page(PROSE)), elsewhere=elsewhere, elsewhere_status=status)

    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("https://partner.org/questions/12/how-to", "ok"),
        ("https://partner.org/p-4711/mug", "ok"),
        ("https://partner.org/dp/B00X4W/mug", "ok"),
        ("https://partner.org/blog/gone-post", "soft_404"),
        ("https://partner.org/blog/2019/05/03/gone-post", "soft_404"),
        ("https://partner.org/2019-05-03/gone-post", "soft_404"),
        ("https://partner.org/v2/docs/gone", "soft_404"),
    ],
)
def test_only_the_number_of_a_thing_tells_which_page_it_is(url: str, word: str) -> None:
    one = page("White mug")

    assert verdict(shown(one, url, **everywhere(one, home=page(PROSE)), elsewhere_status=404)).verdict == word


def test_an_excuse_is_not_the_page_that_a_number_tells() -> None:
    one = page("Nothing here", "text-not-found")

    assert verdict(shown(one, NUMBERED, **everywhere(one, home=page(PROSE)), elsewhere_status=404)).verdict == "soft_404"


@pytest.mark.parametrize(
    ("end", "word"), [("https://partner.org/wines/4711/white", "redirected_permanent"), ("https://partner.org/wines/4711/", "soft_404")]
)
def test_a_server_that_puts_the_end_of_an_address_right_is_honest(end: str, word: str) -> None:
    one = page("White mug")
    rest = {**everywhere(one, home=page(PROSE)), "sibling_url": end}

    assert verdict(led(end, one, start=NUMBERED, elsewhere_status=404, **rest)).verdict == word


def test_a_line_that_asks_for_scripts_is_drawn_by_them() -> None:
    one = page("This application needs JavaScript", scripts=1)

    assert verdict(shown(one, WINE, **everywhere(one))).reason == "script-only"


@pytest.mark.parametrize(("end", "reason"), [("/climate-challenge/apply/", "redirect-loop"), ("/showcaptcha", "challenge")])
def test_a_circle_at_the_address_of_a_contest_is_broken(end: str, reason: str) -> None:
    link, end = "https://partner.org/climate-challenge/apply", "https://partner.org" + end
    probe = Probe(target=target(link), hops=(hop(link, end), hop(end, link)), final=answer(301, link), loop=True)

    assert verdict(probe).reason == reason


def test_a_circle_through_a_check_for_robots_is_a_wall() -> None:
    hops = (hop(WINE, "https://partner.org/showcaptcha"), hop("https://partner.org/showcaptcha", WINE))
    probe = Probe(target=target(WINE), hops=hops, final=answer(302, WINE), exchanges=(answer(302, WINE),), loop=True)

    assert verdict(probe).verdict == "blocked"


@pytest.mark.parametrize(("links", "word"), [(0, "parked"), (9, "ok")])
def test_a_bare_name_that_speaks_of_domains_at_every_address_has_no_site(links: int, word: str) -> None:
    one = page("Domén", "title-is-host", "domain-words", own_links=links)

    assert verdict(shown(one, "https://partner.org/", **everywhere(one))).verdict == word


@pytest.mark.parametrize(
    ("file", "one", "word"),
    [
        ("harbour.png", page("No pictures here"), "soft_404"),
        ("harbour.png", page("", "script-shell", scripts=1), "ok"),
        ("harbour.png", page("The harbour", images=1), "ok"),
        ("plan.pdf", page("No documents here"), "ok"),
    ],
)
def test_a_picture_needs_an_element_to_be_seen(file: str, one: Page, word: str) -> None:
    assert verdict(shown(one, f"https://partner.org/i/{file}", **HONEST)).verdict == word


@pytest.mark.parametrize(("heading", "word"), [("404", "soft_404"), ("Model 404", "ok")])
def test_a_number_alone_above_a_few_words_is_an_excuse(heading: str, word: str) -> None:
    one = page("Back", "heading-not-found", headings=(heading,), title="Partner")

    assert verdict(shown(one, WINE, **HONEST)).verdict == word


@pytest.mark.parametrize(
    ("title", "headings", "made"),
    [
        ("Red wines and seed saving", ("Welcome",), False),
        ("Partner", ("Red wines",), True),
        ("Red wines", (), True),
    ],
)
def test_a_front_page_that_names_every_subject_is_made_for_none(title: str, headings: tuple[str, ...], made: bool) -> None:
    assert is_headed_by(page(PROSE, title=title, headings=headings), WINE) is made


def test_one_excuse_is_not_counted_twice() -> None:
    one = page("Nothing found", "text-no-results", "text-not-found")

    assert verdict(shown(one, WINE, **HONEST)).verdict == "ok"
