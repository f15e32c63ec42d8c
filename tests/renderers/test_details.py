"""The pages of one initiative, one website and one link: what stands on them besides the findings."""

import posixpath
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.acknowledgement import AckKind
from audit.renderers import names
from tests.renderers import reports
from tests.renderers.details import GONE, HELD, detailed
from tests.renderers.pages import LASTING, Parsed, pages, text


@pytest.fixture(scope="module")
def report():
    return detailed()


@pytest.fixture(scope="module")
def made(report):
    return pages(report)


def initiative_with(report, rule: str) -> str:
    return next(line.finding.entry_id for line in report.lines if line.finding.rule == rule and line.label != "suspected")


def test_an_initiative_says_how_each_of_its_fields_did(report, made):
    page = made[names.initiative_page(initiative_with(report, "content-cta-missing"))]
    fields = page.split('id="fields"')[1].split("</ul>")[0]
    assert 'class="tag good"' in fields
    assert "Title" in text(f"<body>{fields}</body>")
    assert "all right" in fields


def test_an_initiative_lists_every_link_with_its_place_verdict_and_last_look(report, made):
    entry = initiative_with(report, "link-not-found")
    words = text(made[names.initiative_page(entry)])
    row = next(row for row in report.initiatives if row.id == entry)
    assert f"All {len(row.mentions)} links in this initiative" in words
    assert "Does not work" in words
    assert "Saturday 21 November 2026, 02:02 CET" in words
    assert "Summary , line 30" in words
    assert "not asked" in words


def test_an_initiative_says_what_happened_to_it_before(report, made):
    words = text(made[names.initiative_page(initiative_with(report, "link-not-found"))])
    assert "21 November 2026: 1 found 14 November 2026: 1 came back, 2 fixed: link replaced, 1 fixed: works again" in words


def test_a_website_that_is_held_back_has_a_page_although_nothing_of_it_is_told(made):
    words = text(made[names.host_page(HELD)])
    assert "The whole website stopped answering on 20 November 2026 (1 day)." in words
    assert "4 links in 1 initiative lead here." in words
    assert "Nothing yet. We look again" in words
    assert "Last seen working Thursday 19 November 2026" in words
    assert "At most 2 requests at a time, 0.5 seconds or more between two of them. Its robots.txt is respected." in words
    assert names.host_page(HELD) in Parsed(made["index.html"]).hrefs


def test_a_website_shows_its_last_thirty_days_as_marks_in_a_sentence_and_as_a_table(made):
    page = made[names.host_page(HELD)]
    strip = page.split('class="strip"')[1].split("</p>")[0]
    assert (strip.count("s-good"), strip.count("s-fix"), strip.count("s-tidy")) == (27, 2, 1)
    assert "Days on which all links worked: 27; some: 1; none: 2. Without a look: 0." in text(page)
    assert "21 November 2026 0 4 0" in text(page)


def test_a_day_without_a_look_is_told_apart_from_a_good_one(made):
    page = made[names.host_page(GONE)]
    assert "Without a look: 21." in text(page)


def test_a_website_that_is_told_lists_its_findings_and_every_address(report, made):
    words = text(made[names.host_page(GONE)])
    assert "Pages of this website vanished together on 18 November 2026 (3 days)." in words
    assert "Ask the partner whether the website has moved." in words
    assert words.count(f"https://{GONE}/1") >= 1
    assert "Every address here: 3" in words
    assert "18 November 2026" in words


@pytest.mark.parametrize("robots", [True, False])
def test_a_report_says_how_it_treats_websites(report, robots):
    words = text(pages(replace(report, manners=replace(report.manners, robots=robots)))[names.host_page(HELD)])
    assert ("Its robots.txt is respected." in words) is robots


def test_a_report_of_an_older_version_says_nothing_of_manners(report):
    assert "How we treat" not in text(pages(replace(report, manners=None))[names.host_page(HELD)])


