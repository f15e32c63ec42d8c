"""The list of reports after a run that made none."""

import shutil
from datetime import timedelta

import pytest

from audit.errors import NothingToAudit
from tests.content import write_entry
from tests.renderers.pages import text
from tests.small_web import small_web
from tests.test_night import FIRST, Nights

DAY = timedelta(days=1)


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", ["http://partner.example/fine"])
        yield made


def listed(nights: Nights) -> str:
    return text((nights.reports / "index.html").read_text(encoding="utf-8"))


def fail(nights: Nights, at) -> None:
    away = nights.site.with_name("away")
    nights.site.rename(away)
    with pytest.raises(NothingToAudit):
        nights.audit(at)
    shutil.rmtree(nights.site, ignore_errors=True)
    away.rename(nights.site)


def test_a_run_without_a_report_is_told_above_the_reports_that_stand_until_the_next_one(nights):
    nights.audit(FIRST)
    before = listed(nights)
    fail(nights, FIRST + DAY)
    failed = listed(nights)
    nights.audit(FIRST + 2 * DAY)

    assert "ended without a report" not in before
    assert "The last run ended without a report: Thursday 19 November 2026, 02:00 UTC." in failed
    assert failed.index("ended without a report") < failed.index("Last complete report: Wednesday 18 November 2026")
    assert str(nights.site) not in failed
    assert "ended without a report" not in listed(nights)


def test_a_first_run_that_fails_leaves_a_list_that_says_so(nights):
    fail(nights, FIRST)
    assert "The last run ended without a report" in listed(nights)
    assert "No report yet." in listed(nights)
