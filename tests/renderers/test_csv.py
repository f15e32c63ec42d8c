"""``findings.csv``: a table that spreadsheets open without running anything."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.renderers.csv import COLUMNS, CsvRenderer
from tests.renderers import reports

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def content(report) -> bytes:
    return next(iter(CsvRenderer().render(report))).content


def table(report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(report).decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_that_makes_spreadsheets_read_utf_8():
    assert content(reports.empty()).startswith(b"\xef\xbb\xbf")
    assert content(reports.empty()).decode("utf-8-sig").strip().replace('"', "").split(",") == list(COLUMNS)
    assert COLUMNS[0] == "finding_id"


def test_every_finding_that_editors_are_shown_is_one_row():
    report = reports.several()
    rows = table(report)
    assert [row["finding_id"] for row in rows] == [line.finding.id for line in report.lines if line.label != "suspected"]
    assert rows[0]["urgency"] == "fix"
    assert (rows[0]["file"], rows[0]["line"]) == ("content/collections/initiatives/water-for-every-school-0.md", "24")
    assert (rows[0]["partner"], rows[0]["link_text"]) == ("River Trust", "Apply by June")


@pytest.mark.parametrize("text", reports.HOSTILE, ids=range(len(reports.HOSTILE)))
def test_no_cell_is_a_formula(text):
    report = reports.tiny()
    report = replace(report, lines=tuple(replace(one, initiative=text) for one in report.lines))
    for row in table(report):
        for cell in row.values():
            assert not cell.lstrip(" \"'").startswith(STARTS) or cell.startswith("'")


def test_lines_end_as_rfc_4180_asks_and_hold_no_control_characters():
    text = content(reports.hostile()).decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert not {character for character in text if ord(character) < 32} - set("\t\r\n")


@given(st.text(alphabet=st.characters(categories=None), max_size=30))
def test_any_title_comes_back_as_one_cell_that_is_text(title):
    report = reports.tiny()
    report = replace(report, lines=tuple(replace(one, initiative=title) for one in report.lines))
    (row,) = table(report)
    assert set(row) == set(COLUMNS)
    assert not row["initiative"].startswith(STARTS)


def test_the_same_report_makes_the_same_bytes():
    assert content(reports.several()) == content(reports.several())
