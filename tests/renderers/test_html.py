"""The overview says what is the matter, from the top down, in words that anybody understands."""

from dataclasses import replace

import pytest

from audit.model.finding import Certainty
from audit.model.report import Baseline, Coverage
from audit.model.run import RunStatus
from tests.renderers import reports
from tests.renderers.overviews import before, overview
from tests.renderers.pages import Parsed, pages, text


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


def test_what_needs_a_look_by_hand_is_not_called_broken():
    row = reports.initiative(1, health="clean")
    assert "Nothing is known to be broken." in overview(reports.arranged([reports.line(3, initiative=row)], [row]))
    assert "Nothing is broken. A few things could be tidier." in overview(reports.arranged([reports.line(5, initiative=row)], [row]))


def test_a_reason_without_words_is_shown_as_it_is():
    report = reports.tiny()
    report = replace(report, coverage=replace(report.coverage, skipped=(("on-holiday", 3),)))
    assert "3 files left out: on holiday." in overview(report)


def test_rules_and_verdicts_without_words_are_shown_by_their_names():
    report = reports.tiny()
    line = report.lines[0]
    line = replace(
        line, verdict="hibernating", record=replace(line.record, finding=replace(line.finding, rule="link-asleep", family="link"))
    )
    words = overview(replace(report, lines=(line,)))
    assert "hibernating" in words
    assert "link-asleep" in words
