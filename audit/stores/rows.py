"""Rows of the tables, to and from the nouns."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from audit.history import said_since
from audit.model.acknowledgement import Acknowledgement
from audit.model.report import LABELS, Report
from audit.model.run import Run
from audit.model.standing import Check, PageSeen, Record, State, Streak
from audit.model.verdict import Verdict
from audit.ports import ReportRow
from audit.stores.documents import (
    REPORT_VERSION,
    acknowledgement_to_text,
    judgement_from_text,
    judgement_to_text,
    record_to_text,
    report_to_bytes,
    run_from_text,
    run_to_text,
)

Values = dict[str, Any]

_STREAK_FIELDS = tuple(field.name for field in fields(Streak))


def run_values(run: Run) -> Values:
    """A row of ``runs``."""
    return {"id": run.id, "scope": run.scope, "status": run.status.value, "started_at": run.started_at, "document": run_to_text(run)}


def check_values(run_id: str, check: Check) -> Values:
    """A row of ``checks``."""
    return {
        "run_id": run_id,
        "target_id": check.target_id,
        "url": check.url,
        "host": check.host,
        "at": check.at,
        "verdict": check.judgement.verdict.value,
        "reason": check.judgement.reason,
        "judgement": judgement_to_text(check.judgement),
        "method": check.method,
        "status": check.status,
        "ms": check.ms,
        "error": check.error,
        "requests": check.requests,
        "bytes_received": check.bytes_received,
        "etag": check.etag,
        "last_modified": check.last_modified,
        "excerpt": check.excerpt,
        "title": check.title,
    }


def check_of(row: Row[Any]) -> Check:
    """The check in a row of ``checks``."""
    return Check(
        target_id=row.target_id,
        url=row.url,
        host=row.host,
        at=row.at,
        judgement=judgement_from_text(row.judgement),
        method=row.method,
        status=row.status,
        ms=row.ms,
        error=row.error,
        requests=row.requests,
        bytes_received=row.bytes_received,
        etag=row.etag,
        last_modified=row.last_modified,
        excerpt=row.excerpt,
        title=row.title,
    )


def page_of(row: Row[Any]) -> PageSeen:
    """The page in a row of ``pages``."""
    return PageSeen(
        at=row.at,
        read_at=row.read_at,
        judgement=judgement_from_text(row.judgement),
        etag=row.etag,
        last_modified=row.last_modified,
        excerpt=row.excerpt,
        title=row.title,
    )


def streak_values(streak: Streak) -> Values:
    """A row of ``streaks``."""
    return {name: getattr(streak, name) for name in _STREAK_FIELDS} | {"verdict": streak.verdict.value}


def streak_of(row: Row[Any]) -> Streak:
    """The streak in a row of ``streaks``."""
    return Streak(**{name: getattr(row, name) for name in _STREAK_FIELDS} | {"verdict": Verdict(row.verdict)})


def record_values(scope: str, record: Record) -> Values:
    """A row of ``findings``."""
    return {
        "scope": scope,
        "id": record.id,
        "initiative_id": record.finding.entry_id,
        "rule": record.finding.rule,
        "state": record.state.value if record.state else "",
        "first_seen": record.first_seen,
        "last_seen": record.last_seen,
        "closed_at": record.closed_at,
        "document": record_to_text(record),
    }


def acknowledgement_values(word: Acknowledgement) -> Values:
    """A row of ``acknowledgements``."""
    return {"id": word.id, "created_at": word.created_at, "ended_at": word.ended_at, "document": acknowledgement_to_text(word)}


def report_values(run: Run, report: Report) -> Values:
    """A row of ``reports``."""
    return {
        "run_id": run.id,
        "report_id": report.id,
        "scope": run.scope,
        "started_at": run.started_at,
        "generated_at": report.generated_at,
        "totals": json.dumps(totals(report)),
        "partners": json.dumps({partner: changed for partner, changed in by_partner(report).items() if changed}),
        "health_percent": report.health.told_percent,
        "clean": report.health.clean,
        "broken": report.health.broken,
        "unknown": report.health.unknown,
        "coverage_percent": report.coverage.percent,
        "document_version": REPORT_VERSION,
        "document": report_to_bytes(report),
    }


def report_row_of(row: Row[Any]) -> ReportRow:
    """The report as lists show it, from a row of ``reports`` joined with the document of its run."""
    return ReportRow(
        report_id=row.report_id,
        run=run_from_text(row.run_document),
        generated_at=row.generated_at,
        totals=json.loads(row.totals),
        health_percent=row.health_percent,
        clean=row.clean,
        broken=row.broken,
        unknown=row.unknown,
        coverage_percent=row.coverage_percent,
        partners=json.loads(row.partners) if row.partners else {},
    )


def totals(report: Report) -> Mapping[str, int]:
    """The counts of a report that lists show; ``open`` counts everything that editors are shown."""
    labels = Counter(line.label for line in report.lines)
    states = Counter(line.record.state for line in report.lines if line.label in LABELS)
    ended = Counter(closed.state for closed in report.closed)
    medians = {"median_days_open": report.health.median_days_open, "days_until_fixed": report.health.days_until_fixed}
    return {
        **{label: labels[label] for label in (*LABELS, "suspected")},
        **{state.value: states[state] for state in (State.NEW, State.CAME_BACK, State.CHANGED)},
        **{state.value: ended[state] for state in (State.FIXED, State.LEFT, State.NOT_RECHECKED)},
        "open": sum(labels[label] for label in LABELS),
        "initiatives": report.coverage.initiatives,
        "links": report.coverage.links,
        "joined": report.health.joined,
        "gone": report.health.left,
        "gone_broken": report.health.left_broken,
        **{name: days for name, days in medians.items() if days is not None},
    }


def by_partner(report: Report) -> Mapping[str, Mapping[str, int]]:
    """How much is new, came back and was fixed in the initiatives of each partner; empty counts for one without any of it."""
    partner_of = {row.id: row.partner for row in report.initiatives if row.partner}
    counted: dict[str, Counter[str]] = {partner: Counter() for partner in partner_of.values()}
    for line in report.lines:
        if line.label in LABELS and line.record.state in (State.NEW, State.CAME_BACK) and line.finding.entry_id in partner_of:
            counted[partner_of[line.finding.entry_id]][line.record.state.value] += 1
    for closed in report.closed:
        if closed.state is State.FIXED and closed.record.finding.entry_id in partner_of:
            counted[partner_of[closed.record.finding.entry_id]][closed.state.value] += 1
    return counted


def initiative_values(
    scope: str, report: Report, *, at: datetime, first: bool, said: Mapping[str, tuple[str, datetime | None]]
) -> Iterable[Values]:
    """Rows of ``initiatives``; those of a scope's very first report joined nobody knows when. `said` is what each said last."""
    for row in report.initiatives:
        before = said.get(row.id)
        yield {
            "scope": scope,
            "id": row.id,
            "known_since": None if first else at,
            "last_seen": at,
            "health": row.health,
            "links": row.links,
            "judged": row.judged,
            # What cannot be read tonight says what it said: nothing is known of it that would be otherwise.
            "content_sha256": row.content_sha256 or (before[0] if before else ""),
            "in_baseline": True,
            "said_since": said_since(before, content_sha256=row.content_sha256, updated_at=row.updated_at, at=at),
        }
