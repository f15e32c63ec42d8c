"""``findings.sarif``: the findings for tools that read SARIF 2.1.0 (OASIS, 27 March 2020), such as code scanning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from audit.model.acknowledgement import Acknowledgement
from audit.model.finding import Occurrence
from audit.model.report import LABELS, Closed, Line, Report
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.ports import Document
from audit.renderers import names
from audit.renderers.written import json_bytes
from audit.wording import Wording, catalogue

MOST_RESULTS = 5_000
"""Code scanning shows no more of one file (GitHub, "SARIF results exceed one or more limits")."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {"remove": "error", "fix": "error", "check": "note", "tidy": "note"}
_SEVERITY_LEVELS = {"remove": "error", "fix": "error", "tidy": "note"}
_BASELINE = {
    State.NEW: "new",
    State.CAME_BACK: "new",
    State.OPEN: "unchanged",
    State.CHANGED: "updated",
    State.NOT_RECHECKED: "unchanged",
    State.FIXED: "absent",
    State.LEFT: "absent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SarifRenderer:
    """The findings as one SARIF log."""

    language: str = "en"

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "sarif"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, catalogue(self.language))]}
        yield Document(name=names.SARIF, content=json_bytes(log))


def _run(report: Report, wording: Wording) -> dict[str, Any]:
    shown = sorted((line for line in report.lines if line.label in LABELS), key=lambda line: LABELS.index(line.label))
    results = [_result(line) for line in shown] + [_over(closed) for closed in report.closed if closed.state in _BASELINE]
    return {
        "tool": {
            "driver": {
                "name": "initiative-audit",
                "semanticVersion": report.tool_version,
                "rules": [_rule(rule, level=_SEVERITY_LEVELS[severity], report=report, wording=wording) for rule, severity in report.rules],
            }
        },
        "automationDetails": {"id": f"{report.run.scope}/{report.id}"},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": results[:MOST_RESULTS],
        "properties": {"findings": len(shown), "report": report.id},
    }


def _rule(rule: str, *, level: str, report: Report, wording: Wording) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": {"text": wording.title(rule)},
        "defaultConfiguration": {"level": level},
    }
    if report.base_url:
        described["helpUri"] = names.address(report, names.rule_place(rule))
    return described


def _invocation(report: Report) -> dict[str, Any]:
    run = report.run
    told = [notice.message for notice in run.warnings] + [f"{fault.stage}: {fault.message}" for fault in run.faults]
    notes: list[dict[str, Any]] = [{"level": "warning", "message": {"text": text}} for text in told if text]
    if run.why:
        notes.insert(0, {"level": "error", "message": {"text": run.why}})
    made: dict[str, Any] = {"executionSuccessful": run.status is RunStatus.COMPLETE, "startTimeUtc": _utc(run.started_at)}
    if run.finished_at:
        made["endTimeUtc"] = _utc(run.finished_at)
    return {**made, "toolExecutionNotifications": notes}


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def _result(line: Line) -> dict[str, Any]:
    finding, message = line.finding, line.message
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[line.label],
        "message": {"text": f"{message.title} {message.do}"},
        "locations": [_location(one) for one in finding.occurrences],
        "partialFingerprints": {"auditFinding/v1": finding.id},
        "properties": {"initiative": line.initiative, "target": line.target_url, "verdict": line.verdict},
    }
    if line.record.state:
        made["baselineState"] = _BASELINE[line.record.state]
    if word := line.acknowledgement:
        made["suppressions"] = [_suppression(word)]
    return made


def _suppression(word: Acknowledgement) -> dict[str, Any]:
    """A person's word; readers of SARIF show what it covers apart (section 3.35)."""
    until = word.until.isoformat()
    return {
        "kind": "external",
        "status": "accepted",
        "justification": word.reason,
        "properties": {"acknowledgement": word.id, "kind": word.kind.value, "until": until},
    }


def _over(closed: Closed) -> dict[str, Any]:
    finding = closed.record.finding
    return {
        "ruleId": finding.rule,
        "level": "none",
        "kind": "notApplicable",
        "message": {"text": closed.title or finding.rule},
        "locations": [_location(one) for one in finding.occurrences],
        "partialFingerprints": {"auditFinding/v1": finding.id},
        "baselineState": _BASELINE[closed.state],
    }


def _location(occurrence: Occurrence) -> dict[str, Any]:
    place = occurrence.location
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if place.sentence:
        region["snippet"] = {"text": place.sentence}
    located: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path.encode("utf-8", "surrogatepass")), "uriBaseId": "SITE"},
            "region": region,
        }
    }
    if place.field:
        located["logicalLocations"] = [{"fullyQualifiedName": place.field, "kind": "member"}]
    return located
