"""From a report to its JSON document."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from audit.model.finding import SEVERITY_ORDER, Certainty
from audit.model.report import Line, Report
from audit.model.standing import State
from audit.renderers import names
from audit.renderers.json_v1.about import (
    BaselinePart,
    Canaries,
    CoveragePart,
    HealthPart,
    LikeForLike,
    ReportPart,
    Ruleset,
    RunPart,
    Scope,
    SkippedReport,
    Tool,
    Totals,
    TriggeredBy,
    Unjudged,
    Warned,
)
from audit.renderers.json_v1.entries import acknowledgement_part, closed_part, finding_part, host_part, initiative_part, target_part
from audit.renderers.json_v1.found import DocumentLinks, FaultPart, FixedPart, RulePart
from audit.renderers.json_v1.shape import VERSION, AuditReport, Header

_HEALTH_DEFINITION = 1
_VIA = {"scheduled": "schedule", "on_demand": "api", "demo": "demo"}


def header(report: Report) -> Header:
    """Everything but the lists."""
    return Header(
        schema_address=names.address(report, names.SCHEMA),
        schema_version=VERSION,
        report=_report_part(report),
        tool=_tool(report),
        run=_run_part(report),
        baseline=_baseline(report),
        coverage=_coverage(report),
        health=_health(report),
        totals=_totals(report),
    )


def sorted_lines(report: Report) -> list[Line]:
    """The findings in the order of the format."""
    return sorted(report.lines, key=lambda line: (SEVERITY_ORDER.index(line.finding.severity), line.record.first_seen, line.finding.id))


def audit_report(report: Report, *, most_findings: int) -> AuditReport:
    """The whole document, sorted so that one report always makes the same one; without findings when there are more than so many."""
    lines = sorted_lines(report) if len(report.lines) <= most_findings else []
    top = header(report)
    return AuditReport(
        **{name: getattr(top, name) for name in Header.model_fields},
        findings=tuple(finding_part(line, report) for line in lines),
        fixed=_closed(report, State.FIXED),
        left=_closed(report, State.LEFT),
        not_rechecked=_closed(report, State.NOT_RECHECKED),
        targets=tuple(target_part(row) for row in sorted(report.targets, key=lambda row: row.check.target_id)),
        hosts=tuple(host_part(row) for row in sorted(report.hosts, key=lambda row: row.host)),
        initiatives=tuple(initiative_part(row) for row in sorted(report.initiatives, key=lambda row: (row.id, row.path))),
        acknowledgements=tuple(acknowledgement_part(word) for word in sorted(report.acknowledgements, key=lambda word: word.id)),
        rules=tuple(
            RulePart(id=rule, severity=severity, help_url=names.address(report, names.rule_place(rule)))
            for rule, severity in sorted(report.rules)
        ),
        faults=tuple(FaultPart(stage=fault.stage, subject=fault.subject, message=fault.message) for fault in report.run.faults),
        links=_links(report),
    )


def _closed(report: Report, state: State) -> tuple[FixedPart, ...]:
    return tuple(closed_part(one) for one in sorted(report.closed, key=lambda one: one.record.id) if one.state is state)


def _report_part(report: Report) -> ReportPart:
    return ReportPart(
        id=report.id,
        revision=report.revision,
        url=f"{report.base_url}/{report.id}/" if report.base_url else None,
        generated_at=report.generated_at,
        timezone=report.timezone,
    )


def _tool(report: Report) -> Tool:
    rules = "\n".join(f"{rule} {severity}" for rule, severity in sorted(report.rules))
    return Tool(
        name="initiative-audit",
        version=report.tool_version,
        user_agent=report.user_agent,
        ruleset=Ruleset(version=report.ruleset, sha256=hashlib.sha256(rules.encode()).hexdigest()),
        health_definition=_HEALTH_DEFINITION,
    )


def _run_part(report: Report) -> RunPart:
    run = report.run
    failed = run.status == "failed"
    return RunPart(
        id=run.id,
        kind=run.kind,
        status=run.status,
        why=run.why or None,
        scope=Scope(type=run.scope.partition(":")[0], value=run.scope),
        triggered_by=TriggeredBy(via=_VIA.get(run.kind, "command"), by=None),
        started_at=run.started_at,
        finished_at=run.finished_at,
        duration_ms=max(int((run.finished_at - run.started_at).total_seconds() * 1000), 0) if run.finished_at else None,
        error=(run.why or None) if failed else None,
        warnings=tuple(Warned(code=one.code, message=one.message, host=one.host or None) for one in run.warnings),
        canaries=Canaries(ok=sum(one.ok for one in run.canaries), failed=sum(not one.ok for one in run.canaries)),
    )


def _baseline(report: Report) -> BaselinePart:
    baseline = report.baseline
    return BaselinePart(
        report_id=baseline.report_id,
        comparable=baseline.comparable,
        reason=baseline.reason or None,
        skipped=tuple(SkippedReport(report_id=report_id, reason=reason) for report_id, reason in baseline.skipped),
    )


def _coverage(report: Report) -> CoveragePart:
    coverage = report.coverage
    return CoveragePart(
        initiatives=coverage.initiatives,
        initiatives_read=coverage.initiatives_read,
        drafts=coverage.drafts,
        skipped=dict(sorted(coverage.skipped)),
        links=coverage.links,
        internal=coverage.internal,
        targets=coverage.targets,
        judged=coverage.judged,
        percent=coverage.percent,
        not_judged=tuple(
            Unjudged(reason=one.reason, links=one.links, initiatives=one.initiatives)
            for one in sorted(coverage.not_judged, key=lambda one: (-one.links, one.reason))
        ),
    )


def _health(report: Report) -> HealthPart:
    health = report.health
    compared = health.like_for_like_initiatives
    return HealthPart(
        percent=health.percent,
        clean=health.clean,
        broken=health.broken,
        unknown=health.unknown,
        in_grace=health.in_grace,
        comparable=health.comparable,
        like_for_like=None if compared is None else LikeForLike(initiatives=compared, change_points=health.change_points),
        joined=health.joined,
        left=health.left,
        left_broken=health.left_broken,
        median_days_open=health.median_days_open,
    )


def _totals(report: Report) -> Totals:
    shown = [line for line in report.lines if line.finding.certainty is not Certainty.SUSPECTED]
    states = Counter(line.record.state for line in shown) + Counter(one.state for one in report.closed)
    return Totals(
        open=len(shown),
        by_severity=_counts((line.finding.severity for line in shown if line.finding.certainty is Certainty.CONFIRMED), SEVERITY_ORDER),
        by_certainty=_counts((line.finding.certainty for line in report.lines), tuple(Certainty)),
        by_state={state.value: states[state] for state in State},
        by_rule=dict(sorted(Counter(line.finding.rule for line in shown).items())),
        acknowledged=len(report.waiting),
    )


def _counts(values: Iterable[str], words: Iterable[str]) -> dict[str, int]:
    found = Counter(values)
    return {str(word): found[word] for word in words}


def _links(report: Report) -> DocumentLinks:
    return DocumentLinks(
        html=names.address(report, names.OVERVIEW),
        jsonl=names.address(report, names.JSON_LINES),
        csv=names.address(report, names.CSV),
        sarif=names.address(report, names.SARIF),
        previous=_previous(report),
    )


def _previous(report: Report) -> str | None:
    if report.previous_id is None:
        return None
    return f"{report.base_url}/{report.previous_id}/" if report.base_url else f"../{report.previous_id}/{names.JSON}"
