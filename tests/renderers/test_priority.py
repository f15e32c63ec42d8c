"""What helps most comes first, and what one deed settles is one thing to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.finding import Finding
from audit.model.report import LABELS, Report
from audit.renderers import names
from audit.renderers.html.actions import actions
from tests.renderers import reports
from tests.renderers.details import detailed
from tests.renderers.pages import pages, text

ROWS = [reports.initiative(number) for number in range(8)]


def dead(url: str, *, row=ROWS[0], kind: str = "inline", days: int = 19):
    return replace(reports.line(0, initiative=row, url=url, days=days), kind=kind)


def order(*lines) -> list[str]:
    return [action.first.target_url or action.first.finding.rule for action in actions(lines)]


def test_a_dead_call_to_action_comes_before_everything_else_to_fix():
    many = [dead("https://many.example/", row=row) for row in ROWS]
    missing = reports.line(6, initiative=ROWS[1], field="call_to_action", days=90)
    button = dead("https://button.example/", kind="call_to_action", days=1)
    assert order(*many, missing, button) == ["https://button.example/", "https://many.example/", "content-cta-missing"]


def test_what_harms_comes_before_a_dead_call_to_action():
    unsafe = reports.line(2, initiative=ROWS[0], url="https://unsafe.example/")
    assert order(dead("https://button.example/", kind="call_to_action"), unsafe)[0] == "https://unsafe.example/"


def test_after_calls_to_action_what_touches_most_initiatives_and_then_the_oldest():
    twice = [dead("https://twice.example/", row=row, days=1) for row in ROWS[:2]]
    assert order(dead("https://young.example/", days=2), dead("https://old.example/", days=50), *twice) == [
        "https://twice.example/",
        "https://old.example/",
        "https://young.example/",
    ]


def test_one_dead_page_in_eight_initiatives_is_one_action_with_eight_places():
    (action,) = actions([dead("https://shared.example/annual", row=row) for row in ROWS])
    assert (len(action.places), action.reach) == (8, 8)
    page = pages(reports.arranged([dead("https://shared.example/annual", row=row) for row in ROWS], ROWS))["index.html"]
    assert page.count("<article") == 1
    assert "8 links · 8 initiatives" in text(page)
    assert "in 8 initiatives" in text(page).split("Start here:")[1][:80]


def test_one_dead_website_is_one_action_however_many_pages_are_linked():
    lines = [reports.line(1, initiative=row, url=f"https://gone.example/{n}") for n, row in enumerate(ROWS)]
    (action,) = actions(lines)
    assert (action.host, len(action.places)) == ("gone.example", 8)


@pytest.mark.parametrize(
    "make", [detailed, lambda: reports.huge(initiatives=80, findings=400, targets=90, hosts=20)], ids=["detailed", "large"]
)
def test_every_finding_shown_says_what_why_what_to_do_when_it_was_checked_and_where(make):
    report: Report = make()
    made = {name: page for name, page in pages(report).items() if name.startswith("initiatives/i1_")}
    shown = [line for line in report.lines if line.label in LABELS]
    assert shown
    for line in shown:
        page = made[names.initiative_page(line.finding.entry_id)]
        card = next(one for one in page.split("<article ")[1:] if f'aria-labelledby="{line.finding.id}-title"' in one)
        card = text(f"<body><p {card.split('</article>')[0]}")
        place = line.finding.occurrences[0].location
        for said in (line.message.title, line.message.why, line.message.do, "Last checked", place.path, f"line {place.line}"):
            assert said, line
            assert said in card


def test_a_recent_finding_never_hides_an_older_one_of_the_same_deed():
    old, young = dead("https://x.example/", days=30), dead("https://x.example/", row=ROWS[1], days=1)
    (action,) = actions([young, old])
    assert action.days_open == 30
    assert action.first_seen == reports.NIGHT - timedelta(days=30)
    assert isinstance(action.first.finding, Finding)
