"""Are we getting better: the list of reports and the report itself say it among the same initiatives, and who came and went beside it."""

from dataclasses import replace
from datetime import date

import pytest

from audit.model.details import Patience, Since
from audit.model.run import RunStatus
from audit.renderers.html import HtmlIndex
from tests.renderers import reports
from tests.renderers.pages import pages, text


def listing(*rows) -> str:
    made = HtmlIndex().render_index(rows, site_name="Our reports", timezone="Europe/Berlin", generated_at=reports.NIGHT)[0]
    return text(made.content.decode())


def newest(**totals: int):
    row = reports.row(0)
    return replace(row, totals={**row.totals, **totals})


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (2.0, "Up 2 points in 4 weeks, comparing the same initiatives. 174 initiatives broken, 40 not known."),
        (1.0, "Up 1 point in 4 weeks"),
        (-3.5, "Down 3.5 points in 4 weeks"),
        (0.0, "Unchanged in 4 weeks"),
    ],
)
def test_the_list_says_how_things_moved_over_weeks_among_the_same_initiatives(points, said):
    since = Since(day=date(2026, 10, 24), initiatives=1990, change_points=points, median_days=12)
    words = listing(replace(newest(median_days_open=9), since=since), reports.row(1))
    assert said in words
    assert "Half of what is open has been open for at most 9 days; 4 weeks ago it was 12 days." in words


def test_the_list_says_how_soon_problems_are_fixed_where_that_is_known():
    since = Since(day=date(2026, 11, 12), initiatives=1990, change_points=1, median_days=12, days_until_fixed=1)
    known = {"median_days_open": 40, "days_until_fixed": 9}
    assert "Half of all problems are fixed within 9 days; 9 days ago it was 1 day." in listing(replace(newest(**known), since=since))
    assert "Half of all problems are fixed within 9 days. " in listing(newest(**known))
    assert "open for at most" not in listing(newest(**known))


def test_the_list_says_no_more_than_is_known():
    words = listing(newest(), reports.row(1))
    assert "comparing the same" not in words
    assert "Half of what is open" not in words
    assert "89% of initiatives have nothing broken (1,786 of 2,000). 174 initiatives broken, 40 not known." in words


def test_initiatives_that_left_while_broken_stand_in_the_row_of_their_report():
    assert "Complete; 300 initiatives left while broken" in listing(newest(gone_broken=300), reports.row(1))
    partial = replace(reports.row(0, status=RunStatus.PARTIAL), totals={"gone_broken": 300})
    assert "left while broken" not in listing(partial, reports.row(1))


def test_a_report_tells_who_joined_and_who_left_apart_from_how_the_share_moved():
    report = reports.several()
    health = replace(report.health, joined=10, left=3, left_broken=1)
    words = text(pages(replace(report, health=health))["index.html"])
    assert "comparing the same initiatives. 10 initiatives joined. 3 initiatives left, 1 while broken." in words


def test_how_we_check_says_when_we_speak_by_the_configured_patience():
    report = replace(reports.several(), patience=Patience(gone_checks=4, gone_hours=3.5, event_hours=72))
    words = text(pages(report)["how-we-check.html"])
    assert "after 4 failing checks at least 3.5 hours apart" in words
    assert "hold them back for 72 hours" in words


def test_how_we_check_holds_everything_that_a_doubtful_reader_asks():
    words = text(pages(reports.several())["how-we-check.html"])
    for said in (
        "We introduce ourselves to every website as: initiative-audit/0.1.0 (+https://audit.example.org/contact)",
        "How often",
        "What we cannot see",
        "It is not a perfect tool.",
        "Known-good addresses are asked first and last.",
        "Waiting by agreement",
        "What moves this share, comparing the same initiatives",
        "Nothing: what was confirmed stays broken",
        "the report says how many left while broken",
        "If a result is wrong",
    ):
        assert said in words, said
