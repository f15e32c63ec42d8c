"""The same report tells the same numbers on a page, in a mail, on a terminal and to a program."""

import json
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from audit.cli.summary import summary_of
from audit.delivery.items import Links
from audit.delivery.nightly import nightly_letter
from audit.delivery.voice import Voice
from audit.model.report import LABELS, Report
from audit.renderers import JsonRenderer
from audit.wording import catalogue
from tests.renderers import reports
from tests.renderers.details import detailed
from tests.renderers.pages import pages

MADE = [reports.several, detailed, lambda: reports.huge(initiatives=60, findings=300, targets=90, hosts=20)]
COLUMNS = ("new", "came_back", "fixed")
Counts = dict[str, dict[str, int]]
"""How many of each label are new, came back, were fixed, and are open."""


def number(text: str) -> int:
    return int(text.replace(",", "") or 0)


def of_page(report: Report) -> Counts:
    page = pages(report)["index.html"]
    table = re.search(r"<caption>What changed.*?</table>", page, re.DOTALL)[0]
    rows = {
        heading: [number(cell) for cell in re.findall(r"<td[^>]*>([\d,]+)</td>", cells)]
        for heading, cells in re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th>(.*?)</tr>', table)
    }
    open_ = [number(tile) for tile in re.findall(r"<b>([\d,]+)</b><span", page)]
    states = [sum(column) for column in zip(*(rows[word] for word in ("New", "Came back", "Changed", "Still there")), strict=True)]
    assert states == open_
    told = zip(LABELS, rows["New"], rows["Came back"], rows["Fixed"], open_, strict=True)
    return {label: {"new": new, "came_back": back, "fixed": fixed, "open": here} for label, new, back, fixed, here in told}


def of_mail(report: Report) -> Counts:
    voice = Voice(wording=catalogue(), zone=ZoneInfo("Europe/Berlin"))
    table = nightly_letter(report, voice=voice, links=Links(base_url="https://audit.example.org")).table
    assert table is not None
    return {label: dict(zip((*COLUMNS, "open"), map(number, row[1:]), strict=True)) for label, row in zip(LABELS, table.rows, strict=True)}


def of_terminal(report: Report) -> Counts:
    words = {"remove now": "remove", "fix": "fix", "check by hand": "check", "tidy up": "tidy"}
    counts = {}
    for line in summary_of(report, folder=Path("reports")).splitlines():
        if found := re.fullmatch(rf" *([\d,]+) ({'|'.join(words)})\b *(.*)", line):
            told = {word.replace(" ", "_"): number(count) for count, word in re.findall(r"([\d,]+) (new|came back|fixed)", found[3])}
            counts[words[found[2]]] = dict.fromkeys(COLUMNS, 0) | told | {"open": number(found[1])}
    return counts


def of_json(report: Report) -> dict[str, int]:
    totals = json.loads(next(iter(JsonRenderer().render(report))).content)["totals"]
    assert sum(totals["by_state"][state] for state in ("new", "came_back", "changed", "open")) == totals["open"]
    return {**{word: totals["by_state"][word] for word in COLUMNS}, "open": totals["open"]}


@pytest.mark.parametrize("make", MADE, ids=["several", "detailed", "large"])
def test_page_mail_terminal_and_json_count_the_same(make):
    report = make()
    page = of_page(report)
    assert of_mail(report) == page
    assert of_terminal(report) == page
    assert of_json(report) == {word: sum(counts[word] for counts in page.values()) for word in (*COLUMNS, "open")}


def test_a_share_is_rounded_down_alike_so_that_not_quite_all_is_never_called_all():
    report = reports.several()
    nearly = replace(report, coverage=replace(report.coverage, links=10_000, judged=9_999))
    assert "(99.9%)" in pages(nearly)["index.html"]
    assert "Checked 99.9% of links." in summary_of(nearly, folder=Path("reports"))
