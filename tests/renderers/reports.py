"""Reports to render: empty, tiny, huge, hostile, partial, and the first of their kind."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from audit.model.finding import Certainty
from audit.model.report import (
    Baseline,
    HostRow,
    Line,
    NotJudged,
    Report,
)
from audit.model.run import Fault, Notice, RunStatus
from audit.model.standing import State
from audit.ports import ReportRow
from tests.renderers.building import NIGHT, arranged, closed, initiative, line, run
from tests.renderers.kinds import HOSTILE, KINDS


def empty() -> Report:
    """F0: nothing was found because there is nothing."""
    return arranged()


def nothing_wrong() -> Report:
    """Two initiatives, not a single problem."""
    return arranged(initiatives=(initiative(1, health="clean"), initiative(2, health="clean")))


def tiny() -> Report:
    """F1: one initiative, one problem."""
    only = initiative(1, title="Water for every school")
    return arranged((line(0, initiative=only, state=State.NEW, days=2),), (only,))


def several() -> Report:
    """One problem of every kind, and something of every section."""
    rows = tuple(initiative(number, partner=("River Trust", "Open Harbour", "")[number % 3]) for number in range(6))
    states = (State.NEW, State.OPEN, State.NEW, State.OPEN, State.CAME_BACK, State.CHANGED, State.OPEN, State.OPEN)
    lines = [
        line(
            kind,
            initiative=rows[kind % 6],
            state=states[kind],
            days=kind * 3,
            url=f"https://host-{kind}.example/page?id={kind}",
            field="call_to_action" if kind == 6 else "description",
        )
        for kind in range(len(KINDS))
    ]
    lines += [line(0, initiative=row, url="https://partner-b.example/annual/2024", text="Annual report") for row in rows]
    lines.append(line(0, initiative=rows[0], url="https://first-failure.example/", certainty=Certainty.SUSPECTED))
    clean = tuple(initiative(number, health="clean") for number in range(10, 20))
    event = HostRow(host="partner-a.example", links=61, initiatives=38, failing=60, event="stopped_answering", since=date(2026, 11, 19))
    return arranged(
        lines,
        rows + clean,
        closed=(closed(30), closed(31, state=State.LEFT, fixed_by=None), closed(32, state=State.NOT_RECHECKED, fixed_by=None)),
        hosts=(event,),
    )


def first() -> Report:
    """FN: nothing to compare with."""
    report = several()
    return replace(
        report,
        baseline=Baseline(report_id=None, comparable=False, reason="first-run"),
        previous_id=None,
        closed=(),
        lines=tuple(replace(one, record=replace(one.record, state=None, new_reason="")) for one in report.lines),
        health=replace(report.health, like_for_like_initiatives=None, change_points=None),
    )


def partial() -> Report:
    """FP: the time ran out."""
    report = several()
    return replace(
        report,
        run=replace(
            run(RunStatus.PARTIAL, why="The time limit came before everything was checked."),
            warnings=(Notice(code="deadline", message="Late."),),
        ),
        closed=(),
        coverage=replace(report.coverage, judged=int(report.coverage.links * 0.61), not_judged=(NotJudged(reason="deadline", links=87),)),
        health=replace(report.health, comparable=False),
    )


def inconclusive() -> Report:
    """Our own connection was down."""
    report = first()
    faults = (Fault(stage="probe", subject="https://river.example/", message="RuntimeError: no route"),)
    return replace(
        report,
        run=replace(
            run(RunStatus.INCONCLUSIVE, why="Something was wrong with our own connection: 10 of 10 looks at known-good websites failed."),
            faults=faults,
        ),
        coverage=replace(report.coverage, judged=0, not_judged=(NotJudged(reason="inconclusive", links=report.coverage.links),)),
        health=replace(report.health, comparable=False, percent=None),
    )


def hostile() -> Report:
    """FX: every text that comes from outside carries something nasty."""
    rows, lines = [], []
    for number, text in enumerate(HOSTILE):
        row = replace(initiative(number), id=f"path:{text}", title=text, path=text, partner=text, owner_ref="o1_x")
        rows.append(row)
        plain = line(number % len(KINDS), initiative=row, url=text, text=text, state=State.NEW)
        spot = plain.finding.occurrences[0]
        spot = replace(spot, location=replace(spot.location, sentence=f"Before {text} after.", field=text), href=text, text=text)
        finding = replace(plain.finding, occurrences=(spot, spot), field=text)
        message = replace(plain.message, title=f"{plain.message.title} {text}", why=text, do=text)
        lines.append(
            replace(
                plain,
                record=replace(plain.record, finding=finding),
                message=message,
                field_label=text,
                final_url=text,
                suggestion=text,
                evidence=text,
                curl=text,
                edit_url=text,
            )
        )
    report = arranged(
        lines,
        rows,
        closed=(closed(1),),
        hosts=tuple(
            HostRow(host=text, links=3, initiatives=2, failing=1, event="stopped_answering", since=date(2026, 11, 19)) for text in HOSTILE
        ),
    )
    warnings = tuple(Notice(code="host_event", message=text, host=text) for text in HOSTILE)
    faults = tuple(Fault(stage="probe", subject=text, message=text) for text in HOSTILE)
    return replace(report, site_name=HOSTILE[3], run=replace(report.run, why=HOSTILE[0], warnings=warnings, faults=faults))


def huge(initiatives: int = 2_000, findings: int = 10_000, targets: int = 2_300, hosts: int = 700) -> Report:
    """F10k: a large collection in which much is wrong."""
    chance = Random(20261121)
    rows = [
        replace(
            initiative(number, partner=f"Partner {number % 140}", title=f"Initiative number {number} for a better river"), health="clean"
        )
        for number in range(initiatives)
    ]
    weights = [kind[6] for kind in KINDS]
    of_target = chance.choices(
        [number for number, kind in enumerate(KINDS) if kind[1] == "link"],
        weights=[w for w, k in zip(weights, KINDS, strict=True) if k[1] == "link"],
        k=targets,
    )
    lines: dict[str, Line] = {}
    while len(lines) < findings:
        kind = chance.choices(range(len(KINDS)), weights=weights)[0]
        row = chance.choice(rows[: initiatives * 9 // 10])
        target = chance.randrange(targets)
        if KINDS[kind][1] == "link":
            kind = of_target[target]
        state = chance.choices((State.NEW, State.OPEN, State.CAME_BACK, State.CHANGED), weights=(5, 90, 2, 3))[0]
        found = line(
            kind,
            initiative=row,
            url=f"https://host-{target % hosts}.example/a/longer/path/to/the/page-{target}",
            state=state,
            days=chance.randrange(90) if state is not State.NEW else chance.randrange(2),
            field=chance.choice(("description", "summary", "call_to_action")),
        )
        lines[found.finding.id] = found
    broken = {one.finding.entry_id for one in lines.values() if one.label in ("remove", "fix")}
    rows = [replace(row, health="broken" if row.id in broken else "clean") for row in rows]
    order = {"remove": 0, "fix": 1, "check": 2, "tidy": 3}
    listed = sorted(lines.values(), key=lambda one: (order[one.label], one.record.first_seen, one.finding.id))
    events = (HostRow(host="host-5.example", links=61, initiatives=38, failing=60, event="stopped_answering", since=date(2026, 11, 19)),)
    return arranged(listed, rows, closed=[closed(number) for number in range(65)], hosts=events)


def row(number: int, *, status: RunStatus = RunStatus.COMPLETE) -> ReportRow:
    """One published report, so many nights before the newest."""
    at = NIGHT - timedelta(days=number)
    trusted = status is RunStatus.COMPLETE
    clean = 1786 - number * 4
    return ReportRow(
        report_id=at.date().isoformat(),
        run=replace(run(status), id=f"run_{number:020}", started_at=at, finished_at=at + timedelta(minutes=41)),
        generated_at=at + timedelta(minutes=42),
        totals={
            "remove": 1,
            "fix": 1237 + number,
            "check": 387,
            "tidy": 933,
            "suspected": 41,
            "new": 31,
            "came_back": 3,
            "fixed": 44,
            "open": 2558 + number,
            "initiatives": 2012,
            "links": 24997,
        },
        health_percent=clean * 100 // 2000 if trusted else None,
        clean=clean,
        broken=2000 - 40 - clean,
        unknown=40,
        coverage_percent=98.45 if trusted else 61.0,
    )


SMALL = (empty, nothing_wrong, tiny, several, first, partial, inconclusive, hostile)
"""One report of every kind but the large one."""

__all__ = [
    "HOSTILE",
    "KINDS",
    "NIGHT",
    "SMALL",
    "arranged",
    "closed",
    "empty",
    "first",
    "hostile",
    "huge",
    "inconclusive",
    "initiative",
    "line",
    "nothing_wrong",
    "partial",
    "row",
    "run",
    "several",
    "tiny",
]
