"""Pages that work: where they live, how safely, and what is worth knowing of them."""

from dataclasses import replace

import pytest

from audit.judging import judge_unchanged, paths
from audit.judging.similarity import likeness
from audit.model.probe import Certificate, Probe, Reason
from audit.model.sketch import sketch, words_of
from audit.model.verdict import FragmentState, Judgement, Verdict
from tests.judging.making import NOW, PROSE, answer, failed, hop, page, redirected, shown, target, verdict

DAY = 86_400
ASKED = "https://partner.org/deeds/report"


def test_a_page_at_its_address_is_ok() -> None:
    judgement = verdict(shown(page()))
    assert (judgement.verdict, judgement.reason, judgement.final_url, judgement.suggest) == (Verdict.OK, "status-200", None, None)


@pytest.mark.parametrize(
    ("end", "status", "word", "advice"),
    [
        ("https://partner.org/new", 301, "redirected_permanent", True),
        ("https://partner.org/new", 308, "redirected_permanent", True),
        ("https://partner.org/new", 302, "redirected_temporary", False),
        ("https://partner.org/new;jsessionid=1", 301, "redirected_permanent", False),
        ("https://partner.org/new?sessionid=1", 301, "redirected_permanent", False),
        ("https://partner.org/new?next=/deeds/report", 301, "redirected_permanent", False),
        ("https://partner.org/find?q=report", 301, "redirected_permanent", False),
        ("http://partner.org/new", 301, "redirected_permanent", False),
        ("https://partner.org/" + "x" * 600, 301, "redirected_permanent", False),
        (ASKED + "#part", 301, "ok", False),
    ],
)
def test_advice_is_given_where_it_will_keep(end: str, status: int, word: str, advice: bool) -> None:
    judgement = verdict(redirected(end, status=status))
    assert judgement.verdict == word
    assert (judgement.suggest == end) is advice
    assert judgement.final_url == (None if word == "ok" else end)


def test_one_temporary_hop_makes_the_whole_temporary() -> None:
    hops = (hop(ASKED, "https://partner.org/b", 302), hop("https://partner.org/b", "https://partner.org/c", 301))
    judgement = verdict(Probe(target=target(), hops=hops, final=answer(url="https://partner.org/c"), page=page()))
    assert judgement.verdict is Verdict.REDIRECTED_TEMPORARY
    assert "2 in all" in judgement.detail


def test_a_persistent_identifier_stays() -> None:
    judgement = verdict(redirected("https://press.org/x", start="https://doi.org/10.1/x"))
    assert (judgement.verdict, judgement.suggest) == (Verdict.REDIRECTED_TEMPORARY, None)


def test_a_page_behind_a_bad_certificate_is_insecure_and_a_missing_one_is_broken() -> None:
    bad = failed(Reason.TLS_CERTIFICATE, "cert-expired", detail="certificate has expired")
    look = answer(verified=False, purpose="unverified")
    probe = Probe(target=target(), exchanges=(bad, look), final=look, page=page(), unverified=look)
    assert (verdict(probe).verdict, verdict(probe).reason) == (Verdict.INSECURE, "cert-expired")
    gone = replace(probe, final=replace(look, status=404))
    assert verdict(gone).verdict is Verdict.BROKEN


def test_an_old_handshake_is_insecure_too() -> None:
    bad = failed(Reason.TLS_HANDSHAKE, "tls-weak", detail="")
    look = answer(verified=False, purpose="unverified")
    assert verdict(Probe(target=target(), exchanges=(bad, look), final=look, page=page())).reason == "tls-legacy"


def test_a_failed_second_look_is_no_fault_of_the_page() -> None:
    aside = failed(Reason.TLS_CERTIFICATE, "cert-expired", purpose="upgrade")
    assert verdict(Probe(target=target(), exchanges=(answer(), aside), final=answer(), page=page())).verdict is Verdict.OK


