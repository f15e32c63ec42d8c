"""Pages of success that are doors, parked names, thefts, excuses, or servers in trouble."""

from dataclasses import replace

import pytest

from audit.judging import access, parked, soft_404, trouble
from audit.judging.absence import KINDS, Case
from audit.judging.doubt import is_about, is_doubtful
from audit.model.probe import Exchange, Page, Probe
from audit.model.verdict import Verdict
from tests.judging.making import NOW, PROSE, answer, page, redirected, shown, target, verdict

ASKED = "https://partner.org/deeds/report"
OTHER = " ".join(f"other{number}" for number in range(300))


def sibling(one: Page | None, status: int = 200, url: str = "https://partner.org/deeds/bcdfg") -> dict[str, object]:
    return {"sibling": one, "sibling_status": status, "sibling_url": url}


LANDER = page("", scripts=1)
"""The page for visitors of a parked name: scripts, and not a word."""


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (redirected("https://partner.org/login?next=%2Fdeeds%2Freport", shown=page("Log in", "login-words", password_fields=1)), "blocked"),
        (redirected("https://accounts.other.org/x?continue=https%3A%2F%2Fpartner.org%2Fdeeds%2Freport", shown=page("Welcome")), "blocked"),
        (shown(page("Sign in", "login-words", password_fields=1)), "blocked"),
        (shown(page("You need access", "access-words", "login-words")), "blocked"),
        (shown(page("Members only", "access-words", own_links=9)), "ok"),
        (shown(page(PROSE, password_fields=1)), "ok"),
        (shown(page("Hello", "login-words")), "ok"),
        (shown(page("Log in", "login-words", password_fields=1), "https://partner.org/login"), "ok"),
        (redirected("https://partner.org/age?next=/deeds/report", status=302, shown=page("Are you over 18?")), "redirected_temporary"),
        (redirected("https://partner.org/", start="https://partner.org/?next=x", shown=page(PROSE)), "redirected_permanent"),
    ],
)
def test_a_door_needs_two_kinds_of_evidence(probe: Probe, word: str) -> None:
    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (shown(page("Related searches", "parking-sedo", "parked")), "parked"),
        (redirected("https://partner.org/lander", shown=LANDER, **sibling(LANDER, url="https://partner.org/lander")), "parked"),
        (redirected("https://partner.org/lander", shown=page()), "redirected_permanent"),
        (redirected("http://ww1.partner.org/deeds/report", shown=page("Related searches", "parked")), "parked"),
        (redirected("https://market.com/profile?d=partner.org", shown=page("partner.org is for sale", "for-sale")), "parked"),
        (shown(page("partner.org has been registered", "parked", "title-is-host")), "parked"),
        (shown(page("for sale and parked", "parked", "for-sale")), "parked"),
        (shown(page("for sale", "for-sale"), **sibling(page("for sale"))), "parked"),
        (shown(page("for sale", "for-sale"), **sibling(page(OTHER), 404)), "ok"),
        (shown(page(PROSE, "parked", "for-sale")), "ok"),
        (shown(page("Seized", "seized")), "parked"),
        (shown(page(PROSE, "seized", "suspended")), "ok"),
        (redirected("https://partner.org/cgi-sys/suspendedpage.cgi", shown=page("Account suspended", "suspended")), "broken"),
        (redirected("https://registrar.com/suspended?d=partner.org", shown=page("Suspended", "suspended")), "parked"),
        (shown(page(" ".join(["pupil"] * 90), "suspended", own_links=8)), "ok"),
        (shown(page("A short article about names that were seized", "seized", own_links=8)), "ok"),
        (shown(page("Coming soon", "coming-soon"), **sibling(page("Coming soon"))), "parked"),
        (shown(page("Coming soon", "coming-soon"), "https://partner.org/", **sibling(page("Coming soon"))), "ok"),
    ],
)
def test_a_parked_name_needs_two_kinds_of_evidence(probe: Probe, word: str) -> None:
    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (redirected("https://casino.com/", shown=page(PROSE, "spam-words")), "parked"),
        (shown(page(PROSE, "spam-words"), "https://partner.org/method.pdf"), "parked"),
        (shown(page(PROSE, "spam-words"), **sibling(page(PROSE))), "parked"),
        (shown(page(PROSE, "spam-words"), "https://partner.org/", **sibling(page(PROSE))), "parked"),
        (shown(page(PROSE, "spam-words", "gambling-words"), "https://partner.org/"), "parked"),
        (shown(page(PROSE, "spam-words", "gambling-words"), "https://partner.org/", **sibling(page(OTHER), 404)), "ok"),
        (shown(page(PROSE, "gambling-words"), "https://partner.org/"), "ok"),
        (shown(page(PROSE, "spam-words"), target=target(ASKED, texts=("Water programme",))), "parked"),
        (shown(page("Word1 water " + PROSE, "spam-words"), target=target(ASKED, texts=("Water programme",))), "ok"),
    ],
)
def test_a_theft_needs_two_kinds_of_evidence(probe: Probe, word: str) -> None:
    judgement = verdict(probe)
    assert judgement.verdict == word
    assert word != "parked" or judgement.reason == "hijacked"


