"""Findings, initiatives, targets and websites as the API answers with them: the parts of the JSON report, with addresses of the service."""

from collections.abc import Container, Iterable
from typing import Any
from urllib.parse import quote

from audit.model.report import Closed, InitiativeRow, Line, Report
from audit.model.standing import Check, Record
from audit.renderers.json_v1.entries import closed_part, finding_part
from audit.run.closer import Looked
from audit.run.publishable import publishable_check
from audit.service.stamps import stamp


def finding_body(line: Line, report: Report, *, initiatives: Container[str]) -> dict[str, Any]:
    """An open finding; `initiatives` are the ids of those that have an address: what is wrong with settings is nobody's."""
    entry_id = line.finding.entry_id
    body: dict[str, Any] = finding_part(line, report).model_dump(mode="json", by_alias=True)
    body["verdict"] = line.verdict or None
    body["url"] = line.target_url or None
    body["links"] = {
        "self": f"/api/v1/findings/{line.finding.id}",
        "html": f"/findings/{line.finding.id}",
        "initiative": initiative_address(entry_id) if entry_id in initiatives else None,
        "target": f"/api/v1/targets/{line.finding.target_id}" if line.finding.target_id else None,
        "edit": line.edit_url or None,
    }
    return body


def closed_body(closed: Closed) -> dict[str, Any]:
    """A finding that is over."""
    return {**closed_part(closed).model_dump(mode="json", by_alias=True), "title": closed.title}


def looked_body(looked: Looked) -> dict[str, Any]:
    """What a closer look saw: what became of everything that was known, and what is new."""
    report = looked.report
    rows = {row.id for row in report.initiatives}
    now = {"still": looked.still, "recovering": looked.recovering, "new": looked.fresh, "suspected": looked.suspected}
    return {
        "initiatives": [{"id": row.id, "title": row.title, "links": row.links, "judged": row.judged} for row in report.initiatives],
        "counts": {
            "known": looked.known,
            "fixed": len(looked.fixed),
            **{word: len(lines) for word, lines in now.items()},
            "not_rechecked": len(looked.untold),
        },
        "findings": [{"now": word, **finding_body(line, report, initiatives=rows)} for word, lines in now.items() for line in lines],
        "fixed": [closed_body(one) for one in looked.fixed],
        "not_rechecked": [closed_body(one) for one in looked.untold],
    }


def past_body(record: Record) -> dict[str, Any]:
    """A finding as the store remembers it, open or over."""
    finding = record.finding
    return {
        "id": record.id,
        "rule_id": finding.rule,
        "initiative_id": finding.entry_id,
        "target_id": finding.target_id or None,
        "certainty": finding.certainty.value,
        "state": record.state.value if record.state else None,
        "fixed_by": record.fixed_by.value if record.fixed_by else None,
        **{f"{word}_at": stamp(moment) for word, moment in _moments(record).items()},
    }


def _moments(record: Record) -> dict[str, Any]:
    return {
        "first_seen": record.first_seen,
        "shown": record.shown_at,
        "confirmed": record.confirmed_at,
        "changed": record.changed_at,
        "returned": record.returned_at,
        "recovering": record.recovering_since,
        "last_seen": record.last_seen,
        "closed": record.closed_at,
    }


def check_body(check: Check) -> dict[str, Any]:
    """One look at a target, which the store keeps as it was: what an address opens with is left out."""
    check = publishable_check(check)
    return {
        "at": stamp(check.at),
        "verdict": check.judgement.verdict.value,
        "reason": check.judgement.reason,
        "final_url": check.judgement.final_url,
        "method": check.method or None,
        "status": check.status,
        "ms": check.ms,
        "error": check.error or None,
    }


def initiative_body(row: InitiativeRow, report: Report, lines: Iterable[Line]) -> dict[str, Any]:
    """An initiative with its open findings, which are among these lines, and its links."""
    own = [line for line in lines if line.finding.entry_id == row.id]
    return {
        "id": row.id,
        "title": row.title,
        "file": row.path,
        "collection": row.collection,
        "partner": row.partner or None,
        "owner_ref": row.owner_ref or None,
        "owner_source": row.owner_source or None,
        "updated_at": stamp(row.updated_at),
        "content_sha256": row.content_sha256,
        "health": row.health,
        "checked_at": stamp(report.run.started_at),
        "report_id": report.id,
        "links_count": row.links,
        "judged_count": row.judged,
        "findings": [finding_body(line, report, initiatives=(row.id,)) for line in own],
        "fixed": [closed_body(one) for one in report.closed if one.record.finding.entry_id == row.id],
        "mentions": [{"text": one.text, "field": one.field_label, "line": one.line, "target_id": one.target_id} for one in row.mentions],
        "links": {"self": initiative_address(row.id), "findings": f"/api/v1/findings?initiative={_quoted(row.id)}"},
    }


def initiative_address(entry_id: str) -> str:
    """Where the API knows an initiative."""
    return f"/api/v1/initiatives/{_quoted(entry_id)}"


def _quoted(text: str) -> str:
    return quote(text, safe="")