def test_credentials_in_the_link_are_insecure() -> None:
    judgement = verdict(shown(page(), target=target(ASKED, credentials=True)))
    assert (judgement.verdict, judgement.reason) == (Verdict.INSECURE, "credentials-in-link")
    assert "credentials" in judgement.notes


def test_http_that_works_by_https_too_is_ok_with_advice() -> None:
    judgement = verdict(shown(page(), "http://partner.org/x", https_works=True))
    assert (judgement.verdict, judgement.suggest) == (Verdict.OK, "https://partner.org/x")
    assert "https-available" in judgement.notes


def test_http_that_does_not_answer_while_https_does_is_insecure() -> None:
    final = failed(Reason.CONNECT_REFUSED, url="http://partner.org/x")
    judgement = verdict(Probe(target=target("http://partner.org/x"), exchanges=(final,), final=final, https_works=True))
    assert (judgement.verdict, judgement.reason, judgement.suggest) == (Verdict.INSECURE, "https-available", "https://partner.org/x")
    unknown = failed(Reason.NAME_NOT_FOUND, url="http://partner.org/x")
    assert verdict(Probe(target=target("http://partner.org/x"), final=unknown, https_works=True)).verdict is Verdict.BROKEN


def test_a_neighbouring_address_that_answers_is_suggested() -> None:
    assert verdict(shown(page("x"), status=404, alternative="https://partner.org/deeds")).suggest == "https://partner.org/deeds"


@pytest.mark.parametrize(("begun", "left", "soon"), [(80, 5, True), (80, 20, False), (3, 3, False), (300, 13, True), (40, -1, False)])
def test_a_certificate_is_near_its_end_by_its_own_lifetime(begun: int, left: int, soon: bool) -> None:
    certificate = Certificate(not_before=NOW - begun * DAY, not_after=NOW + left * DAY)
    judgement = verdict(shown(page(), final=answer(certificate=certificate)))
    assert ("cert-expires-soon" in judgement.notes) is soon
    assert (judgement.verdict is Verdict.INSECURE) is soon


def test_a_moved_page_keeps_its_verdict_when_the_certificate_runs_out() -> None:
    certificate = Certificate(not_before=NOW - 80 * DAY, not_after=NOW + 5 * DAY)
    probe = redirected("https://partner.org/new")
    judgement = verdict(replace(probe, final=answer(url="https://partner.org/new", certificate=certificate)))
    assert judgement.verdict is Verdict.REDIRECTED_PERMANENT
    assert "cert-expires-soon" in judgement.notes


def test_redirects_are_described() -> None:
    assert "trivial" in verdict(redirected("https://www.partner.org/deeds/report/")).notes
    assert "other-site" in verdict(redirected("https://other.org/deeds/report")).notes
    assert {"http-to-https", "trivial"} <= set(verdict(redirected(ASKED, start="http://partner.org/deeds/report")).notes)
    through = (
        hop(ASKED, "http://partner.org/b"),
        hop("http://partner.org/b", "https://partner.org/c"),
        hop("https://partner.org/c", "https://partner.org/d"),
    )
    judgement = verdict(Probe(target=target(), hops=through, final=answer(url="https://partner.org/d"), page=page()))
    assert {"insecure-hop", "redirect-chain"} <= set(judgement.notes)


def test_what_else_is_worth_knowing_is_noted() -> None:
    slow = answer(ms=9_000)
    assert "slow" in verdict(shown(page(), final=slow, exchanges=(slow,))).notes
    assert "content-not-analysed" in verdict(shown(page(analysed=False))).notes
    assert "script-only" in verdict(shown(page("", "script-shell", scripts=1))).notes
    assert "consent" in verdict(redirected("https://consent.org/", status=302, shown=page("report: accept cookies", "consent-words"))).notes


