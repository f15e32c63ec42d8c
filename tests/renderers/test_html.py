"""The pages: what they say, where they lead, and what never gets into them."""

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
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit.model.finding import Certainty
from audit.model.report import Baseline, Coverage
from audit.model.run import RunStatus
from audit.model.verdict import Judgement, Verdict
from audit.renderers import RENDERERS
from audit.renderers.html import HtmlIndex, HtmlRenderer, OneFileRenderer
from audit.renderers.html.environment import policy, script, script_source, stylesheet
from audit.renderers.json_v1 import JsonRenderer
from tests.renderers import reports
from tests.renderers.pages import LASTING, Parsed, pages, text


@pytest.fixture(scope="module")
def large():
    return pages(reports.huge(initiatives=200, findings=1_000, targets=230, hosts=70))


def overview(report) -> str:
    return text(pages(report)["index.html"])


def before(words: str, *later: str) -> bool:
    places = [words.index(one) for one in later]
    return places == sorted(places)


def test_the_result_comes_first():
    words = overview(reports.several())
    assert "6 initiatives have something a visitor would trip over." in words
    assert "2 problems are new since Thursday 19 November 2026, 1 was fixed." in words
    assert before(
        words, "a visitor would trip over", "What changed since", "Remove now (1)", "Fix first", "Check by hand (1)", "Tidy up (2)"
    )
    assert before(words, "Tidy up (2)", "What we did not check, and why", "Downloads")


def test_a_finding_says_what_why_what_to_do_and_where():
    words = overview(reports.tiny())
    for said in (
        "The page has been removed.",
        "Visitors who click get an error page and may give up.",
        "Find where the content lives now",
        "https://river.example/apply-2025",
        "Water for every school",
        "Description",
        "The places are limited. Apply by June and bring two people along.",
        "content/collections/initiatives/water-for-every-school-1.md , line 24",
        "since 19 November 2026 (2 days)",
        "Last checked Saturday 21 November 2026, 02:02 CET",
        "curl -sSIL",
    ):
        assert said in words, said
    assert "<mark>Apply by June</mark>" in pages(reports.tiny())["index.html"]


def test_nothing_wrong_is_said_in_one_plain_sentence():
    words = overview(reports.nothing_wrong())
    assert "Nothing to fix. 2 initiatives and 28 links checked." in words
    assert "Fix first" not in words


def test_an_empty_collection_is_said_to_be_one():
    assert "There was nothing to check" in overview(reports.empty())


def test_a_first_report_calls_nothing_new():
    words = overview(reports.first())
    assert "Nothing to compare with, so nothing is called new." in words
    assert "<span>New</span>" not in pages(reports.first())["index.html"]
    assert "What changed since" not in words


def test_a_partial_run_says_so_before_anything_else_and_claims_nothing_fixed():
    words = overview(reports.partial())
    banner = "This report is incomplete: 60.7% of links were checked. It says nothing about the rest. The time limit came"
    assert before(words, banner, "something a visitor would trip over")
    assert "Fixed" not in words
    assert "Too little was checked to say how many initiatives have nothing broken." in words


def test_an_inconclusive_run_says_so_before_anything_else():
    words = overview(reports.inconclusive())
    assert before(words, "Something was wrong with our own connection", "something a visitor would trip over")
    assert "10 of 10 looks at known-good websites failed. We did not change what we know of any link." in words


def test_a_failed_run_says_that_it_cannot_be_used():
    report = reports.nothing_wrong()
    words = overview(replace(report, run=replace(report.run, status=RunStatus.FAILED)))
    assert before(words, "did not finish", "Nothing to fix in what was checked.")


def test_a_run_in_doubt_without_a_reason_says_at_least_that():
    report = reports.inconclusive()
    assert "Something was wrong on our side. We did not change" in overview(replace(report, run=replace(report.run, why="")))


def test_what_is_new_only_because_the_rules_changed_is_told_apart():
    report = reports.several()
    lines = tuple(replace(one, record=replace(one.record, new_reason="rules_changed")) for one in report.lines)
    words = overview(replace(report, lines=lines))
    assert "2 of the 2 are new because we now look for more." in words
    assert "Why it is new We now look for this too." in words


def test_the_state_of_our_own_connection_is_told():
    assert "10 of 10 looks at known-good websites succeeded." in overview(reports.several())
    without = reports.several()
    assert "known-good" not in overview(replace(without, run=replace(without.run, canaries=())))


def test_suspicions_are_counted_and_not_shown():
    words = overview(reports.several())
    assert "first-failure.example" not in words
    assert "1 problem is not confirmed yet." in words
    only = reports.tiny()
    lines = tuple(
        replace(one, record=replace(one.record, finding=replace(one.finding, certainty=Certainty.SUSPECTED))) for one in only.lines
    )
    assert "Nothing to fix." in overview(replace(only, lines=lines))


def test_the_earlier_reports_that_were_passed_over_are_named():
    assert "The report of 20 November 2026 was not used: it is incomplete." in overview(reports.several())


def test_what_was_not_checked_is_counted_with_its_reason():
    words = overview(reports.several())
    assert "The website would not let our checker in." in words
    assert "3 links inside the site, to mail addresses or telephone numbers were not looked up on the web." in words
    assert "2 files left out: drafts." in words


