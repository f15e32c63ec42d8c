"""When a host is believed, and how much of it is tried."""

from audit.model.probe import Page
from audit.probing.trust import Sample, Trust

ABSENT = Page(content_type="text/html", title="Not found", text="There is no such page here. Go back to the front page.", length=900)
OTHER = Page(content_type="text/html", title="Not found", text="We are very busy at the moment, and ask for your patience.", length=800)


def how_many_tests(trust: Trust, host: str, links: int, page: Page = ABSENT) -> int:
    """How many of so many links are tested when every test agrees."""
    tests = 0
    for _ in range(links):
        if not trust.believes(host, page):
            tests += 1
            trust.note(host, page, agreed=True)
    return tests


def test_a_host_is_believed_after_a_few_tests_that_agree_and_tested_now_and_then() -> None:
    assert how_many_tests(Trust(tests=3, every=12), "partner.org", 3 + 24) == 3 + 2


def test_one_host_is_not_believed_for_anothers_tests() -> None:
    trust = Trust()
    how_many_tests(trust, "partner.org", 20)
    assert not trust.believes("other.org", ABSENT)


def test_a_host_that_once_said_something_else_is_tested_for_ever() -> None:
    trust = Trust()
    how_many_tests(trust, "partner.org", 20)
    trust.note("partner.org", ABSENT, agreed=False)
    assert how_many_tests(trust, "partner.org", 20) == 20


def test_another_page_than_the_one_that_was_tested_is_not_believed() -> None:
    trust = Trust()
    how_many_tests(trust, "partner.org", 20)
    assert not trust.believes("partner.org", OTHER)
    assert not trust.believes("partner.org", None)


def test_absences_that_showed_nothing_are_tested_for_ever() -> None:
    trust = Trust()
    for _ in range(5):
        trust.note("partner.org", None, agreed=True)
    assert not trust.believes("partner.org", ABSENT)


def test_each_host_gets_a_few_further_requests_and_then_one_for_so_many_links() -> None:
    sample = Sample(first=3, every=30)

    assert sum(sample.takes("partner.org", wanted=True) for _ in range(300)) == 3 + 10
    assert sample.takes("other.org", wanted=True)


def test_what_is_not_wanted_costs_nothing_and_leaves_more_for_what_is() -> None:
    sample = Sample(first=3, every=30)

    assert not any(sample.takes("partner.org", wanted=False) for _ in range(60))
    assert sum(sample.takes("partner.org", wanted=True) for _ in range(60)) == 3 + 4
