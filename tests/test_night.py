"""From content on disk to a report on disk, a row in the database, and what changes over several nights."""

import asyncio
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.config.shape import Checks, Config, Content, PerHost, Rechecks, Reports, RunSettings
from audit.ports import Progress
from tests.content import write_entry
from tests.small_web import SmallWeb, small_web

FIRST = datetime(2026, 11, 18, 2, tzinfo=UTC)


class Nights:
    """A site, a web, and audits of the one against the other."""

    def __init__(self, folder: Path, web: SmallWeb) -> None:
        self.engine = "local"
        self.at_once = Checks().max_at_once
        self.rechecks = Rechecks()
        self.site, self.reports, self.web = folder / "site", folder / "reports", web

    @property
    def config(self) -> Config:
        return Config(
            content=Content(path=self.site),
            checks=Checks(per_host=PerHost(max=8, interval=0), max_at_once=self.at_once, retries=0, https_upgrade=False),
            reports=Reports(path=self.reports),
            run=RunSettings(engine=self.engine),
            rechecks=self.rechecks,
        )

    def audit(self, at: datetime, *, canaries: tuple[str, ...] = (), kind: str = "manual", progress: Progress | None = None) -> dict:
        clock, world = ClockSetTo.starting(at), self.web.world(canaries=canaries)
        asyncio.run(wiring.audit_once(self.config, kind=kind, progress=progress or NoProgress(), clock=clock, world=world))
        return json.loads((self.reports / "latest" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example", "canary.example") as web:
        yield Nights(tmp_path, web)


def shown(report: dict, rule: str = "link-not-found") -> list[dict]:
    return [finding for finding in report["findings"] if finding["rule_id"] == rule and finding["certainty"] != "suspected"]


def test_a_link_mended_in_the_content_is_fixed_and_nothing_is_new(nights):
    write_entry(nights.site, "water", ["http://partner.example/gone-a", "http://partner.example/gone-b", "http://partner.example/fine"])
    first = nights.audit(FIRST)
    second = nights.audit(FIRST + timedelta(days=1))
    write_entry(nights.site, "water", ["http://partner.example/better", "http://partner.example/gone-b", "http://partner.example/fine"])
    third = nights.audit(FIRST + timedelta(days=2))

    assert shown(first) == []
    assert {finding["state"] for finding in shown(second)} == {"new"}
    assert [finding["id"] for finding in third["fixed"]] == [
        finding["id"] for finding in shown(second) if "number 0" in finding["occurrences"][0]["text"]
    ]
    assert third["fixed"][0]["fixed_by"] == "link_replaced"
    assert [finding["state"] for finding in shown(third)] == ["open"]
    assert third["totals"]["by_state"]["new"] == 0


def test_a_link_mended_before_it_was_confirmed_is_fixed_too_since_someone_mended_it(nights):
    write_entry(nights.site, "water", ["http://partner.example/gone-a", "http://partner.example/gone-b"])
    nights.audit(FIRST)
    write_entry(nights.site, "water", ["http://partner.example/better", "http://partner.example/gone-b"])
    second = nights.audit(FIRST + timedelta(hours=1))

    assert [finding["fixed_by"] for finding in second["fixed"]] == ["link_replaced"]
    assert second["totals"]["by_state"]["new"] == 0


def test_a_page_that_failed_once_and_came_back_was_never_news(nights):
    write_entry(nights.site, "water", ["http://partner.example/sometimes"])
    nights.web.dead.add("/sometimes")
    first = nights.audit(FIRST)
    nights.web.dead.clear()
    second = nights.audit(FIRST + timedelta(days=1))

    assert shown(first) == shown(second) == []
    assert second["fixed"] == []


def test_a_target_that_recovers_is_fixed_after_two_good_nights(nights):
    write_entry(nights.site, "water", ["http://partner.example/sometimes"])
    nights.web.dead.add("/sometimes")
    nights.audit(FIRST)
    nights.audit(FIRST + timedelta(days=1))
    nights.web.dead.clear()
    third = nights.audit(FIRST + timedelta(days=2))
    fourth = nights.audit(FIRST + timedelta(days=3))

    assert len(shown(third)) == 1
    assert third["fixed"] == []
    assert [finding["fixed_by"] for finding in fourth["fixed"]] == ["target_recovered"]


def test_after_a_lost_store_nothing_is_called_new(nights):
    write_entry(nights.site, "water", ["http://partner.example/gone-a", "htps://www.partner.org/typo"])
    nights.audit(FIRST)
    nights.audit(FIRST + timedelta(days=1))
    for file in nights.reports.glob("audit.sqlite*"):
        file.unlink()
    third = nights.audit(FIRST + timedelta(days=2))

    assert third["baseline"]["report_id"] is None
    assert {finding["state"] for finding in third["findings"]} == {None}
    assert third["totals"]["by_state"]["new"] == 0


def test_when_our_own_network_is_down_no_link_changes_its_state_and_content_still_counts(nights):
    canaries = ("http://canary.example/a", "http://canary.example/b")
    path = write_entry(nights.site, "water", ["http://partner.example/gone-a"])
    nights.audit(FIRST, canaries=canaries)
    before = nights.audit(FIRST + timedelta(days=1), canaries=canaries)
    nights.web.dead.update({"/a", "/b"})
    nights.web.requests.clear()
    path.write_text(path.read_text().replace("call_to_action: 'Join us'\n", ""))
    down = nights.audit(FIRST + timedelta(days=2), canaries=canaries)
    asked = set(nights.web.requests)
    nights.web.dead.clear()
    after = nights.audit(FIRST + timedelta(days=3), canaries=canaries)

    assert "/gone-a" not in asked
    assert down["run"]["status"] == "inconclusive"
    assert "our own connection" in down["run"]["why"]
    assert down["fixed"] == []
    assert any(finding["rule_id"] == "content-cta-missing" for finding in down["findings"])
    assert [finding["id"] for finding in shown(after)] == [finding["id"] for finding in shown(before)]
    assert {finding["state"] for finding in shown(after)} == {"open"}
    assert after["baseline"]["skipped"][0]["reason"] == "inconclusive"


def test_a_second_run_of_a_day_is_a_revision_and_the_first_report_stays_as_it_was(nights):
    write_entry(nights.site, "water", ["http://partner.example/fine"])
    nights.audit(FIRST)
    day = nights.reports / "2026-11-18"
    before = {path.name: path.read_bytes() for path in day.iterdir() if path.is_file()}
    second = nights.audit(FIRST + timedelta(hours=3))

    assert second["report"]["revision"] == 2
    assert (nights.reports / "2026-11-18.2" / "index.html").exists()
    assert (nights.reports / "latest").resolve() == nights.reports / "2026-11-18.2"
    assert {path.name: path.read_bytes() for path in day.iterdir() if path.is_file()} == before


def test_a_file_that_cannot_be_read_is_a_finding_with_its_place_and_the_others_go_on(nights):
    write_entry(nights.site, "water", ["http://partner.example/fine"])
    broken = write_entry(nights.site, "broken", ["http://partner.example/gone-salvaged"])
    broken.write_text(broken.read_text().replace("call_to_action: 'Join us'", "call_to_action: 'Join us"))
    report = nights.audit(FIRST)
    (finding,) = [finding for finding in report["findings"] if finding["rule_id"] == "content-unreadable"]

    assert finding["occurrences"][0]["file"].endswith("partner_initiatives/broken.md")
    assert finding["occurrences"][0]["line"] >= 5
    assert report["coverage"]["initiatives"] == 2
    assert report["coverage"]["initiatives_read"] == 1
    assert nights.web.requests["/gone-salvaged"] >= 1


def test_a_run_without_content_ends_with_nothing_to_audit(nights):
    from audit.errors import NothingToAudit

    shutil.rmtree(nights.site, ignore_errors=True)
    with pytest.raises(NothingToAudit):
        nights.audit(FIRST)


def test_a_page_that_has_not_changed_is_not_sent_again(nights):
    nights.web.tags = True
    write_entry(nights.site, "water", [f"http://partner.example/long/{number}" for number in range(8)])
    first = nights.audit(FIRST)
    sent_first, nights.web.sent = nights.web.sent, 0
    second = nights.audit(FIRST + timedelta(days=1))

    assert nights.web.sent <= sent_first * 0.05
    assert [target["verdict"] for target in second["targets"]] == [target["verdict"] for target in first["targets"]] == ["ok"] * 8


def test_a_page_that_dies_is_noticed_although_it_was_remembered(nights):
    nights.web.tags = True
    write_entry(nights.site, "water", ["http://partner.example/long/1"])
    nights.audit(FIRST)
    nights.web.dead.add("/long/1")
    second = nights.audit(FIRST + timedelta(days=1))

    assert [target["verdict"] for target in second["targets"]] == ["broken"]


def test_every_core_finds_the_same(nights):
    links = [f"http://{host}/{kind}-{number}" for host in nights.web.names for kind in ("fine", "gone") for number in range(5)]
    write_entry(nights.site, "water", links)
    alone = nights.audit(FIRST)
    nights.engine = "processes"
    together = nights.audit(FIRST + timedelta(hours=1))

    assert {target["url"]: target["verdict"] for target in together["targets"]} == {
        target["url"]: target["verdict"] for target in alone["targets"]
    }
