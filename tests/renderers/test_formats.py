"""JSON lines, SARIF, JUnit, GitHub annotations and Markdown: each as its readers expect it, and safe with any text."""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest

from audit.renderers import FORMATS, RENDERERS, GithubRenderer, JsonLinesRenderer, JunitRenderer, MarkdownRenderer, SarifRenderer
from audit.renderers.json_v1 import JsonRenderer
from audit.renderers.markdown import code, plain
from tests.renderers import reports

SARIF_SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))

every_report = pytest.mark.parametrize("make", reports.SMALL, ids=lambda make: make.__name__)


def content(renderer, report) -> bytes:
    (document,) = renderer.render(report)
    return document.content


def shown(report) -> set[str]:
    return {line.finding.id for line in report.lines if line.label != "suspected"}


@every_report
@pytest.mark.parametrize("renderer", FORMATS, ids=lambda renderer: renderer.name)
def test_the_same_report_makes_the_same_bytes_in_utf_8(make, renderer):
    first, second = list(renderer.render(make())), list(renderer.render(make()))
    assert first == second
    for document in first:
        document.content.decode("utf-8")


def test_each_format_has_a_name_and_a_file_of_its_own():
    names = [renderer.name for renderer in FORMATS]
    assert names == ["html", "json", "csv", "jsonl", "sarif", "one-file", "junit", "github", "markdown"]
    files = [document.name for renderer in FORMATS for document in renderer.render(reports.several())]
    assert len(files) == len(set(files))
    assert set(RENDERERS) <= set(FORMATS)


@every_report
def test_json_lines_show_that_they_are_whole(make):
    report = make()
    told = [json.loads(line) for line in content(JsonLinesRenderer(), report).splitlines()]
    assert told[0]["type"] == "report"
    assert told[-1] == {"type": "end", "count": len(report.lines)}
    assert [one["type"] for one in told[1:-1]] == ["finding"] * len(report.lines)
    whole = json.loads(next(iter(JsonRenderer().render(report))).content)
    assert [{key: value for key, value in one.items() if key != "type"} for one in told[1:-1]] == whole["findings"]
    assert told[0]["totals"] == whole["totals"]


def test_a_report_of_too_many_findings_keeps_them_in_the_lines_alone():
    report = reports.several()
    assert JsonRenderer().most_findings == 50_000
    whole = json.loads(next(iter(JsonRenderer(most_findings=len(report.lines) - 1).render(report))).content)
    assert whole["findings"] == []
    assert whole["totals"]["open"] == len(shown(report))
    assert content(JsonLinesRenderer(), report).count(b'"type": "finding"') == len(report.lines)


@every_report
def test_sarif_is_valid(make):
    log = json.loads(content(SarifRenderer(), make()))
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(log)


