"""A whole website goes down: one event that night, nothing about its links, and one thing to do once it is sure."""

from datetime import timedelta

import pytest

from audit.renderers import names
from tests.content import write_entry
from tests.renderers.pages import text
from tests.small_web import small_web
from tests.test_night import FIRST, Nights

DAY = timedelta(days=1)
LINKS, INITIATIVES = 60, 12


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example", "calm.example") as web:
        made = Nights(tmp_path, web)
        for number in range(INITIATIVES):
            hrefs = [f"http://partner.example/page-{at}" for at in range(number, LINKS, INITIATIVES)]
            write_entry(made.site, f"water-{number}", [*hrefs, "http://calm.example/fine"])
        yield made


def told(report: dict) -> list[dict]:
    return [one for one in report["findings"] if one["family"] == "link" and one["certainty"] != "suspected"]


def test_sixty_links_of_one_website_are_one_event_and_then_one_thing_to_do(nights):
    nights.audit(FIRST)
    nights.web.down.add("partner.example")
    first = nights.audit(FIRST + DAY)
    second = nights.audit(FIRST + 2 * DAY)
    later = [nights.audit(FIRST + day * DAY) for day in (3, 4)][-1]

    assert [(one["host"], one["links"], bool(one["event"])) for one in first["hosts"]] == [("partner.example", LINKS, True)]
    assert told(first) == told(second) == []
    assert first["totals"]["by_state"]["new"] == 0
    assert len(told(later)) == LINKS
    overview = (nights.reports / "latest" / "index.html").read_text(encoding="utf-8")
    fixes = overview.split('<h2 id="fix"')[1].split("<h2 ")[0]
    assert fixes.count("<article") == 1
    assert f"See all {LINKS} places" in text(f"<body>{fixes}</body>")
    host = text((nights.reports / "latest" / names.host_page("partner.example")).read_text(encoding="utf-8"))
    assert "Links here" in host or f"Every address here: {LINKS}" in host
    assert "Last seen working Wednesday 18 November 2026, 02:00 UTC" in host
