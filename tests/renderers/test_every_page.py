"""What holds of every page of every report: it leads somewhere, fetches nothing, stays small and is made alike each time."""

import base64
import gzip
import hashlib
import json
import os
import posixpath
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audit.model.verdict import Judgement, Verdict
from audit.renderers import RENDERERS
from audit.renderers.html import HtmlRenderer, OneFileRenderer
from audit.renderers.html.environment import policy, script, script_source, stylesheet
from audit.renderers.json_v1 import JsonRenderer
from tests.renderers import reports
from tests.renderers.overviews import overview
from tests.renderers.pages import LASTING, Parsed, pages, text


@pytest.fixture(scope="module")
def large():
    return pages(reports.huge(initiatives=200, findings=1_000, targets=230, hosts=70))


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_every_link_inside_the_report_leads_somewhere(make):
    made = pages(make())
    others = {document.name for renderer in RENDERERS for document in renderer.render(make())}
    parsed = {name: Parsed(page) for name, page in made.items()}
    for name, page in parsed.items():
        for href in page.hrefs:
            if re.match(r"https?://", href):
                continue
            path, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if target.startswith("../"):
                assert target in {"../index.html", "../latest/index.html", "../2026-11-20/index.html"} or LASTING.fullmatch(target)
                continue
            assert target in others, (name, href)
            if anchor and target in made:
                assert anchor in parsed[target].ids, (name, href)


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_no_id_stands_twice_on_a_page_and_no_word_is_missing(make):
    for name, page in pages(make()).items():
        ids = Parsed(page).ids
        assert len(ids) == len(set(ids)), name
        if make is not reports.hostile:
            assert "…" not in text(page) or name == "how-we-check.html", name


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_the_same_report_makes_the_same_pages(make):
    assert pages(make()) == pages(make())


def test_every_finding_has_a_permanent_place_on_its_initiatives_page():
    report = reports.several()
    made = pages(report)
    from audit.renderers import names

    for line in report.lines:
        if line.label != "suspected":
            assert line.finding.id in Parsed(made[names.initiative_page(line.finding.entry_id)]).ids


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_nothing_on_a_page_is_fetched_or_run(make):
    for page in pages(make()).values():
        parsed = Parsed(page)
        assert not parsed.tags & {"img", "iframe", "link", "object", "embed", "form", "base", "input", "button"}
        assert page.count("<script") == 1
        assert f"<script>{script()}</script>" in page
        assert not {name for name in parsed.attributes if name.startswith("on")}
        assert "style" not in parsed.attributes
        assert page.count("<meta") == 6


def test_hostile_texts_reach_no_address():
    for name, page in pages(reports.hostile()).items():
        for href in Parsed(page).hrefs:
            assert re.fullmatch(r"[\w./#%-]+|https?://[!-~]+", href), (name, href)
            assert not re.match(r"https?://[^/]*@", href)


def test_marks_that_turn_a_text_around_are_named_instead():
    page = pages(reports.hostile())["index.html"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "[U+202E]" in page


def test_the_stylesheet_and_the_script_are_small_and_all_that_the_policy_lets_in():
    assert len(stylesheet()) <= 8192
    assert len(script()) <= 4096
    page = pages(reports.tiny())["index.html"]
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy()
    assert policy().count("sha256-") == 2
    assert "unsafe" not in policy()
    assert script_source() in policy()
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"url\(|@import|expression", stylesheet())
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|https?:",
        script().replace("http://www.w3.org/2000/svg", ""),
    )


def test_the_overview_of_ten_thousand_findings_stays_small():
    first = next(iter(HtmlRenderer().render(reports.huge())))
    assert first.name == "index.html"
    assert len(first.content) <= 150_000
    assert len(gzip.compress(first.content)) <= 30_000


def test_every_finding_of_a_large_report_stands_on_some_page_and_no_page_is_large(large):
    ids = {one for name, page in large.items() if name.startswith("initiatives/i1_") for one in Parsed(page).ids}
    assert len([one for one in ids if one.startswith("f1_") and not one.endswith("-title")]) == 1_000
    assert max(len(page.encode()) for page in large.values()) <= 300_000
    assert {"initiatives/page-2.html", "partners.html", "p/1.html"} <= set(large)


