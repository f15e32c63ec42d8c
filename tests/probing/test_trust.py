"""When a host is believed."""

from audit.probing.trust import Trust


def how_many_tests(trust: Trust, host: str, links: int) -> int:
    """How many of so many links are tested when every test agrees."""
    tests = 0
    for _ in range(links):
        if not trust.believes(host):
            tests += 1
            trust.note(host, agreed=True)
    return tests


def test_a_host_is_believed_after_a_few_tests_that_agree_and_tested_now_and_then() -> None:
    assert how_many_tests(Trust(tests=3, every=12), "partner.org", 3 + 24) == 3 + 2


def test_one_host_is_not_believed_for_anothers_tests() -> None:
    trust = Trust()
    how_many_tests(trust, "partner.org", 20)
    assert not trust.believes("other.org")


def test_a_host_that_once_said_something_else_is_tested_for_ever() -> None:
    trust = Trust()
    how_many_tests(trust, "partner.org", 20)
    trust.note("partner.org", agreed=False)
    assert how_many_tests(trust, "partner.org", 20) == 20
