"""Runs, reports and their parts, made short: every argument has a plausible default."""

from datetime import UTC, datetime, timedelta

from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.finding import Certainty, Finding, Occurrence, Severity, fingerprint
from audit.model.location import Location
from audit.model.report import Baseline, Closed, Coverage, Health, HostRow, InitiativeRow, Line, Message, NotJudged, Report, TargetRow
from audit.model.run import Canary, Fault, Notice, Run, RunStatus
from audit.model.standing import Check, FixedBy, Record, State, Streak
from audit.model.verdict import FragmentState, Judgement, Verdict

FIRST = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
"""The first night."""


def night(number: int) -> datetime:
    """The start of a night's run; night 0 is the first."""
    return FIRST + timedelta(days=number)


def target_id(word: str) -> str:
    return fingerprint("t1_", f"https://{word}.example/")


def run(number: int = 0, *, status: RunStatus = RunStatus.COMPLETE, scope: str = "all", ruleset: str = "1") -> Run:
    started = night(number)
    return Run(
        id=f"run_{number:04}",
        kind="scheduled",
        scope=scope,
        ruleset=ruleset,
        started_at=started,
        status=status,
        finished_at=started + timedelta(minutes=41),
        canaries=(Canary(url="https://canary.example/", when="first", ok=True),),
        faults=(Fault(stage="probe", subject="https://odd.example/", message="it broke"),),
        warnings=(Notice(code="host_event", message="Something changed at odd.example", host="odd.example"),),
    )


def check(word: str = "river", *, at: datetime = FIRST, verdict: Verdict = Verdict.OK, reason: str = "status-200", **more) -> Check:
    judgement = Judgement(
        verdict=verdict, reason=reason, detail="200 after GET", fragments=(("top", FragmentState.FOUND),), notes=("https-available",)
    )
    known = {"method": "GET", "status": 200, "ms": 120, "requests": 2, "bytes_received": 5_000_000_000}
    return Check(
        target_id=target_id(word), url=f"https://{word}.example/", host=f"{word}.example", at=at, judgement=judgement, **{**known, **more}
    )


def finding(
    word: str = "river",
    *,
    initiative: str = "ini_1",
    rule: str = "link-not-found",
    certainty: Certainty = Certainty.CONFIRMED,
    severity: Severity = Severity.FIX,
) -> Finding:
    place = Location(path="content/ini_1.md", field="description.4.content.0", line=12, column=3, sentence="Apply by June.")
    return Finding(
        rule=rule,
        family="link",
        severity=severity,
        certainty=certainty,
        entry_id=initiative,
        field="description.content",
        occurrences=(Occurrence(location=place, text="Apply", href=f"https://{word}.example/"),),
        target_key=f"https://{word}.example/",
        target_id=target_id(word),
        params=(("status", "404"),),
    )


def record(word: str = "river", *, state: State | None = State.NEW, seen: int = 0, **more) -> Record:
    made = {key: more.pop(key) for key in ("initiative", "rule", "certainty", "severity") if key in more}
    return Record(
        finding=finding(word, **made),
        state=state,
        first_seen=night(0),
        last_seen=night(seen),
        confirmed_at=night(seen),
        shown_at=night(seen),
        **more,
    )


def acknowledgement(*, created_at: datetime = FIRST, **more) -> Acknowledgement:
    about = finding()
    return Acknowledgement(
        kind=AckKind.WAITING,
        scope=AckScope.TARGET,
        subject=about.target_id,
        family=about.family,
        rule=about.rule,
        severity=about.severity,
        certainty=about.certainty,
        reason="The partner has been asked.",
        by="Ada",
        created_at=created_at,
        until=created_at.date() + timedelta(days=30),
        **more,
    )


def streak(word: str = "river", *, verdict: Verdict = Verdict.BROKEN, reason: str = "status-404", **more) -> Streak:
    return Streak(target_id=target_id(word), verdict=verdict, reason=reason, **more)


def initiative(name: str = "ini_1", *, health: str = "clean", links: int = 4, judged: int = 4) -> InitiativeRow:
    return InitiativeRow(
        id=name,
        title="Water for every school ✓",
        path=f"content/{name}.md",
        collection="initiatives",
        updated_at=FIRST,
        content_sha256="c" * 64,
        health=health,
        links=links,
        judged=judged,
    )


def line(of: Record) -> Line:
    words = Message(title="The page has been removed", why="Visitors get an error.", do="Find the new page.", short="page removed")
    return Line(
        record=of, message=words, initiative="Water", field_label="Description", target_url="https://river.example/", verdict="broken"
    )


def report(of: Run, *, records: tuple[Record, ...] = (), initiatives: tuple[InitiativeRow, ...] = (), revision: int = 1) -> Report:
    closed = Closed(record=record("lake"), initiative="Lake", title="Gone", state=State.FIXED, fixed_by=FixedBy.LINK_REPLACED, days_open=3)
    return Report(
        date=of.started_at.date(),
        revision=revision,
        generated_at=of.started_at + timedelta(minutes=43),
        timezone="Europe/Berlin",
        base_url="https://audit.example.org/reports",
        site_name="Reports",
        run=of,
        tool_version="0.1.0",
        user_agent="initiative-audit",
        ruleset=of.ruleset,
        baseline=Baseline(report_id="2026-10-31", comparable=True, skipped=(("2026-10-30", "partial"),)),
        coverage=Coverage(
            initiatives=2,
            initiatives_read=2,
            drafts=1,
            skipped=(("draft", 1),),
            links=8,
            targets=6,
            judged=7,
            not_judged=(NotJudged(reason="blocked", links=1),),
        ),
        health=Health(percent=50, clean=1, broken=1, unknown=0, in_grace=0, comparable=True, change_points=-1.5),
        lines=tuple(map(line, records)),
        closed=(closed,),
        initiatives=initiatives or (initiative("ini_1", health="broken"), initiative("ini_2", judged=3)),
        targets=(TargetRow(check=check(at=of.started_at), used_in=1, links=2),),
        hosts=(HostRow(host="river.example", links=60, initiatives=3, failing=60, event="stopped_answering", since=of.started_at.date()),),
        rules=(("link-not-found", Severity.FIX),),
        previous_id="2026-10-31",
    )
