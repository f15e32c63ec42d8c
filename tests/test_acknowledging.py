"""What a person says of a finding, from the store to everything that people read."""

import asyncio
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from audit import wiring
from audit.clock import ClockSetTo
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty, Severity
from tests.content import write_entry
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown

GRACE = timedelta(days=10)
"""After this an initiative counts for health."""


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", ["http://partner.example/gone-a", "http://partner.example/gone-b"])
        made.audit(FIRST - GRACE)
        yield made


def said(nights: Nights, finding: dict, *, at: datetime, until: date) -> Acknowledgement:
    word = Acknowledgement(
        kind=AckKind.WAITING,
        scope=AckScope.TARGET,
        subject=finding["target_id"],
        family=finding["family"],
        rule=finding["rule_id"],
        severity=Severity(finding["severity"]),
        certainty=Certainty(finding["certainty"]),
        reason="Asked the partner by mail <b>twice</b>.",
        by="Amina K.",
        created_at=at.astimezone(UTC),
        until=until,
    )

    async def keep() -> None:
        store = wiring.store_of(nights.config, clock=ClockSetTo.starting(at))
        await store.open()
        await store.keep_acknowledgements([word])
        await store.close()

    asyncio.run(keep())
    return word


def night(nights: Nights, day: int) -> dict:
    return nights.audit(FIRST + timedelta(days=day))


def section(page: str, name: str) -> str:
    found = re.search(rf'<h2 id="{name}">.*?(?=<h2 )', page, re.DOTALL)
    return found[0] if found else ""


def latest(nights: Nights, name: str) -> str:
    return (nights.reports / "latest" / name).read_text(encoding="utf-8-sig")


def test_an_acknowledged_link_waits_until_its_day_and_comes_back_on_the_next(nights):
    before = night(nights, 0)
    chosen = shown(before)[0]
    word = said(nights, chosen, at=FIRST + timedelta(hours=2), until=(FIRST + timedelta(days=2)).date())

    waiting = night(nights, 1)
    overview = latest(nights, "index.html")
    assert {one["id"]: one["acknowledgement"] for one in shown(waiting)} == {
        one["id"]: word.id if one["id"] == chosen["id"] else None for one in shown(before)
    }
    assert chosen["id"] in section(overview, "waiting")
    assert chosen["id"] not in section(overview, "fix")
    assert "Waiting for the partner until 20 November 2026." in overview
    assert "Asked the partner by mail &lt;b&gt;twice&lt;/b&gt;." in overview
    assert "1 problem is waiting by agreement, until 20 November 2026." in overview
    assert "Amina K." in overview, "who said it is for all readers of the page"
    assert "Amina" not in "".join(latest(nights, name) for name in ("report.json", "findings.csv", "findings.sarif"))

    assert [one["acknowledgement"] for one in shown(night(nights, 2)) if one["id"] == chosen["id"]] == [word.id]
    (back,) = [one for one in shown(night(nights, 3)) if one["id"] == chosen["id"]]
    assert (back["state"], back["new_reason"], back["acknowledgement"]) == ("came_back", "waiting_over", None)
    assert chosen["id"] in section(latest(nights, "index.html"), "fix")
    assert "The waiting time is over." in latest(nights, "index.html")


def test_acknowledging_changes_neither_health_nor_any_count(nights):
    before = night(nights, 0)
    for finding in shown(before):
        said(nights, finding, at=FIRST + timedelta(hours=2), until=(FIRST + timedelta(days=20)).date())
    after = night(nights, 1)

    figures = ("percent", "clean", "broken", "unknown", "in_grace", "comparable")
    assert {name: after["health"][name] for name in figures} == {name: before["health"][name] for name in figures}
    assert after["health"]["broken"] == 1
    assert after["health"]["like_for_like"]["change_points"] == 0
    counts = ("open", "by_severity", "by_certainty", "by_rule")
    assert {name: after["totals"][name] for name in counts} == {name: before["totals"][name] for name in counts}
    assert after["totals"]["acknowledged"] == len(shown(before)) == 2


def test_programs_read_the_word_in_every_format(nights):
    chosen = shown(night(nights, 0))[0]
    word = said(nights, chosen, at=FIRST + timedelta(hours=2), until=(FIRST + timedelta(days=20)).date())
    report = night(nights, 1)

    (listed,) = report["acknowledgements"]
    assert listed == {
        "id": word.id,
        "kind": "waiting",
        "target_id": chosen["target_id"],
        "reason": word.reason,
        "by_ref": word.by_ref,
        "created_at": "2026-11-18T04:00:00Z",
        "until": "2026-12-08",
        "scope": "target",
        "subject": chosen["target_id"],
    }
    results = json.loads(latest(nights, "findings.sarif"))["runs"][0]["results"]
    suppressed = {one["partialFingerprints"]["auditFinding/v1"]: one["suppressions"] for one in results if "suppressions" in one}
    assert list(suppressed) == [chosen["id"]]
    assert suppressed[chosen["id"]][0]["justification"] == word.reason
    (row,) = [line for line in latest(nights, "findings.csv").splitlines() if chosen["id"] in line]
    assert row.endswith('"waiting","2026-12-08","Asked the partner by mail <b>twice</b>."')


def test_a_word_in_the_file_beside_the_configuration_holds_as_long_as_it_stands_there(nights, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "acknowledgements.yaml"
    night(nights, 0)
    file.write_text(
        "- target: http://partner.example/gone-a\n  rule: link-not-found\n  kind: waiting\n  reason: Asked the partner by mail.\n"
        "  by: amina\n  since: 2026-11-18\n  until: 2026-12-18\n"
    )
    listed, again = night(nights, 1), night(nights, 2)
    file.unlink()
    taken_out = night(nights, 3)

    assert [report["totals"]["acknowledged"] for report in (listed, again, taken_out)] == [1, 1, 0]
    assert listed["acknowledgements"] == again["acknowledgements"] != []
    assert taken_out["acknowledgements"] == []
