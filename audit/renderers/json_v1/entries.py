"""The rows of the JSON document: findings, targets, hosts, initiatives."""

from audit.model.acknowledgement import Acknowledgement, AckScope
from audit.model.finding import Finding
from audit.model.report import Closed, HostRow, InitiativeRow, Line, Report, TargetRow
from audit.renderers import names
from audit.renderers.json_v1.found import (
    AcknowledgementPart,
    CheckPart,
    FindingLinks,
    FindingPart,
    FixedPart,
    HostPart,
    InitiativePart,
    MessagePart,
    OccurrencePart,
    Suggestion,
    TargetPart,
)


def finding_part(line: Line, report: Report) -> FindingPart:
    """One open finding, with every place of it."""
    finding, record = line.finding, line.record
    place = f"{names.initiative_page(finding.entry_id)}#{finding.id}"
    return FindingPart(
        id=finding.id,
        previous_ids=(),
        rule_id=finding.rule,
        family=finding.family,
        severity=finding.severity,
        certainty=finding.certainty,
        label=line.label,
        state=record.state,
        new_reason=record.new_reason or None,
        initiative_id=finding.entry_id,
        field=finding.field,
        target_id=finding.target_id or None,
        occurrences=_occurrences(finding),
        message=MessagePart(title=line.message.title, why=line.message.why, do=line.message.do),
        first_seen=record.first_seen,
        confirmed_at=record.confirmed_at,
        last_seen=record.last_seen,
        days_open=line.days_open,
        acknowledgement=line.acknowledgement.id if line.acknowledgement else None,
        links=FindingLinks(
            html=names.address(report, names.OVERVIEW if line.label == "suspected" else place),
            edit=line.edit_url or None,
        ),
    )


def _occurrences(finding: Finding) -> tuple[OccurrencePart, ...]:
    return tuple(
        OccurrencePart(
            ordinal=ordinal,
            text=one.text,
            href=one.href or None,
            context=one.location.sentence,
            path=one.location.field,
            file=one.location.path,
            line=one.location.line,
            column=one.location.column,
        )
        for ordinal, one in enumerate(finding.occurrences, start=1)
    )


def closed_part(closed: Closed) -> FixedPart:
    """One finding that is over."""
    return FixedPart(
        id=closed.record.id,
        rule_id=closed.record.finding.rule,
        initiative_id=closed.record.finding.entry_id,
        state=closed.state,
        fixed_by=closed.fixed_by,
        closed_at=closed.record.closed_at,
        days_open=closed.days_open,
    )


def target_part(row: TargetRow) -> TargetPart:
    """One target with the run's look at it."""
    check = row.check
    suggest = check.judgement.suggest
    look = CheckPart(at=check.at, method=check.method or None, status=check.status, ms=check.ms, error=check.error or None)
    return TargetPart(
        id=check.target_id,
        url=check.url,
        final_url=check.judgement.final_url,
        host=check.host,
        verdict=check.judgement.verdict,
        reason=check.judgement.reason,
        used_in=row.used_in,
        checks=(look,),
        suggestion=Suggestion(kind="replacement", url=suggest, at=None) if suggest else None,
    )


def acknowledgement_part(word: Acknowledgement) -> AcknowledgementPart:
    """One word of a person, without the name."""
    return AcknowledgementPart(
        id=word.id,
        kind=word.kind,
        target_id=word.subject if word.scope is AckScope.TARGET else None,
        reason=word.reason,
        by_ref=word.by_ref,
        created_at=word.created_at,
        until=word.until,
        scope=word.scope,
        subject=word.subject,
    )


def host_part(row: HostRow) -> HostPart:
    """One host."""
    return HostPart(
        host=row.host, links=row.links, initiatives=row.initiatives, failing=row.failing, event=row.event or None, since=row.since
    )


def initiative_part(row: InitiativeRow) -> InitiativePart:
    """One initiative, without a person's name."""
    return InitiativePart(
        id=row.id,
        title=row.title,
        file=row.path,
        collection=row.collection,
        partner=row.partner or None,
        owner_ref=row.owner_ref or None,
        owner_source=row.owner_source or None,
        updated_at=row.updated_at,
        content_sha256=row.content_sha256,
        health=row.health,
        links=row.links,
        judged=row.judged,
    )
