"""Nights on which our own network, or a whole website, goes down."""

from datetime import timedelta

import pytest

from tests.content import write_entry
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown

DAY = timedelta(days=1)
SITES = tuple(f"partner-{number}.example" for number in range(40))
CANARIES = ("http://canary.example/a", "http://canary.example/b")


@pytest.fixture
def nights(tmp_path):
    with small_web(*SITES, "canary.example") as web:
        yield Nights(tmp_path, web)


def verdicts(report: dict) -> dict[str, str]:
    return {target["url"]: target["verdict"] for target in report["targets"]}


def test_a_network_that_dies_half_way_leaves_every_link_as_it_was(nights):
    write_entry(nights.site, "water", [*(f"http://{site}/report" for site in SITES), "http://canary.example/gone"])
    nights.audit(FIRST, canaries=CANARIES)
    before = nights.audit(FIRST + DAY, canaries=CANARIES)
    nights.web.requests.clear()
    nights.web.until, nights.at_once = 20, 8  # fewer than are answered, so that some pages are there and read before the end
    down = nights.audit(FIRST + 2 * DAY, canaries=CANARIES)
    asked = sum(count for path, count in nights.web.requests.items() if path == "/report")
    nights.web.until = None
    after = nights.audit(FIRST + 3 * DAY, canaries=CANARIES)

    assert down["run"]["status"] == "inconclusive"
    assert asked < 2 * len(SITES)
    assert "ok" in verdicts(down).values()
    assert down["fixed"] == []
    assert [finding["id"] for finding in shown(after)] == [finding["id"] for finding in shown(before)]
    assert (after["totals"]["by_state"]["new"], after["run"]["status"]) == (0, "complete")
    assert set(verdicts(after).values()) == {"ok", "broken"}


def test_a_website_that_goes_down_is_one_event_and_costs_few_requests(nights):
    write_entry(nights.site, "water", [f"http://{SITES[0]}/report-{number}" for number in range(60)])
    write_entry(nights.site, "fire", [f"http://{site}/report" for site in SITES[1:20]])
    nights.audit(FIRST, canaries=CANARIES)
    nights.audit(FIRST + DAY, canaries=CANARIES)
    nights.web.down = {SITES[0]}
    down = nights.audit(FIRST + 2 * DAY, canaries=CANARIES)
    nights.web.down = set()
    after = nights.audit(FIRST + 3 * DAY, canaries=CANARIES)

    assert down["run"]["status"] == "complete"
    assert [(host["host"], host["event"]) for host in down["hosts"] if host["event"]] == [(SITES[0], "stopped_answering")]
    assert [notice["code"] for notice in down["run"]["warnings"]] == ["host_event"]
    assert not [finding for finding in down["findings"] if finding["certainty"] != "suspected"]
    assert after["findings"] == []
