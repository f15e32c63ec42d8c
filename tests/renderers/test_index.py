"""The list of reports: its drawing of twelve weeks, its further pages, and its table for a spreadsheet."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.run import RunStatus
from audit.renderers import CsvIndex, HtmlIndex
from audit.renderers.csv_index import COLUMNS
from audit.renderers.html.trend import LEFT, WIDTH, trend
from tests.renderers import reports
from tests.renderers.pages import Parsed, text

GIVEN = {"site_name": "Our reports", "timezone": "Europe/Berlin", "generated_at": reports.NIGHT}


def made(rows) -> dict[str, str]:
    return {document.name: document.content.decode() for document in HtmlIndex().render_index(rows, **GIVEN)}


def nights(*numbers: int, status: RunStatus = RunStatus.COMPLETE):
    return [reports.row(number, status=status) for number in numbers]


def test_the_drawing_reaches_back_twelve_weeks_and_names_its_months():
    drawn = trend(nights(*range(120)))
    assert len(drawn.dots) == 84
    assert [begin.strftime("%B") for _, begin in drawn.months] == ["September", "October", "November"]
    assert (drawn.dots[0].x, drawn.dots[-1].x) == (LEFT, WIDTH - 12)
    page = made(nights(*range(120)))["index.html"]
    assert re.findall(r">([A-Z]\w+)</text>", page) == ["September", "October", "November"]


def test_a_short_drawing_names_its_days():
    assert re.findall(r">(\d+ \w+)</text>", made(nights(0, 1, 2))["index.html"]) == ["19 November", "21 November"]


def test_the_line_breaks_at_incomplete_reports_and_at_nights_without_any():
    assert len(trend(nights(0, 1, 2, 3, 4, 5)).lines) == 1
    assert len(trend([*nights(0, 1, 4, 5), *nights(2, 3, status=RunStatus.PARTIAL)]).lines) == 2
    assert len(trend(nights(0, 1, 2, 9, 10, 11)).lines) == 2
    assert len(trend(nights(0, 7, 14, 21, 28)).lines) == 1, "a week is the usual step here"


def test_of_several_reports_of_a_day_the_newest_that_can_be_compared_is_drawn():
    first = reports.row(0)
    second = replace(first, report_id="2026-11-21.2", generated_at=first.generated_at + timedelta(hours=1), health_percent=50)
    third = replace(
        reports.row(0, status=RunStatus.PARTIAL), report_id="2026-11-21.3", generated_at=first.generated_at + timedelta(hours=2)
    )
    drawn = trend([third, second, first, reports.row(1)])
    assert [dot.row.report_id for dot in drawn.dots] == ["2026-11-20", "2026-11-21.2"]


def test_the_signs_are_explained_that_are_on_the_drawing():
    plain = made(nights(0, 1, 2))["index.html"]
    assert "hollow dot" not in text(plain)
    assert "dashed line" not in text(plain)
    rows = [*nights(0, 1), *nights(2, status=RunStatus.PARTIAL)]
    assert "A hollow dot is a report that cannot be compared." in text(made(rows)["index.html"])
    rows = [replace(row, run=replace(row.run, ruleset="0")) for row in nights(2, 3)]
    assert "A dashed line is where the rules changed" in text(made([*nights(0, 1), *rows])["index.html"])


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (84, 1), (85, 2), (400, 5)])
def test_older_reports_stand_on_further_pages_and_none_is_left_out(count, pages):
    found = made(nights(*range(count)))
    assert len(found) == pages
    listed = [href for page in found.values() for href in re.findall(r'<th scope="row"><a href="([^"]+)"', page)]
    assert len(listed) == len(set(listed)) == count
    for page in found.values():
        assert all(href in found for href in Parsed(page).hrefs if re.fullmatch(r"(index|reports-\d+)\.html", href))
    assert ("Older reports" in text(found["index.html"])) is (pages > 1)
    assert max(len(page.encode()) for page in found.values()) <= 150_000


def test_the_table_of_all_reports_is_there_for_a_spreadsheet():
    rows = [*nights(0, 1), *nights(2, status=RunStatus.PARTIAL)]
    rows[2] = replace(rows[2], run=replace(rows[2].run, why='=HYPERLINK("http://evil.example/")'))
    (document,) = CsvIndex().render_index(rows[::-1], **GIVEN)
    assert document.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(document.content.decode("utf-8-sig"), newline="")))
    assert (document.name, tuple(table[0])) == ("reports.csv", COLUMNS)
    assert [row["report"] for row in table] == ["2026-11-21", "2026-11-20", "2026-11-19"]
    assert (table[0]["nothing_broken_percent"], table[0]["new"], table[0]["checked_percent"]) == ("89", "31", "98.45")
    assert (table[2]["status"], table[2]["nothing_broken_percent"], table[2]["median_days_open"]) == ("partial", "", "")
    assert table[2]["why"].startswith("'=")
    assert "reports.csv" in Parsed(made(rows)["index.html"]).hrefs
    assert {"reports.atom", "feeds/remove-now.atom"} <= set(Parsed(made(rows)["index.html"]).hrefs)
