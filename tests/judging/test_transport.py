import pytest

from audit.model.probe import HopKind, Probe, Reason
from audit.model.verdict import Judgement, Verdict
from tests.judging.making import answer, failed, hop, page, shown, target, verdict


def with_failure(reason: Reason, code: str = "", **more: object) -> Probe:
    final = failed(reason, code)
    return Probe(target=target(), final=final, exchanges=(final,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        (Reason.NAME_NOT_FOUND, "broken"),
        (Reason.NAME_NO_ADDRESS, "broken"),
        (Reason.NAME_SERVER_FAILED, "unstable"),
        (Reason.NAME_TIMEOUT, "unstable"),
        (Reason.CONNECT_TIMEOUT, "unstable"),
        (Reason.CONNECT_REFUSED, "unstable"),
        (Reason.UNREACHABLE, "unstable"),
        (Reason.TLS_TIMEOUT, "unstable"),
        (Reason.TLS_HANDSHAKE, "unstable"),
        (Reason.CONNECTION_LOST, "unstable"),
        (Reason.ANSWER_TIMEOUT, "unstable"),
        (Reason.PROTOCOL, "unstable"),
        (Reason.BUDGET, "unstable"),
        (Reason.FORBIDDEN_ADDRESS, "unsafe"),
        (Reason.FORBIDDEN_PORT, "unsafe"),
        (Reason.ROBOTS, "blocked"),
        (Reason.INTERNAL, "not_checked"),
    ],
)
def test_a_failure_without_an_answer_has_its_verdict_and_names_itself(reason: Reason, word: str) -> None:
    judgement = verdict(with_failure(reason))
    assert (judgement.verdict, judgement.reason) == (word, reason.value)


def test_every_reason_has_a_verdict() -> None:
    assert all(verdict(with_failure(reason)).verdict for reason in Reason)


def test_a_target_that_was_not_asked_is_not_checked() -> None:
    assert verdict(Probe(target=target())).verdict is Verdict.NOT_CHECKED


def test_a_refused_address_tells_nothing_of_what_is_there() -> None:
    one, other = (verdict(with_failure(reason, "x")) for reason in (Reason.FORBIDDEN_ADDRESS, Reason.FORBIDDEN_ADDRESS))
    assert one == other
    assert "told" not in one.detail


def test_a_bad_certificate_with_nothing_behind_it_says_what_is_bad() -> None:
    judgement = verdict(with_failure(Reason.TLS_CERTIFICATE, "cert-expired"))
    assert (judgement.verdict, judgement.reason) == (Verdict.UNSTABLE, "cert-expired")
    assert verdict(with_failure(Reason.TLS_CERTIFICATE)).reason == "tls-certificate"


def test_a_server_that_wants_our_certificate_is_a_door() -> None:
    judgement = verdict(with_failure(Reason.TLS_HANDSHAKE, "client-certificate"))
    assert (judgement.verdict, judgement.reason) == (Verdict.BLOCKED, "auth-required")


def test_redirects_without_an_end_are_broken_and_told_apart() -> None:
    circle = (hop("https://a.org/a", "https://a.org/b"), hop("https://a.org/b", "https://a.org/a"))
    growing = (hop("https://a.org/a", "https://a.org/a?n=1"), hop("https://a.org/a?n=1", "https://a.org/a?n=2"))
    final = answer(301)
    for hops, reason in ((circle, "redirect-loop"), (growing, "too-many-redirects"), ((), "too-many-redirects")):
        judgement = verdict(Probe(target=target("https://a.org/a"), hops=hops, final=final, loop=True))
        assert (judgement.verdict, judgement.reason) == (Verdict.BROKEN, reason)


def test_scripts_that_lead_in_circles_prove_nothing() -> None:
    hops = (hop("https://a.org/a", "https://a.org/a?i=1", 200, kind=HopKind.SCRIPT, permanent=False),)
    assert verdict(Probe(target=target("https://a.org/a"), hops=hops, final=answer(), loop=True)).verdict is Verdict.BLOCKED


@pytest.mark.parametrize(
    ("refused", "word", "reason"),
    [
        (Judgement(verdict=Verdict.UNSAFE, reason="internal-address"), "unsafe", "internal-address"),
        (Judgement(verdict=Verdict.UNSUPPORTED, reason="scheme-mailto"), "unsupported", "scheme-mailto"),
        (Judgement(verdict=Verdict.UNSUPPORTED, reason="scheme-javascript"), "broken", "redirect-invalid"),
        (Judgement(verdict=Verdict.INVALID, reason="malformed"), "broken", "redirect-invalid"),
        (Judgement(verdict=Verdict.BROKEN, reason="reserved-name"), "broken", "reserved-name"),
    ],
)
def test_a_redirect_that_nobody_can_follow(refused: Judgement, word: str, reason: str) -> None:
    probe = Probe(target=target(), hops=(hop("https://partner.org/deeds/report", "odd:thing"),), final=answer(302), refused=refused)
    judgement = verdict(probe)
    assert (judgement.verdict, judgement.reason) == (word, reason)


def test_a_refusal_without_a_hop_still_has_a_verdict() -> None:
    refused = Judgement(verdict=Verdict.INVALID, reason="malformed")
    assert verdict(shown(page(), refused=refused)).verdict is Verdict.BROKEN