@pytest.mark.parametrize(
    ("known", "left", "word", "noted"),
    [
        (Judgement(verdict=Verdict.OK, reason="status-200"), 5, Verdict.INSECURE, True),
        (Judgement(verdict=Verdict.OK, reason="status-200"), 50, Verdict.OK, False),
        (
            Judgement(verdict=Verdict.REDIRECTED_PERMANENT, reason="redirect", notes=("cert-expires-soon",)),
            50,
            "redirected_permanent",
            False,
        ),
        (Judgement(verdict=Verdict.REDIRECTED_PERMANENT, reason="redirect"), 5, "redirected_permanent", True),
    ],
)
def test_a_page_that_has_not_changed_may_have_another_certificate(known, left, word, noted) -> None:
    """Else a renewal would be noticed only when the page is read as a whole, and so would its absence."""
    certificate = Certificate(not_before=NOW - 80 * DAY, not_after=NOW + left * DAY)
    unchanged = Probe(target=target(), final=answer(304, certificate=certificate), unchanged=True)
    judgement = judge_unchanged(unchanged, known, now=NOW)

    assert judgement.verdict == word
    assert ("cert-expires-soon" in judgement.notes) is noted


@pytest.mark.parametrize(
    ("fragment", "state"),
    [
        ("there", FragmentState.FOUND),
        ("nowhere", FragmentState.MISSING),
        ("!/route", FragmentState.NOT_APPLICABLE),
        ("a/b", FragmentState.NOT_APPLICABLE),
        ("clear=1", FragmentState.NOT_APPLICABLE),
        ("L10-L20", FragmentState.UNVERIFIABLE),
        (":~:text=x", FragmentState.MISSING),
    ],
)
def test_a_fragment_is_looked_for_where_it_can_be(fragment: str, state: FragmentState) -> None:
    probe = shown(page(anchors=("there",)), target=target(ASKED, fragments=(fragment,)))
    assert verdict(probe).fragment(fragment) is state


def test_a_fragment_cannot_be_told_when_the_page_was_not_seen_whole() -> None:
    asked = target(ASKED, fragments=("end",))
    assert verdict(shown(page(), target=asked, final=answer(body_complete=False))).fragment("end") is FragmentState.UNVERIFIABLE
    assert verdict(shown(page("", "script-shell", scripts=1), target=asked)).fragment("end") is FragmentState.UNVERIFIABLE


def test_a_fragment_has_no_meaning_without_a_page() -> None:
    asked = target(ASKED, fragments=("end",))
    for probe in (shown(page(), target=asked, status=404), shown(page(content_type="video/mp4"), target=asked), Probe(target=asked)):
        assert verdict(probe).fragment("end") is FragmentState.NOT_APPLICABLE
    moved = replace(redirected("https://partner.org/new#other"), target=asked)
    assert verdict(moved).fragment("end") is FragmentState.NOT_APPLICABLE
    kept = replace(redirected("https://partner.org/new", shown=page(anchors=("end",))), target=asked)
    assert verdict(kept).fragment("end") is FragmentState.FOUND


def test_likeness_grows_with_what_two_texts_share() -> None:
    same = sketch(words_of(PROSE))
    half = sketch(words_of(" ".join(PROSE.split()[:150] + ["other"] * 3 + [f"x{n}" for n in range(147)])))
    assert likeness(same, same) == 1.0
    assert 0.1 < likeness(same, half) < 0.7
    assert likeness(same, ()) == 0.0
    assert likeness((), ()) == 1.0


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://a.org/", True),
        ("https://a.org/de/", True),
        ("https://a.org/index.html", True),
        ("https://a.org/?p=1", False),
        ("https://a.org/x", False),
        ("https://a.org/new", False),
        ("https://a.org/go/", False),
    ],
)
def test_a_front_page_is_known_by_its_address(url: str, front: bool) -> None:
    assert paths.is_front(url) is front


def test_an_address_carries_the_way_back_or_not() -> None:
    assert paths.returns_to("https://l.org/?next=https%3A%2F%2Fa.org%2F", "https://a.org/")
    assert not paths.returns_to("https://l.org/?x=1", "https://a.org/")
    assert paths.is_error("https://a.org/x?aspxerrorpath=/y")