def test_a_large_overview_shows_a_few_of_each_kind_and_leads_to_the_rest(large):
    words = text(large["index.html"])
    assert "Showing 25 of" in words
    cards = {one.partition("#")[2] for one in Parsed(large["index.html"]).hrefs if one.startswith("p/")}
    listed = {one for name, page in large.items() if name.startswith("p/") for one in Parsed(page).ids}
    assert cards <= listed
    assert len(cards) > 40


def test_a_report_of_the_day_has_its_number_in_its_name():
    assert "21 November 2026 (report 2 of the day)" in overview(replace(reports.tiny(), revision=2))


def test_a_link_that_was_followed_for_some_nights_has_a_page_of_its_own():
    report = reports.several()
    row = next(row for row in report.targets if row.check.url == "https://partner-b.example/annual/2024")
    others = [one for one in report.targets if one is not row]
    night = timedelta(days=1)
    earlier = (
        replace(row.check, at=row.check.at - night, judgement=Judgement(verdict=Verdict.OK, reason="status-200"), status=200),
        replace(row.check, at=row.check.at - 2 * night, status=None, error="connection lost"),
        replace(row.check, at=row.check.at - 3 * night, status=None, method=""),
    )
    made = pages(replace(report, targets=(replace(row, history=earlier), *others)))
    words = text(made[f"links/{row.check.target_id}.html"])
    assert "Friday 20 November 2026, 02:02 CET Works GET 200 312 ms" in words
    assert "GET connection lost 312 ms" in words
    assert f"links/{row.check.target_id}.html" in Parsed(made["index.html"]).hrefs


def test_many_places_of_one_content_finding_stand_on_its_initiatives_page():
    row = reports.initiative(1)
    line = reports.line(6, initiative=row)
    line = replace(line, record=replace(line.record, finding=replace(line.finding, occurrences=line.finding.occurrences * 9)))
    made = pages(reports.arranged([line], [row]))
    assert "See all 9 places" in text(made["index.html"])
    own = next(page for name, page in made.items() if name.startswith("initiatives/"))
    assert own.count("line 24") == 9
    assert any(href.endswith(f"#{line.finding.id}") for href in Parsed(made["index.html"]).hrefs if href.startswith("initiatives/"))


def test_a_page_and_the_document_for_programs_count_the_same():
    for report in (reports.several(), reports.huge(initiatives=40, findings=90, targets=20, hosts=9)):
        totals = json.loads(next(iter(JsonRenderer().render(report))).content)["totals"]
        table = re.search(r"<caption>What changed.*?</table>", pages(report)["index.html"], re.DOTALL)[0]
        rows = {
            heading: sum(int(cell.replace(",", "")) for cell in re.findall(r"<td[^>]*>([\d,]+)</td>", cells))
            for heading, cells in re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th>(.*?)</tr>', table)
        }
        states = totals["by_state"]
        assert (rows["New"], rows["Came back"], rows["Changed"], rows["Still there"]) == tuple(
            states[state] for state in ("new", "came_back", "changed", "open")
        )
        assert rows["New"] + rows["Came back"] + rows["Changed"] + rows["Still there"] == totals["open"]
        assert rows["Fixed"] == states["fixed"]
        tiles = re.findall(r"<b>([\d,]+)</b><span", pages(report)["index.html"])
        assert sum(int(tile.replace(",", "")) for tile in tiles) == totals["open"]


@pytest.mark.slow
def test_another_process_makes_the_same_bytes():
    script = (
        "import hashlib; from audit.renderers import FORMATS; from tests.renderers import reports; digest = hashlib.sha256()\n"
        "for make in (reports.several, reports.hostile):\n"
        "    for renderer in FORMATS:\n"
        "        for document in renderer.render(make()):\n"
        "            digest.update(document.name.encode() + document.content)\n"
        "print(digest.hexdigest())"
    )
    root = Path(__file__).parents[2]
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def test_the_whole_report_fits_in_one_file():
    (document,) = OneFileRenderer().render(reports.several())
    page = document.content.decode()
    assert document.name == "report.html"
    assert {line.finding.id for line in reports.several().lines if line.label != "suspected"} <= set(Parsed(page).ids)
    assert all(href.startswith(("#", "https://")) for href in Parsed(page).hrefs)
    (hostile,) = OneFileRenderer().render(reports.hostile())
    assert not Parsed(hostile.content.decode()).tags & {"img", "iframe", "form", "base", "link"}
    assert hostile.content.count(b"<script") == 1
