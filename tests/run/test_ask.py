"""From a probe to a judged check."""

from dataclasses import replace
from datetime import UTC, datetime

from audit.clock import ClockSetTo
from audit.model.probe import Certificate, Exchange, Page, Probe, Target
from audit.model.standing import PageSeen
from audit.model.verdict import Judgement, Verdict
from audit.run.ask import check_of, judged

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
CLOCK = ClockSetTo.starting(NOW)
DAY = 86_400
TARGET = Target(id="t1_a", key="https://partner.org/a", url="https://partner.org/a", host="partner.org")
SEEN = PageSeen(at=NOW, read_at=NOW, judgement=Judgement(verdict=Verdict.OK, reason="status-200"), excerpt="How it was.", title="Was")


def answered(status: int, *, days: float = 60, text: str = "How it is.", **more) -> Probe:
    certificate = Certificate(not_before=NOW.timestamp() - 80 * DAY, not_after=NOW.timestamp() + days * DAY)
    final = Exchange(method="GET", url=TARGET.url, at=NOW.timestamp(), status=status, certificate=certificate, body_complete=True)
    page = Page(content_type="text/html", title="Is", text=text, words=300, length=3_000)
    return Probe(target=TARGET, final=final, exchanges=(final,), page=page, **more)


def test_a_certificate_near_its_end_is_announced_although_the_page_has_not_changed():
    assert judged(answered(304, days=5, unchanged=True), clock=CLOCK, seen=SEEN).reason == "cert-expires-soon"
    assert judged(answered(304, days=50, unchanged=True), clock=CLOCK, seen=SEEN) == SEEN.judgement


def test_the_beginning_of_a_page_is_remembered_up_to_a_whole_word():
    probe = answered(200, text="word " * 300)
    excerpt = check_of(probe, judged(probe, clock=CLOCK), clock=CLOCK).excerpt

    assert 590 < len(excerpt) <= 600
    assert excerpt.endswith("word")


def test_of_a_page_that_is_not_what_it_was_the_former_one_is_remembered():
    probe = answered(200)
    judgement = judged(probe, clock=CLOCK, seen=SEEN)
    same = check_of(probe, judgement, clock=CLOCK, seen=SEEN)
    other = check_of(probe, replace(judgement, notes=("drifted",)), clock=CLOCK, seen=SEEN)

    assert (same.excerpt, same.title) == ("How it is.", "Is")
    assert (other.excerpt, other.title) == ("How it was.", "Was")
