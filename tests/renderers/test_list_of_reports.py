"""The list of all reports."""

from dataclasses import replace
from datetime import UTC, datetime

from audit.model.run import RunStatus
from audit.renderers.html import HtmlIndex
from tests.renderers import reports
from tests.renderers.overviews import before
from tests.renderers.pages import Parsed, text


def listing(rows) -> str:
    document = HtmlIndex().render_index(rows, site_name="Our reports", timezone="Europe/Berlin", generated_at=reports.NIGHT)[0]
    assert document.name == "index.html"
    return document.content.decode()


def test_the_list_works_before_there_is_a_report():
    assert "No report yet." in text(listing([]))


def test_the_list_leads_to_every_report_newest_first():
    rows = [reports.row(n) for n in (3, 0, 1)]
    page = listing(rows)
    leading = [href for href in Parsed(page).hrefs if href.endswith("/index.html")]
    assert leading == ["2026-11-21/index.html", "2026-11-21/index.html", "2026-11-20/index.html", "2026-11-18/index.html"]
    assert "89% of initiatives have nothing broken (1,786 of 2,000)." in text(page)
    assert "From 88% on 18 November 2026 to 89% on 21 November 2026." in text(page)


def test_an_incomplete_report_has_a_hollow_dot_and_no_numbers():
    page = listing([reports.row(0, status=RunStatus.PARTIAL), reports.row(1)])
    assert page.count('class="hollow"') == 1
    assert before(text(page), "cannot be taken for the whole", "89% of initiatives")
    assert "not comparable" in text(page)


def test_no_line_leads_across_a_change_of_rules():
    rows = [reports.row(n) for n in range(4)]
    rows = [replace(row, run=replace(row.run, ruleset="2")) if number < 2 else row for number, row in enumerate(rows)]
    page = listing(rows)
    assert (page.count("<polyline"), page.count('class="seam"')) == (2, 1)


def test_a_single_report_makes_no_line():
    assert "<polyline" not in listing([reports.row(0)])


def test_reports_that_can_never_be_compared_make_a_list_all_the_same():
    page = listing([reports.row(n, status=RunStatus.INCONCLUSIVE) for n in range(3)])
    assert "No report so far can be compared." in text(page)
    assert page.count('class="hollow"') == 3


def test_the_list_is_the_same_for_the_same_reports():
    rows = [reports.row(n) for n in range(5)]
    assert listing(rows) == listing(rows[::-1])
    assert datetime.now(UTC).tzinfo is UTC


def test_the_list_leaves_out_what_no_report_could_tell():
    page = listing([replace(reports.row(0), health_percent=None)])
    assert "have nothing broken" not in text(page)
    assert "2,558 problems open, 31 new, 44 fixed." in text(page)