def test_full_coverage_is_said_to_be_full():
    covered = Coverage(initiatives=1, initiatives_read=1, drafts=0, links=3, targets=3, judged=3)
    words = overview(replace(reports.tiny(), coverage=covered))
    assert "We checked all 3 links." in words
    assert "Every outbound link has a verdict." in words


def test_one_dead_page_in_six_initiatives_is_one_card_with_six_places():
    page = pages(reports.several())["index.html"]
    assert page.count("https://partner-b.example/annual/2024</bdi></a>") == 1
    assert page.count("<mark>Annual report</mark>") == 6


def test_a_dead_website_is_one_card_however_many_addresses_it_had():
    row = reports.initiative(1)
    lines = [reports.line(1, initiative=row, url=f"https://gone.example/{n}", field=f"f{n}") for n in range(9)]
    made = pages(reports.arranged(lines, [row]))
    assert made["index.html"].count("<article") == 1
    assert "See all 9 places" in text(made["index.html"])
    host = next(page for name, page in made.items() if name.startswith("hosts/"))
    assert host.count("<mark>Apply by June</mark>") == 9


def test_a_dead_call_to_action_comes_before_what_touches_more_initiatives():
    rows = [reports.initiative(n, title=f"Number {n}") for n in range(4)]
    many = [reports.line(0, initiative=row, url="https://many.example/") for row in rows]
    button = replace(reports.line(0, initiative=rows[0], url="https://button.example/"), kind="call_to_action")
    words = overview(reports.arranged([*many, button], rows))
    assert before(words, "https://button.example/", "https://many.example/")


def test_an_unsafe_target_is_never_a_link():
    row = reports.initiative(1)
    lines = [reports.line(kind, initiative=row, url=f"https://bad-{kind}.example/x") for kind in (2, 4)]
    lines.append(reports.line(2, initiative=row, url="https://bad-maybe.example/x", certainty=Certainty.CANNOT_TELL))
    for page in pages(reports.arranged(lines, [row])).values():
        assert not [href for href in Parsed(page).hrefs if "bad-" in href]
        assert "curl -sSIL 'https://bad-2" not in page
        assert "curl -sSIL 'https://bad-maybe" not in page
    assert "https://bad-2.example/x" in overview(reports.arranged(lines, [row]))


def test_what_a_person_is_asked_to_open_can_be_opened_from_the_page():
    row = reports.initiative(1)
    parked = reports.line(4, initiative=row, url="https://notice.example/", certainty=Certainty.CANNOT_TELL)
    notice = replace(parked, record=replace(parked.record, finding=replace(parked.finding, rule="link-holding-page")))
    assert "https://notice.example/" in Parsed(pages(reports.arranged([notice], [row]))["index.html"]).hrefs
    assert "https://notice.example/" not in Parsed(pages(reports.arranged([parked], [row]))["index.html"]).hrefs


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


def test_a_change_of_health_is_said_like_for_like():
    report = reports.several()
    for points, said in (
        (1.0, "1 point more"),
        (2.5, "2.5 points more"),
        (-1.0, "1 point less"),
        (-3.0, "3 points less"),
        (0.0, "the same as"),
    ):
        words = overview(replace(report, health=replace(report.health, change_points=points)))
        assert f"That is {said}" in words
    unknown = overview(replace(report, health=replace(report.health, percent=None)))
    assert "have nothing broken" not in unknown


def test_an_incomparable_baseline_counts_as_none():
    report = replace(reports.tiny(), baseline=Baseline(report_id="2026-11-19", comparable=False, reason="other-rules"))
    assert "Nothing to compare with" in overview(report)


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Europe/Berlin", "02:02 CET"), ("America/Sao_Paulo", "22:02 UTC-03"), ("UTC", "01:02 UTC"), ("Asia/Tokyo", "10:02 JST")],
)
def test_times_are_told_in_the_sites_own_zone(zone, said):
    assert said in overview(replace(reports.tiny(), timezone=zone))


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


def test_what_needs_a_look_by_hand_is_not_called_broken():
    row = reports.initiative(1, health="clean")
    assert "Nothing is known to be broken." in overview(reports.arranged([reports.line(3, initiative=row)], [row]))
    assert "Nothing is broken. A few things could be tidier." in overview(reports.arranged([reports.line(5, initiative=row)], [row]))


def test_a_reason_without_words_is_shown_as_it_is():
    report = reports.tiny()
    report = replace(report, coverage=replace(report.coverage, skipped=(("on-holiday", 3),)))
    assert "3 files left out: on holiday." in overview(report)


def test_the_list_leaves_out_what_no_report_could_tell():
    page = listing([replace(reports.row(0), health_percent=None)])
    assert "have nothing broken" not in text(page)
    assert "2,558 problems open, 31 new, 44 fixed." in text(page)


def test_rules_and_verdicts_without_words_are_shown_by_their_names():
    report = reports.tiny()
    line = report.lines[0]
    line = replace(
        line, verdict="hibernating", record=replace(line.record, finding=replace(line.finding, rule="link-asleep", family="link"))
    )
    words = overview(replace(report, lines=(line,)))
    assert "hibernating" in words
    assert "link-asleep" in words


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