BRIEF = page("Well 7, forty metres", "script-shell", scripts=2)
SORRY = page("Sorry, not here", "script-shell", "text-not-found", scripts=2, own_links=9)
LOADING = page("Loading: reload if nothing is found", "script-shell", "text-not-found", scripts=2)
OF_NO_PAGE = page("Nobody lives here", "template-not-found", "script-shell", scripts=2, own_links=9)
NEARLY_EMPTY = page("Back", "script-shell", scripts=2)
QUOTING = page(
    "Page not found at /deeds/report",
    *("title-not-found", "heading-not-found"),
    title="Page not found at /deeds/report",
    headings=("Page not found",),
)
EXCUSE = ("Page not found. It may have been moved.", "title-not-found", "heading-not-found", "text-not-found")


@pytest.mark.parametrize(
    ("probe", "word"),
    [
        (shown(page(*EXCUSE)), "soft_404"),
        (shown(page("Lost", "title-not-found")), "ok"),
        (shown(page(PROSE, "title-not-found", "heading-not-found")), "ok"),
        (shown(page("Oops", "title-not-found"), **sibling(page("Oops"))), "soft_404"),
        (
            shown(page("Oops a", "title-not-found", "text-not-found"), **sibling(page("Quite different words here", "title-not-found"))),
            "soft_404",
        ),
        (shown(page(PROSE), **sibling(page(PROSE)), home=page(PROSE)), "soft_404"),
        (shown(page(PROSE, canonical="https://partner.org/"), **sibling(page(PROSE))), "soft_404"),
        (shown(page(PROSE), **sibling(page(PROSE))), "ok"),
        (shown(page(PROSE), "https://partner.org/", **sibling(page(PROSE)), home=page(PROSE)), "ok"),
        (shown(page("", "body-status-not-found", "text-not-found", content_type="application/json")), "soft_404"),
        (shown(page("The document has been moved", "text-not-found"), "https://partner.org/r.pdf"), "soft_404"),
        (shown(page("The document", frames=1), "https://partner.org/r.pdf"), "ok"),
        (shown(page(" ".join(["scan"] * 70), "title-not-found", images=1), "https://partner.org/r.pdf"), "ok"),
        (shown(page("Gone", "text-withdrawn")), "ok"),
        (shown(page("Gone", "text-withdrawn"), **sibling(page("Gone"))), "soft_404"),
        (redirected("https://partner.org/search?q=report", shown=page("0 results", "text-no-results")), "soft_404"),
        (redirected("https://partner.org/error", shown=page("Sorry", "text-error", "heading-error")), "soft_404"),
        (redirected("https://partner.org/", shown=page(PROSE)), "soft_404"),
        (redirected("https://partner.org/", shown=page("The report of the year. " + PROSE)), "redirected_permanent"),
        (
            redirected(
                "https://partner.org/",
                shown=page("The report. " + PROSE),
                **sibling(page("The report. " + PROSE), url="https://partner.org/"),
            ),
            "soft_404",
        ),
        (redirected("https://partner.org/deeds/", shown=page(PROSE), **sibling(page(PROSE), url="https://partner.org/deeds/")), "soft_404"),
        (redirected("https://partner.org/deeds/", shown=page(PROSE), **sibling(page(OTHER), 404)), "redirected_permanent"),
        (
            redirected(
                "https://partner.org/en/",
                start="https://partner.org/",
                shown=page(PROSE),
                **sibling(page(PROSE), url="https://partner.org/en/"),
            ),
            "redirected_permanent",
        ),
        (
            redirected("https://gifts.com/", start="https://partner.org/donate", shown=page(PROSE), **sibling(page(OTHER), 404)),
            "redirected_permanent",
        ),
        (redirected("https://donate.org/", start="https://partner.org/donate", shown=page(PROSE)), "redirected_permanent"),
        (redirected("https://gifts.com/", start="https://partner.org/donate", shown=page(PROSE)), "soft_404"),
        (redirected("https://partner.org/", start="https://partner.org/2024/", shown=page(PROSE)), "redirected_permanent"),
        (
            redirected(
                "https://partner.org/find?q=a",
                shown=page(PROSE, "text-no-results"),
                **sibling(page(PROSE), url="https://partner.org/find?q=b"),
            ),
            "soft_404",
        ),
        (
            redirected("https://partner.org/find?q=a", shown=page(PROSE), **sibling(page(OTHER), url="https://partner.org/find?q=b")),
            "redirected_permanent",
        ),
        (redirected("https://partner.org/new", shown=page("Error", "heading-error", "text-not-found")), "soft_404"),
        (redirected("https://partner.org/error", shown=page("Server error", "trouble", "heading-trouble", "heading-error")), "soft_404"),
        (redirected("https://partner.org/error", shown=page("Stack trace", "trouble", "crash")), "unstable"),
        (redirected("https://partner.org/new", shown=page("Server error", "trouble", "heading-trouble")), "unstable"),
        (shown(page("", "script-shell", "text-not-found", scripts=2), **sibling(page("", scripts=2, title="x"))), "ok"),
        (shown(page("", "script-shell", scripts=2), **sibling(page("", scripts=2))), "blocked"),
        (shown(BRIEF, "https://partner.org/wells/7/kitui", **sibling(BRIEF), elsewhere=page(OTHER), elsewhere_status=404), "ok"),
        (shown(BRIEF, "https://partner.org/wells/kitui", **sibling(BRIEF)), "blocked"),
        (shown(SORRY, **sibling(SORRY)), "soft_404"),
        (shown(LOADING, **sibling(LOADING)), "blocked"),
        (redirected("https://partner.org/error", shown=NEARLY_EMPTY, **sibling(NEARLY_EMPTY, url="https://partner.org/error")), "soft_404"),
        (
            redirected("https://partner.org/find?q=report", shown=page("No hits", "script-shell", "text-no-results", scripts=2)),
            "soft_404",
        ),
        (shown(page("Not found", "only-not-found", "text-not-found")), "soft_404"),
        (shown(page("Nobody lives here", "template-not-found"), **sibling(page(OTHER), 404)), "soft_404"),
        (shown(OF_NO_PAGE, **sibling(OF_NO_PAGE)), "soft_404"),
        (shown(page("A net art work", "template-not-found", title="The report: deeds"), **sibling(page(OTHER), 404)), "ok"),
        (shown(page("Not found", "only-not-found", "text-not-found"), "https://partner.org/not-found", **sibling(page(OTHER), 404)), "ok"),
        (shown(QUOTING, "https://partner.org/deeds/report", **sibling(page(OTHER), 404)), "soft_404"),
        (shown(page("", "script-shell", scripts=2), "https://partner.org/chart.png", **sibling(page("", scripts=2))), "soft_404"),
        (shown(page("Welcome to nginx", "default-page")), "soft_404"),
        (shown(page("Welcome to nginx", "default-page", own_links=9), "https://partner.org/"), "ok"),
        (shown(page(PROSE, "default-page")), "ok"),
        (shown(page("", all_words=0, length=0)), "soft_404"),
        (shown(page("", all_words=0, length=900)), "soft_404"),
        (shown(page("", all_words=0, length=900_000)), "ok"),
        (shown(page("", all_words=0, length=0), final=answer(200, method="HEAD")), "ok"),
        (shown(page("", all_words=0, length=0), final=answer(200, body_complete=False)), "ok"),
        (shown(page("", all_words=0, length=0), status=204), "soft_404"),
        (shown(page("", all_words=0, length=0), status=206), "soft_404"),
        (
            shown(page(PROSE, analysed=False, signals=())) if False else shown(Page(content_type="text/html", analysed=False, length=9)),
            "ok",
        ),
        (shown(page(PROSE), service_status=404), "soft_404"),
        (shown(page(PROSE), service_status=401), "ok"),
    ],
)
def test_a_page_that_is_not_there_needs_two_kinds_of_evidence(probe: Probe, word: str) -> None:
    assert verdict(probe).verdict == word