def test_sarif_tells_every_finding_with_its_identity_and_what_became_of_it():
    report = reports.several()
    (run,) = json.loads(content(SarifRenderer(), report))["runs"]
    open_now = [one for one in run["results"] if one["baselineState"] != "absent" and one.get("kind", "fail") == "fail"]
    assert {one["partialFingerprints"]["auditFinding/v1"] for one in open_now} == shown(report)
    assert {one["baselineState"] for one in run["results"]} == {"new", "unchanged", "updated", "absent"}
    assert [one["level"] for one in open_now] == sorted((one["level"] for one in open_now), key=["error", "note"].index)
    assert open_now[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 24
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {one["ruleId"] for one in run["results"]}


def test_sarif_names_a_file_as_a_whole_by_its_path_alone():
    report = reports.tiny()
    line = report.lines[0]
    spot = replace(line.finding.occurrences[0], location=replace(line.finding.occurrences[0].location, field="", path="a b/é.md"))
    line = replace(line, record=replace(line.record, finding=replace(line.finding, occurrences=(spot,))))
    (run,) = json.loads(content(SarifRenderer(), replace(report, lines=(line,))))["runs"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%A9.md"
    assert "logicalLocations" not in place


def test_sarif_without_a_baseline_claims_no_state():
    (run,) = json.loads(content(SarifRenderer(), replace(reports.first(), base_url="")))["runs"]
    assert all("baselineState" not in one for one in run["results"])
    assert all("helpUri" not in rule for rule in run["tool"]["driver"]["rules"])


def test_sarif_of_a_run_that_cannot_be_trusted_says_so():
    report = reports.inconclusive()
    (run,) = json.loads(content(SarifRenderer(), replace(report, run=replace(report.run, finished_at=None))))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "endTimeUtc" not in invocation
    assert invocation["toolExecutionNotifications"][0] == {
        "level": "error",
        "message": {"text": reports.inconclusive().run.why},
    }


def test_sarif_holds_no_more_than_code_scanning_shows():
    report = reports.tiny()
    (run,) = json.loads(content(SarifRenderer(), replace(report, lines=report.lines * 5_100)))["runs"]
    assert len(run["results"]) == 5_000
    assert run["properties"]["findings"] == 5_100


@every_report
def test_junit_counts_what_it_holds(make):
    report = make()
    root = fromstring(content(JunitRenderer(), report))
    cases = root.findall(".//testcase")
    assert int(root.get("tests")) == len(cases)
    assert int(root.get("failures")) == len(root.findall(".//failure")) == sum(line.label in ("remove", "fix") for line in report.lines)
    assert int(root.get("skipped")) == len(root.findall(".//skipped")) == sum(line.label == "check" for line in report.lines)
    for suite in root.findall("testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase")) > 0


def test_junit_tells_of_findings_whose_initiative_has_no_row():
    root = fromstring(content(JunitRenderer(), replace(reports.tiny(), initiatives=())))
    assert root.find("testsuite").get("name") == "Water for every school"


@every_report
def test_annotations_stay_below_what_github_shows_and_tell_the_true_number(make):
    report = make()
    lines = content(GithubRenderer(), report).decode().split("\n")
    assert lines.pop() == ""
    kinds = [line.split(" ")[0] for line in lines]
    assert set(kinds) <= {"::error", "::warning", "::notice"}
    assert max(kinds.count("::error"), kinds.count("::notice")) <= 10
    assert kinds.count("::warning") <= 10 + bool(report.run.why)
    assert lines[-1].startswith(f"::notice title=Audit {report.id}::{len(shown(report))} findings in all")


def test_annotations_that_are_left_out_are_counted():
    row = reports.initiative(1)
    lines = [reports.line(0, initiative=row, url=f"https://a.example/{n}") for n in range(94)]
    told = content(GithubRenderer(), reports.arranged(lines, [row])).decode()
    assert told.count("::error ") == 10
    assert "94 findings in all, and 84 more that are not shown here" in told


def test_no_text_starts_a_command_of_its_own():
    row = reports.initiative(1)
    line = reports.line(0, initiative=row)
    line = replace(line, message=replace(line.message, title="a\n::stop-commands::x\r\n::error::y", do="100%"))
    told = content(GithubRenderer(), reports.arranged([line], [row])).decode()
    assert [one[:8] for one in told.split("\n")] == ["::error ", "::notice", ""]
    assert "100%25" in told


@every_report
def test_a_comment_stays_within_what_github_takes(make):
    text = content(MarkdownRenderer(), make()).decode()
    assert len(text) <= 65_536
    assert text.endswith("\n")


def test_a_comment_says_the_result_first_then_what_to_do():
    text = content(MarkdownRenderer(), reports.several()).decode()
    assert text.startswith("**6 initiatives have something a visitor would trip over\\. 2 problems are new since")
    assert "| New | 1 | 1 | 0 | 0 |" in text
    assert "- **Remove now** This link leads to an unsafe or taken\\-over website\\. `https://host-2.example/page?id=2`" in text
    assert "(6 places)" in text
    assert "(<https://audit.example.org/reports/2026-11-21/index.html>)" in text


def test_a_comment_on_a_first_or_a_partial_run_claims_no_more_than_is_known():
    first = content(MarkdownRenderer(), replace(reports.first(), base_url="")).decode()
    assert "| New |" not in first
    assert "audit.example.org" not in first
    assert content(MarkdownRenderer(), reports.partial()).decode().startswith("> **This report is incomplete")


def test_a_long_comment_tells_how_much_it_leaves_out():
    row = reports.initiative(1)
    lines = [reports.line(0, initiative=row, url=f"https://a.example/{n}") for n in range(40)]
    assert "Showing 25 of 40" in content(MarkdownRenderer(), reports.arranged(lines, [row])).decode()


@pytest.mark.parametrize("text", reports.HOSTILE, ids=range(len(reports.HOSTILE)))
def test_no_text_is_markup_or_a_mention_in_a_comment(text):
    said = plain(text)
    assert "\n" not in said
    assert not re.search(r"(?<!\\)[<>\[\]`*_|!]", said)
    assert not re.search(r"@\w", said)
    fence = re.match("`+", code(text))[0]
    assert fence not in code(text)[len(fence) : -len(fence)]
