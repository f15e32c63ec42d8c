"""The bodies that the API answers with: its own shapes, apart from the model."""

from typing import Any

from audit.model.acknowledgement import Acknowledgement, AckScope
from audit.model.run import Run
from audit.ports import ReportRow
from audit.run.closer import SCOPE
from audit.service.found import looked_body
from audit.service.stamps import stamp
from audit.service.ticket import RunTicket, Stage


def ticket_body(ticket: RunTicket, *, named: bool) -> dict[str, Any]:
    """A run that was asked for; with `named`, who did."""
    return {
        "id": ticket.id,
        "kind": ticket.kind,
        "status": ticket.state.value,
        "scope": {"type": SCOPE, "initiative_ids": list(ticket.scope)} if ticket.scope else {"type": "collection"},
        "triggered_by": ticket.by if named else None,
        "started_at": stamp(ticket.started_at),
        "finished_at": stamp(ticket.finished_at),
        "progress": progress_body(ticket.stage),
        "why": ticket.why or None,
        "report": report_address(ticket.report_id),
        "result": looked_body(ticket.looked) if ticket.looked else None,
        "links": {"self": f"/api/v1/runs/{ticket.id}", "html": _page_of(ticket)},
    }


def _page_of(ticket: RunTicket) -> str:
    return f"/reports/{ticket.report_id}/" if ticket.report_id else f"/runs/{ticket.id}"


def run_body(run: Run) -> dict[str, Any]:
    """A run that only the store remembers: its progress is over, or was another process's."""
    return {
        "id": run.id,
        "kind": run.kind,
        "status": run.status.value,
        "scope": {"type": SCOPE if run.scope.startswith(f"{SCOPE}:") else "collection"},
        "triggered_by": None,
        "started_at": stamp(run.started_at),
        "finished_at": stamp(run.finished_at),
        "progress": None,
        "why": run.why or None,
        "report": None,
        "result": None,
        "links": {"self": f"/api/v1/runs/{run.id}", "html": None},
    }


def report_body(row: ReportRow) -> dict[str, Any]:
    """A published report."""
    address = f"/reports/{row.report_id}"
    return {
        "id": row.report_id,
        "generated_at": stamp(row.generated_at),
        "run": {"id": row.run.id, "kind": row.run.kind, "status": row.run.status.value, "why": row.run.why or None},
        "totals": dict(sorted(row.totals.items())),
        "health": {"percent": row.health_percent, "clean": row.clean, "broken": row.broken, "unknown": row.unknown},
        "coverage": {"percent": row.coverage_percent},
        "links": {"self": f"/api/v1{address}", "html": f"{address}/", "json": f"{address}/report.json", "csv": f"{address}/findings.csv"},
    }


def acknowledgement_body(word: Acknowledgement) -> dict[str, Any]:
    """What somebody has said of a finding."""
    scope = {AckScope.FINDING: "finding", AckScope.TARGET: "target", AckScope.HOST_RULE: "host"}[word.scope]
    return {
        "id": word.id,
        "kind": word.kind.value,
        "scope": scope,
        "subject": word.subject,
        "rule_id": word.rule,
        "reason": word.reason,
        "by": word.by,
        "created_at": stamp(word.created_at),
        "until": word.until.isoformat(),
        "renewals": len(word.earlier_reasons),
        "matched_at": stamp(word.matched_at),
        "ended_at": stamp(word.ended_at),
        "ended": word.ended.value if word.ended else None,
        "ended_by": word.ended_by or None,
        "filed": word.filed,
        "links": {"self": f"/api/v1/acknowledgements/{word.id}"},
    }


def progress_body(stage: Stage) -> dict[str, Any]:
    """How far a run has come."""
    return {
        "stage": stage.name or None,
        "done": stage.done,
        "total": stage.total,
        "suspected": stage.suspected,
        "eta_seconds": stage.eta_seconds,
    }


def report_address(report_id: str | None) -> str | None:
    """Where the API knows a report."""
    return f"/api/v1/reports/{report_id}" if report_id else None