def test_a_link_tells_the_first_look_that_failed_the_one_that_made_it_sure_and_those_since(report):
    line = next(line for line in report.lines if line.finding.rule == "link-not-found" and line.days_open > 3)
    night = timedelta(days=1)
    record = replace(line.record, first_seen=reports.NIGHT - 3 * night, confirmed_at=reports.NIGHT - night)
    row = next(row for row in report.targets if row.check.target_id == line.finding.target_id)
    looks = tuple(replace(row.check, at=row.check.at - back * night) for back in (1, 2, 3)) + row.history[-1:]
    changed = replace(
        report,
        lines=tuple(
            replace(one, record=replace(record, finding=one.finding)) if one.finding.target_id == line.finding.target_id else one
            for one in report.lines
        ),
        targets=tuple(replace(one, history=looks) if one is row else one for one in report.targets),
    )
    words = text(pages(changed)[names.link_page(line.finding.target_id)])
    said = ("Page not found: still", "Page not found: confirmed", "Page not found: again, so we waited", "Page not found: first time, so")
    places = [words.index(one) for one in said]
    assert places == sorted(places)
    assert "Works" in words[places[-1] :]


def test_a_look_that_was_taken_over_from_an_earlier_night_stands_once(report):
    line = next(line for line in report.lines if line.finding.rule == "link-not-found")
    row = next(row for row in report.targets if row.check.target_id == line.finding.target_id)
    again = replace(row, history=(row.check, *row.history))
    before, after = (
        pages(replace(report, targets=tuple(one if each is row else each for each in report.targets)))[
            names.link_page(line.finding.target_id)
        ]
        for one in (row, again)
    )
    assert before == after


def test_a_link_that_was_left_alone_for_once_tells_when_it_was_really_looked_at(report):
    line = next(line for line in report.lines if line.finding.rule == "link-moved")
    earlier = reports.NIGHT - timedelta(days=2)
    targets = tuple(
        replace(row, check=replace(row.check, at=earlier, carried=True)) if row.check.target_id == line.finding.target_id else row
        for row in report.targets
    )
    page = pages(replace(report, targets=targets))[names.initiative_page(line.finding.entry_id)]
    card = next(one for one in page.split("<article ")[1:] if f'aria-labelledby="{line.finding.id}-title"' in one)
    assert "Thursday 19 November 2026, 02:02 CET" in card.split("</article>")[0]


def test_what_a_person_said_stands_with_name_and_day_on_the_page_of_the_link(report, made):
    line = report.waiting[0]
    words = text(made[names.link_page(line.finding.target_id)])
    assert "The partner promised a new page." in words
    assert "Amina K., 21 November 2026" in words


def test_a_mail_address_is_not_shown_as_a_name(report):
    def by_mail(line):
        word = line.acknowledgement
        return line if word is None else replace(line, record=replace(line.record, acknowledgement=replace(word, by="amina@example.org")))

    for page in pages(replace(report, lines=tuple(map(by_mail, report.lines)))).values():
        assert "amina@" not in page


@pytest.mark.parametrize("kind", list(AckKind))
def test_every_kind_of_word_is_told_in_a_sentence(report, kind):
    def said(line):
        word = line.acknowledgement
        return line if word is None else replace(line, record=replace(line.record, acknowledgement=replace(word, kind=kind)))

    page = pages(replace(report, lines=tuple(map(said, report.lines))))["index.html"]
    assert "24 November 2026" in text(page).split("Waiting by agreement")[1]
    assert "…" not in text(page)


def test_every_link_of_a_detailed_report_leads_somewhere(made):
    ids = {name: set(Parsed(page).ids) for name, page in made.items()}
    for name, page in made.items():
        for href in Parsed(page).hrefs:
            if href.startswith(("http", "../2026", "../index.html")) or href.endswith((".json", ".csv", ".jsonl", ".sarif", "report.html")):
                continue
            path, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if target in {"../index.html", "../latest/index.html", "../2026-11-20/index.html"} or LASTING.fullmatch(target):
                continue
            assert target in made, (name, href)
            assert not anchor or anchor in ids[target], (name, href)
