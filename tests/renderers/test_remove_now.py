"""The feed of what has to go today."""

from dataclasses import replace
from datetime import timedelta

from audit.model.finding import Certainty
from audit.model.report import Line, Report
from audit.renderers import LivingPages, names
from tests.renderers import feeds, reports
from tests.renderers.agreed import waiting

UNSAFE = next(number for number, kind in enumerate(reports.KINDS) if kind[0] == "link-unsafe")
DAY = timedelta(days=1)


def unsafe(number: int = 1, *, age: int = 0, title: str = "", **more) -> Line:
    """An unsafe link that a report first showed so many days ago."""
    line = reports.line(UNSAFE, initiative=reports.initiative(number, title=title), url=f"https://evil-{number}.example/prize", **more)
    return replace(line, record=replace(line.record, shown_at=reports.NIGHT - age * DAY))


def feed(*lines: Line, **more) -> bytes:
    return document(replace(reports.arranged(lines), **more))


def document(report: Report) -> bytes:
    (made,) = LivingPages.of(report).beside
    assert made.name == "feeds/remove-now.atom"
    return made.content


def test_what_has_to_go_today_is_an_entry_newest_first_and_nothing_else_is():
    content = feed(unsafe(1, age=3), unsafe(2), reports.line(0, initiative=reports.initiative(3)), unsafe(4, certainty=Certainty.SUSPECTED))
    assert feeds.told(feeds.read(content), "title") == ["Partner initiatives: remove now"]
    assert feeds.entries(content, "title") == [
        "Water for every school 2: This link leads to an unsafe or taken-over website.",
        "Water for every school 1: This link leads to an unsafe or taken-over website.",
    ]
    assert feeds.entries(content, "id")[0] == f"tag:audit.example.org,2026:remove-now/{unsafe(2).finding.id}"
    assert feeds.entries(content, "updated") == ["2026-11-21T01:02:03Z", "2026-11-18T01:02:03Z"]
    assert "Do not open it to test it." in feeds.entries(content, "summary")[0]


def test_the_unsafe_address_stands_nowhere_and_each_entry_leads_to_its_initiative():
    content = feed(unsafe(7))
    assert b"evil" not in content
    assert feeds.leads_to(content) == [
        f"https://audit.example.org/reports/{names.REMOVE_NOW}",
        f"https://audit.example.org/reports/{names.living_initiative('ini_00007')}",
    ]
    assert feeds.leads_to(feed(unsafe(7), base_url=""))[1] == f"../{names.living_initiative('ini_00007')}"


def test_another_night_that_changes_nothing_makes_the_same_bytes():
    tomorrow = {"date": reports.NIGHT.date() + 40 * DAY, "generated_at": reports.NIGHT + 40 * DAY}
    assert feed(unsafe(1), unsafe(2)) == feed(unsafe(2), unsafe(1), **tomorrow)
    assert feed() == feed(**tomorrow)
    feeds.read(feed())


def test_an_entry_is_updated_when_it_changes_or_comes_back_and_keeps_its_id():
    plain = unsafe(1, age=9)
    changed = replace(plain, record=replace(plain.record, changed_at=reports.NIGHT - 2 * DAY))
    back = replace(plain, record=replace(plain.record, returned_at=reports.NIGHT - DAY, changed_at=reports.NIGHT - 2 * DAY))
    never_told = replace(plain, record=replace(plain.record, shown_at=None))
    told = [feed(line) for line in (plain, changed, back, never_told)]
    assert [feeds.entries(content, "updated")[0][:10] for content in told] == ["2026-11-12", "2026-11-19", "2026-11-20", "2026-11-02"]
    assert len({feeds.entries(content, "id")[0] for content in told}) == 1


def test_what_waits_by_agreement_is_not_asked_for():
    report = reports.arranged([unsafe(1)])
    assert feeds.entries(document(waiting(report, every=True)), "id") == []


def test_it_holds_the_newest_sixty():
    content = feed(*(unsafe(number, age=number) for number in range(1, 90)))
    assert len(feeds.entries(content, "id")) == 60
    assert "school 1:" in feeds.entries(content, "title")[0]


def test_hostile_titles_stand_in_it_as_text():
    content = document(reports.hostile())
    assert b"<script" not in content
    assert feeds.read(content).findall(f"{feeds.ATOM}entry")
    assert all(href.startswith("https://audit.example.org/reports/") and "evil" not in href for href in feeds.leads_to(content))
    for text in reports.HOSTILE:
        assert feeds.entries(feed(unsafe(1, title=text)), "title")