@pytest.mark.parametrize(
    ("probe", "word", "reason"),
    [
        (shown(page("Fatal error", "trouble")), "unstable", "server-error"),
        (shown(page(" ".join(["error"] * 120), "trouble", own_links=5)), "ok", "status-200"),
        (shown(page("Maintenance", "maintenance")), "unstable", "maintenance"),
        (
            redirected("https://partner.org/maintenance", status=302, shown=page(" ".join(["soon"] * 120), "maintenance")),
            "unstable",
            "maintenance",
        ),
        (shown(page(" ".join(["soon"] * 120), "maintenance")), "ok", "status-200"),
        (shown(page(PROSE, "trouble", "maintenance")), "ok", "status-200"),
    ],
)
def test_a_server_in_trouble_is_unstable(probe: Probe, word: str, reason: str) -> None:
    judgement = verdict(probe)
    assert (judgement.verdict, judgement.reason) == (word, reason)


def test_no_single_kind_of_evidence_carries_the_verdict() -> None:
    everything = page(
        "x", "title-not-found", "heading-not-found", "text-not-found", "body-status-not-found", "text-withdrawn", "text-no-results"
    )
    probe = redirected("https://partner.org/404", shown=everything, **sibling(everything, url="https://partner.org/404"))
    assert all(kind.weight(Case(probe=probe, page=everything)) < soft_404.ENOUGH for kind in KINDS)


