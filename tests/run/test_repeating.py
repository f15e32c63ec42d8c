"""The line that repeats what was seen."""

import shlex
from datetime import UTC, datetime

import pytest

from audit.model.standing import Check
from audit.model.verdict import Judgement, Verdict
from audit.run.repeating import curl_line

URL = "https://partner.org/a[1]?q={x}&y='z'"


def line(verdict: Verdict = Verdict.BROKEN, method: str = "GET", url: str = URL) -> list[str]:
    check = Check(
        target_id="t1_x",
        url=url,
        host="partner.org",
        at=datetime(2030, 1, 1, tzinfo=UTC),
        judgement=Judgement(verdict=verdict, reason="status-404"),
        method=method,
    )
    return shlex.split(curl_line(check, user_agent="initiative-audit/1 (+https://us.example/)"))


def test_the_address_is_taken_as_it_is_written() -> None:
    told = line()

    assert told[-1] == URL
    assert "--globoff" in told


def test_it_accepts_what_we_accept_and_names_us() -> None:
    told = line()

    assert "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" in told
    assert told[told.index("--user-agent") + 1] == "initiative-audit/1 (+https://us.example/)"


@pytest.mark.parametrize(("verdict", "follows"), [(Verdict.BROKEN, True), (Verdict.UNSAFE, False), (Verdict.UNSUPPORTED, False)])
def test_it_follows_redirects_except_to_where_nobody_should_go(verdict: Verdict, follows: bool) -> None:
    assert ("--location" in line(verdict)) is follows


def test_a_question_for_the_head_alone_is_repeated_as_one() -> None:
    assert "--head" in line(method="HEAD")
    assert "--head" not in line()


def test_what_was_never_asked_has_no_line() -> None:
    assert curl_line(None, user_agent="us") == ""
    assert line(method="") == []
