"""A report with everything that the pages of one thing show: links, fields, past days, held-back websites, people's words."""

from dataclasses import replace
from datetime import date, timedelta

from audit.model.details import FieldCheck, HostDay, LinkRow, Manners, PastDay
from audit.model.report import HostRow, Report
from audit.model.standing import FixedBy
from audit.model.verdict import Judgement, Verdict
from tests.renderers import reports
from tests.renderers.agreed import waiting

HELD = "held.example"
"""A website that fell silent last night: nothing of it is told yet."""

GONE = "gone-together.example"
"""A website whose findings are told by now."""


def detailed() -> Report:
    """The report of `several`, with details."""
    report = waiting(reports.several())
    row = reports.initiative(90)
    dead = [reports.line(1, initiative=row, url=f"https://{GONE}/{number}", field=f"description_{number}", days=3) for number in range(3)]
    plain = reports.arranged((*report.lines, *dead), (*report.initiatives, row), closed=report.closed)
    held = [
        replace(plain.targets[0], check=replace(plain.targets[0].check, target_id=f"t1_held{n}", host=HELD, url=f"https://{HELD}/{n}"))
        for n in range(4)
    ]
    return replace(
        plain,
        acknowledgements=report.acknowledgements,
        initiatives=tuple(replace(one, mentions=links_of(plain, one.id), fields=FIELDS, past=PAST) for one in plain.initiatives),
        targets=tuple(replace(one, history=nights_of(one.check)) for one in (*plain.targets, *held)),
        hosts=(
            HostRow(host=HELD, links=4, initiatives=1, failing=0, event="stopped_answering", since=date(2026, 11, 20), days=days(30, 2),
                    last_good=reports.NIGHT - timedelta(days=2)),
            HostRow(host=GONE, links=3, initiatives=1, failing=3, event="pages_vanished", since=date(2026, 11, 18), days=days(9, 3)),
        ),
        manners=Manners(at_once=2, interval=0.5, robots=True),
    )  # fmt: skip


FIELDS = (
    FieldCheck(handle="title", label="Title"),
    FieldCheck(handle="summary", label="Summary"),
    FieldCheck(handle="call_to_action", label="Call to action"),
    FieldCheck(handle="updated_at", label="Updated at"),
)

PAST = (
    PastDay(day=date(2026, 11, 21), found=1),
    PastDay(day=date(2026, 11, 14), came_back=1, fixed=((FixedBy.LINK_REPLACED, 2), (FixedBy.TARGET_RECOVERED, 1))),
)


def links_of(report: Report, entry_id: str) -> tuple[LinkRow, ...]:
    told = [one for one in report.lines if one.finding.entry_id == entry_id and one.finding.target_id]
    own = [
        LinkRow(text=one.finding.occurrences[0].text, field_label=one.field_label, line=24, target_id=one.finding.target_id) for one in told
    ]
    return (*own, LinkRow(text="", field_label="Summary", line=30, target_id="t1_nobody_knows"))


def nights_of(check):
    """Two failing nights before a good one."""
    good = Judgement(verdict=Verdict.OK, reason="status-200")
    night = timedelta(days=1)
    return (
        replace(check, at=check.at - night),
        replace(check, at=check.at - 2 * night),
        replace(check, at=check.at - 40 * night, judgement=good, status=200),
    )


def days(known: int, failed: int) -> tuple[HostDay, ...]:
    """So many days up to the report's, of which the last ones failed and one was mixed."""
    newest = date(2026, 11, 21)
    made = []
    for back in reversed(range(known)):
        broken = 4 if back < failed else 1 if back == failed else 0
        made.append(HostDay(day=newest - timedelta(days=back), worked=4 - broken, failed=broken, silent=0))
    return tuple(made)


def with_links(report: Report, *, links: int = 14) -> Report:
    """The report with as many links, fields and past days for every initiative as a real one has."""
    ids = [row.check.target_id for row in report.targets]

    def mentioned(number: int) -> tuple[LinkRow, ...]:
        return tuple(
            LinkRow(text=f"the words {at}", field_label="Description", line=10 + at, target_id=ids[(number * links + at) % len(ids)])
            for at in range(links)
        )

    rows = (replace(row, mentions=mentioned(number), fields=FIELDS, past=PAST) for number, row in enumerate(report.initiatives))
    return replace(report, initiatives=tuple(rows))