@pytest.mark.parametrize(
    "stage",
    [access.judge_access, parked.judge_parked, parked.judge_hijacked, soft_404.judge_soft_404, trouble.judge_trouble, trouble.judge_shell],
)
def test_without_a_page_there_is_nothing_to_say_of_it(stage: object) -> None:
    assert stage(Probe(target=target(), final=answer())) is None  # type: ignore[operator]
    assert stage(Probe(target=target())) is None  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "final", "hops", "asked", "doubtful"),
    [
        (page(PROSE), answer(), (), ASKED, False),
        (page(PROSE, "title-not-found"), answer(), (), ASKED, True),
        (page(PROSE, "parking-sedo"), answer(), (), "https://partner.org/", True),
        (page("short"), answer(), (), ASKED, True),
        (page("short"), answer(), (), "https://partner.org/", False),
        (page("short", content_type="application/pdf"), answer(), (), ASKED, False),
        (page(PROSE), answer(), (), "https://partner.org/a.pdf", True),
        (page(PROSE, frames=1), answer(), (), "https://partner.org/a.pdf", False),
        (page(PROSE, "title-not-found"), answer(404), (), ASKED, False),
        (Page(analysed=False), answer(), (), ASKED, False),
        (page(PROSE), answer(url="https://partner.org/"), redirected("https://partner.org/").hops, ASKED, True),
        (page(PROSE), answer(url="https://partner.org/find?q=1"), redirected("https://partner.org/find?q=1").hops, ASKED, True),
        (page(PROSE), answer(url="https://partner.org/login"), redirected("https://partner.org/login").hops, ASKED, False),
        (page(PROSE), answer(url="https://partner.org/new"), redirected("https://partner.org/new").hops, ASKED, False),
    ],
)
def test_only_doubtful_pages_are_looked_at_twice(one: Page, final: Exchange, hops: tuple, asked: str, doubtful: bool) -> None:
    assert is_doubtful(one, final, hops, asked=asked) is doubtful


def test_a_page_of_no_words_is_like_another_of_the_same_title_and_length() -> None:
    empty = page("", title="x")
    assert verdict(shown(replace(empty, signals=("script-shell",)), **sibling(empty))).verdict is Verdict.BLOCKED
    assert NOW


@pytest.mark.parametrize(
    ("title", "url", "about"),
    [
        ("The river report", "https://partner.org/deeds/river-report", True),
        ("Report of the river work", "https://partner.org/deeds/river-report-2024", True),
        ("Welcome", "https://partner.org/deeds/river-report", False),
        ("River", "https://partner.org/deeds/river-report", False),
        ("River", "https://partner.org/x", False),
    ],
)
def test_a_page_that_takes_up_the_words_of_its_address_was_made_for_it(title: str, url: str, about: bool) -> None:
    assert is_about(page(title=title), url) is about
