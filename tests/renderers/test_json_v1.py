"""``report.json``: the shape, the rules of the format, and its schema."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.run import RunStatus
from audit.renderers.json_v1 import VERSION, AuditReport, JsonRenderer, schema_text
from audit.renderers.json_v1.renderer import made_schema_text
from audit.renderers.mended import mended
from tests.renderers import reports

KEYS = (
    "schema schema_version report tool run baseline coverage health totals findings fixed left not_rechecked targets hosts initiatives "
    "acknowledgements rules faults links"
)


def document(report) -> dict:
    return json.loads(next(iter(JsonRenderer().render(report))).content)


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_every_kind_of_report_fits_the_schema(make):
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document(make()))


def test_the_shipped_schema_is_the_one_of_the_shape():
    assert schema_text() == made_schema_text(), "write `made_schema_text()` into audit/renderers/json_v1/schema.json"
    assert json.loads(schema_text())["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_every_part_is_there_whatever_was_found(make):
    assert list(document(make())) == KEYS.split()


@pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)
def test_the_same_report_makes_the_same_bytes_whatever_the_order_of_its_parts(make):
    report = make()
    shuffled = replace(
        report,
        lines=report.lines[::-1],
        closed=report.closed[::-1],
        initiatives=report.initiatives[::-1],
        targets=report.targets[::-1],
        hosts=report.hosts[::-1],
        rules=report.rules[::-1],
    )
    assert [one.content for one in JsonRenderer().render(report)] == [one.content for one in JsonRenderer().render(shuffled)]


def test_findings_stand_by_severity_then_age_then_id():
    found = document(reports.several())["findings"]
    order = {"remove": 0, "fix": 1, "tidy": 2}
    keys = [(order[one["severity"]], one["first_seen"], one["id"]) for one in found]
    assert keys == sorted(keys)


def test_a_finding_tells_its_place_to_the_column():
    found = document(reports.tiny())["findings"][0]
    assert found["occurrences"] == [
        {
            "ordinal": 1,
            "text": "Apply by June",
            "href": "https://river.example/apply-2025",
            "context": "The places are limited. Apply by June and bring two people along.",
            "path": "description.3.content.1",
            "file": "content/collections/initiatives/water-for-every-school-1.md",
            "line": 24,
            "column": 7,
        }
    ]
    assert found["links"]["html"].startswith("https://audit.example.org/reports/2026-11-21/initiatives/i1_")
    assert found["links"]["html"].endswith(f"#{found['id']}")


def test_the_states_of_open_findings_add_up_to_their_number():
    totals = document(reports.several())["totals"]
    states = totals["by_state"]
    assert totals["open"] == sum(states[word] for word in ("new", "came_back", "open", "changed"))
    assert totals["open"] == sum(totals["by_severity"].values()) + totals["by_certainty"]["cannot_tell"]
    assert totals["open"] == sum(totals["by_rule"].values())
    assert (totals["by_certainty"]["suspected"], states["fixed"], states["left"]) == (1, 1, 1)


def test_without_a_baseline_no_state_is_claimed():
    first = document(reports.first())
    assert {one["state"] for one in first["findings"]} == {None}
    assert first["baseline"] == {"report_id": None, "comparable": False, "reason": "first-run", "skipped": []}


def test_a_run_that_cannot_be_trusted_says_why():
    told = document(reports.inconclusive())
    assert told["run"]["status"] == "inconclusive"
    assert told["run"]["why"] == reports.inconclusive().run.why
    assert told["run"]["canaries"] == {"ok": 0, "failed": 10}
    assert told["faults"] == [{"stage": "probe", "subject": "https://river.example/", "message": "RuntimeError: no route"}]
    failed = reports.tiny()
    failed = replace(failed, run=replace(failed.run, status=RunStatus.FAILED, why="the disk was full", finished_at=None))
    told = document(failed)["run"]
    assert (told["error"], told["finished_at"], told["duration_ms"]) == ("the disk was full", None, None)


def test_every_moment_is_in_utc_to_the_second():
    report = reports.tiny()
    tokyo = datetime(2026, 11, 21, 11, 2, 3, 456789, tzinfo=timezone(timedelta(hours=9)))
    report = replace(report, run=replace(report.run, started_at=tokyo))
    assert document(report)["run"]["started_at"] == "2026-11-21T02:02:03Z"
    assert document(report)["report"]["generated_at"] == "2026-11-21T01:44:03Z"


def test_reports_hosted_nowhere_lead_on_by_relative_addresses():
    told = document(replace(reports.several(), base_url=""))
    assert told["report"]["url"] is None
    assert told["schema"] == "report.schema.json"
    assert told["links"]["html"] == "index.html"
    assert told["links"]["previous"] == "../2026-11-20/report.json"
    assert document(replace(reports.several(), previous_id=None))["links"]["previous"] is None
    assert document(reports.several())["links"]["previous"] == "https://audit.example.org/reports/2026-11-20/"


def test_no_address_or_name_of_a_person_stands_in_it():
    told = document(reports.several())
    assert {one["owner_ref"] for one in told["initiatives"]} == {"o1_7f3a"}
    assert "@" not in json.dumps(told)


def test_a_reader_ignores_what_it_does_not_know():
    told = document(reports.several())
    later = {**told, "schema_version": "1.7", "weather": {"sky": "blue"}}
    later["findings"][0] |= {"state": "hibernating", "smell": "none"}
    assert AuditReport.model_validate(later).findings[0].state == "hibernating"
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(later)
    assert told["schema_version"] == VERSION


@given(st.text(alphabet=st.characters(categories=None), max_size=40))
def test_any_text_can_be_written_and_read_back(text):
    report = reports.tiny()
    report = replace(report, initiatives=(replace(report.initiatives[0], title=text),))
    assert document(report)["initiatives"][0]["title"] == mended(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Lu"]), max_size=10))
def test_mended_text_can_be_encoded_and_mending_twice_changes_nothing(text):
    assert mended(mended(text)) == mended(text)
    mended(text).encode()


def test_the_clock_of_the_fixtures_is_utc():
    assert reports.NIGHT.tzinfo is UTC
