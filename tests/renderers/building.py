"""Reports to render, put together line by line."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from audit.model.finding import Certainty, Finding, Occurrence, fingerprint
from audit.model.location import Location
from audit.model.report import (
    Baseline,
    Closed,
    Coverage,
    Health,
    HostRow,
    InitiativeRow,
    Line,
    Message,
    NotJudged,
    Report,
    TargetRow,
)
from audit.model.run import Canary, Run, RunStatus
from audit.model.standing import Check, FixedBy, Record, State
from audit.model.verdict import Judgement, Verdict
from tests.renderers.kinds import KINDS

NIGHT = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)


def run(status: RunStatus = RunStatus.COMPLETE, *, why: str = "") -> Run:
    return Run(
        id="run_01jd9h0000000000000000",
        kind="scheduled",
        scope="collection:initiatives",
        ruleset="1",
        started_at=NIGHT,
        finished_at=NIGHT + timedelta(minutes=41),
        status=status,
        why=why,
        canaries=tuple(
            Canary(url=f"https://canary-{number}.example/", when=when, ok=status is not RunStatus.INCONCLUSIVE)
            for when in ("first", "last")
            for number in range(5)
        ),
    )


def line(
    kind: int,
    *,
    initiative: InitiativeRow,
    url: str = "https://river.example/apply-2025",
    state: State | None = State.OPEN,
    days: int = 19,
    field: str = "description",
    text: str = "Apply by June",
    certainty: Certainty | None = None,
) -> Line:
    """One finding of one of `KINDS`."""
    rule, family, severity, sure, verdict, reason, _, title, why, do = KINDS[kind]
    is_link = family == "link"
    finding = Finding(
        rule=rule,
        family=family,
        severity=severity,
        certainty=certainty or sure,
        entry_id=initiative.id,
        field=field,
        occurrences=(
            Occurrence(
                location=Location(
                    path=initiative.path,
                    field=f"{field}.3.content.1",
                    line=24,
                    column=7,
                    sentence=f"The places are limited. {text} and bring two people along." if is_link else "",
                ),
                text=text if is_link else "",
                href=url if is_link else "",
            ),
        ),
        target_key=url if is_link else "",
        target_id=fingerprint("t1_", url) if is_link else "",
    )
    return Line(
        record=Record(
            finding=finding,
            state=state,
            first_seen=NIGHT - timedelta(days=days),
            last_seen=NIGHT,
            confirmed_at=NIGHT - timedelta(days=max(days - 1, 0)),
            new_reason="target_changed" if state is State.NEW else "",
        ),
        message=Message(title=title, why=why, do=do, short=title[:40]),
        initiative=initiative.title,
        field_label=field.replace("_", " ").capitalize(),
        target_url=url if is_link else "",
        verdict=str(verdict) if is_link else "",
        final_url="https://river.example/apply" if rule == "link-moved" else "",
        suggestion="https://river.example/apply" if rule == "link-moved" else "",
        evidence=f"{reason} after GET, 312 ms" if is_link else "",
        curl=f"curl -sSIL '{url}'" if is_link else "",
        kind="inline" if is_link else "",
        edit_url=f"https://cms.example/{initiative.id}",
    )


def initiative(number: int, *, title: str = "", partner: str = "River Trust", health: str = "broken") -> InitiativeRow:
    return InitiativeRow(
        id=f"ini_{number:05}",
        title=title or f"Water for every school {number}",
        path=f"content/collections/initiatives/water-for-every-school-{number}.md",
        collection="initiatives",
        partner=partner,
        owner_ref="o1_7f3a",
        owner_source="updated_by",
        updated_at=NIGHT - timedelta(days=18),
        content_sha256=f"{number:064x}",
        health=health,
        links=14,
        judged=14,
    )


def arranged(
    lines: Iterable[Line] = (),
    initiatives: Iterable[InitiativeRow] = (),
    *,
    closed: Iterable[Closed] = (),
    at: Run | None = None,
    baseline: Baseline | None = None,
    hosts: Iterable[HostRow] = (),
    coverage: Coverage | None = None,
    day: date = date(2026, 11, 21),
    revision: int = 1,
) -> Report:
    """A report of these lines and initiatives, with counts that agree with them."""
    lines, initiatives = tuple(lines), tuple(initiatives)
    targets = targets_of(lines)
    links = sum(row.links for row in initiatives)
    clean, broken = (sum(row.health == word for row in initiatives) for word in ("clean", "broken"))
    return Report(
        date=day,
        revision=revision,
        generated_at=NIGHT + timedelta(minutes=42),
        timezone="Europe/Berlin",
        base_url="https://audit.example.org/reports",
        site_name="Partner initiatives",
        run=at or run(),
        tool_version="0.1.0",
        user_agent="initiative-audit/0.1.0 (+https://audit.example.org/contact)",
        ruleset="1",
        baseline=baseline or Baseline(report_id="2026-11-19", comparable=True, skipped=(("2026-11-20", "partial"),)),
        coverage=coverage
        or Coverage(
            initiatives=len(initiatives),
            initiatives_read=len(initiatives),
            drafts=2,
            skipped=(("draft", 2),),
            links=links,
            internal=3,
            targets=len(targets),
            judged=links - 2 if links else 0,
            not_judged=(NotJudged(reason="blocked", links=2, initiatives=1),) if links else (),
        ),
        health=Health(
            percent=clean * 100 // (clean + broken) if clean + broken else None,
            clean=clean,
            broken=broken,
            unknown=0,
            in_grace=0,
            comparable=True,
            like_for_like_initiatives=len(initiatives),
            change_points=1.0,
            median_days_open=9,
        ),
        lines=lines,
        closed=tuple(closed),
        initiatives=initiatives,
        targets=targets,
        hosts=tuple(hosts),
        rules=tuple((kind[0], kind[2]) for kind in KINDS),
        previous_id="2026-11-20",
    )


def targets_of(lines: tuple[Line, ...]) -> tuple[TargetRow, ...]:
    """The targets that lines speak of."""
    mentions: dict[str, list[Line]] = {}
    for one in lines:
        if one.finding.target_id:
            mentions.setdefault(one.finding.target_id, []).append(one)
    return tuple(
        TargetRow(
            check=Check(
                target_id=target_id,
                url=group[0].target_url,
                host=[*group[0].target_url.split("/"), "", ""][2],
                at=NIGHT,
                judgement=Judgement(verdict=Verdict(group[0].verdict), reason="status-404", final_url=group[0].final_url or None),
                method="GET",
                status=404,
                ms=312,
            ),
            used_in=len({one.finding.entry_id for one in group}),
            links=len(group),
        )
        for target_id, group in sorted(mentions.items())
    )


def closed(number: int, *, state: State = State.FIXED, fixed_by: FixedBy | None = FixedBy.LINK_REPLACED) -> Closed:
    over = line(0, initiative=initiative(number), url=f"https://old.example/{number}")
    return Closed(
        record=replace(over.record, state=state, closed_at=NIGHT, fixed_by=fixed_by),
        initiative=over.initiative,
        title=over.message.title,
        state=state,
        fixed_by=fixed_by,
        days_open=12,
    )
