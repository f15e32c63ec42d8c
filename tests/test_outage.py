"""Nights on which our own network, or a whole website, goes down."""

from datetime import timedelta

import pytest

from audit.cli.progress import NoProgress
from tests.content import write_entry
from tests.small_web import SmallWeb, small_web
from tests.test_night import FIRST, Nights, shown

DAY = timedelta(days=1)
SITES = tuple(f"partner-{number}.example" for number in range(120))
CANARIES = ("http://canary.example/a", "http://canary.example/b")


@pytest.fixture
def nights(tmp_path):
    with small_web(*SITES, "canary.example") as web:
        yield Nights(tmp_path, web)


class PlugPulled(NoProgress):
    """Nobody is answered any more as soon as the first address is judged."""

    def __init__(self, web: SmallWeb) -> None:
        self.web, self.probing = web, False

    def stage(self, name: str, **_: object) -> None:
        self.probing = name == "probe"

    def advance(self, **_: object) -> None:
        self.web.silent |= self.probing


def verdicts(report: dict) -> dict[str, str]:
    return {target["url"]: target["verdict"] for target in report["targets"]}


def test_a_network_that_dies_half_way_leaves_every_link_as_it_was(nights):
    write_entry(nights.site, "water", [*(f"http://{site}/report" for site in SITES), "http://canary.example/gone"])
    nights.audit(FIRST, canaries=CANARIES)
    before = nights.audit(FIRST + DAY, canaries=CANARIES)
    nights.web.requests.clear()
    nights.at_once = 4  # so few that most are still to be asked when the first is judged
    down = nights.audit(FIRST + 2 * DAY, canaries=CANARIES, progress=PlugPulled(nights.web))
    asked = sum(count for path, count in nights.web.requests.items() if path == "/report")
    nights.web.silent = False
    after = nights.audit(FIRST + 3 * DAY, canaries=CANARIES)

    assert down["run"]["status"] == "inconclusive"
    assert asked < len(SITES)
    assert {"ok", "unstable", "not_checked"} <= set(verdicts(down).values())
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
