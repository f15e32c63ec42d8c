"""The mail after a run that can be trusted: what changed overnight, and what to do first."""

from collections.abc import Sequence
from datetime import date

from audit.delivery.counting import PROBLEMS, Counts, fixed_of, label_when_open
from audit.delivery.items import FRESH, Links, brief_item, check_lead, ending_item, full_item, more, together
from audit.delivery.letter import Action, Group, Letter, Table
from audit.delivery.targets import clipped
from audit.delivery.voice import Voice, day_of
from audit.history import SOON
from audit.model.report import LABELS, Line, Report
from audit.model.standing import State

MOST_ITEMS = 15
MOST_CHECKS = 3
SUBJECT = 78


def worth_telling(report: Report) -> bool:
    """Whether the night changed something that readers act on; the first report of a kind always is."""
    if report.baseline.report_id is None:
        return True
    fresh = any(line.label in (*PROBLEMS, "check") and line.record.state in FRESH for line in report.to_do)
    return fresh or any(closed.state is State.FIXED and label_when_open(closed) in PROBLEMS for closed in report.closed)


def nightly_letter(report: Report, *, voice: Voice, links: Links) -> Letter:
    """The mail about a complete report."""
    counts = Counts.of(report)
    return Letter(
        kind="report",
        key=f"{report.id}.{report.run.id[-10:]}",
        subject=clipped(_subject(report, counts, voice), SUBJECT),
        preheader=_preheader(report, voice),
        heading=_heading(report, counts, voice),
        paragraphs=tuple(_paragraphs(report, counts, voice)),
        table=_table(report, voice),
        groups=tuple(_groups(report, voice, links)),
        actions=(Action(text=voice("read"), url=links.report(report)),) if links.base_url else (),
        footer=(voice("why_report"), voice("of_report", date=report.date, coverage=coverage_sentence(report, voice))),
        language=voice.wording.language,
    )


def coverage_sentence(report: Report, voice: Voice) -> str:
    """How much of the web was judged, and what was not."""
    coverage = report.coverage
    return voice.counted("coverage", count=max(coverage.links - coverage.judged, 0), percent=voice.wording.share(coverage.percent))


def health_sentence(report: Report, voice: Voice) -> str:
    """The share of initiatives with nothing broken and how it moved, in short; empty when that cannot be compared."""
    health = report.health
    if health.percent is None or not health.comparable:
        return ""
    points = round(health.change_points or 0)
    if points == 0:
        return voice("health_short", percent=health.percent)
    return voice("health_up" if points > 0 else "health_down", percent=health.percent, points=abs(points))


def waiting_sentence(report: Report, voice: Voice) -> str:
    """How many problems wait by agreement; empty when none does."""
    untils = [line.acknowledgement.until for line in report.waiting if line.acknowledgement]
    if not untils:
        return ""
    return voice.counted("run.waiting", count=len(untils), ending=report.ending_this_month, until=min(untils))


def _subject(report: Report, counts: Counts, voice: Voice) -> str:
    if report.baseline.report_id is None:
        return voice.counted("subject_first", count=counts.open, date=report.date)
    return voice.counted("subject_report", count=counts.new, fixed=counts.fixed, date=report.date)


def _preheader(report: Report, voice: Voice) -> str:
    return health_sentence(report, voice) or coverage_sentence(report, voice)


def _heading(report: Report, counts: Counts, voice: Voice) -> str:
    if counts.open == 0:
        return voice("run.nothing_to_fix", initiatives=report.coverage.initiatives, links=report.coverage.links)
    concerned = len({line.finding.entry_id for line in report.lines if line.label in PROBLEMS})
    return voice.counted("run.verdict", count=concerned, initiatives=concerned)


def _paragraphs(report: Report, counts: Counts, voice: Voice) -> list[str]:
    told = [voice("run.first")]
    if report.baseline.report_id is not None:
        told = [_changes(report.baseline.report_id, counts, voice)]
    health = report.health
    if health.percent is not None:
        told.append(voice("health", percent=health.percent, clean=health.clean, all=health.clean + health.broken + health.unknown))
    told.append(coverage_sentence(report, voice))
    if waiting := waiting_sentence(report, voice):
        told.append(waiting)
    if tidy := report.count(label="tidy"):
        told.append(voice.counted("tidy", count=tidy))
    return told


def _changes(baseline: str, counts: Counts, voice: Voice) -> str:
    return voice.counted("changes", count=counts.new, date=day_of(baseline), fixed=voice.counted("were_fixed", count=counts.fixed))


def _table(report: Report, voice: Voice) -> Table:
    first = report.baseline.report_id is None
    columns = ("column_label", "column_open") if first else ("column_label", "column_new", "column_back", "column_fixed", "column_open")
    rows = []
    for label in LABELS:
        counts = [report.count(label=label)]
        if not first:
            changed = [report.count(label=label, state=state) for state in (State.NEW, State.CAME_BACK)]
            counts = [*changed, fixed_of(report, label), *counts]
        rows.append((voice(f"label.{label}"), *(voice.wording.number(count) for count in counts)))
    caption = voice("caption_first") if report.baseline.report_id is None else voice("caption", date=day_of(report.baseline.report_id))
    return Table(caption=caption, columns=tuple(voice(column) for column in columns), rows=tuple(rows))


def ending(report: Report, waiting: Sequence[Line]) -> list[Line]:
    """What waits by agreement for another week at most."""
    return [line for line in waiting if line.acknowledgement and line.acknowledgement.until - report.date <= SOON]


def ending_group(report: Report, ends: Sequence[Line], voice: Voice, links: Links) -> list[Group]:
    """What is back on the list soon; no group when nothing is."""
    if not ends:
        return []
    deeds = sorted(together(ends), key=_end_of)
    items = tuple(ending_item(deed, report=report, voice=voice, links=links) for deed in deeds[:MOST_CHECKS])
    return [Group(heading=voice("group_ending"), lead=voice("ending_lead"), items=items, more=more(ends, items, voice))]


def _end_of(deed: Sequence[Line]) -> tuple[date, str]:
    untils = [line.acknowledgement.until for line in deed if line.acknowledgement]
    return min(untils), deed[0].finding.id


def _groups(report: Report, voice: Voice, links: Links) -> list[Group]:
    """Remove now, then what is new, then the rest of what to fix: `MOST_ITEMS` in all, and a few to check by hand."""
    wanted: tuple[tuple[str, list[Line]], ...] = (
        ("label.remove", [line for line in report.to_do if line.label == "remove"]),
        ("group_new", [line for line in report.to_do if line.label == "fix" and line.record.state in FRESH]),
        ("group_fix", [line for line in report.to_do if line.label == "fix" and line.record.state not in FRESH]),
    )
    left, groups = MOST_ITEMS, []
    for heading, lines in wanted:
        deeds = together(lines)
        if deeds:
            items = tuple(full_item(deed, report=report, voice=voice, links=links) for deed in deeds[:left])
            groups.append(Group(heading=voice(heading), items=items, more=more(lines, items, voice)))
            left -= len(items)
    if checks := [line for line in report.to_do if line.label == "check"]:
        chosen = together(checks)[:MOST_CHECKS]
        items = tuple(brief_item(deed, report=report, voice=voice, links=links) for deed in chosen)
        groups.append(Group(heading=voice("label.check"), lead=check_lead(chosen, voice), items=items, more=more(checks, items, voice)))
    return [*groups, *ending_group(report, ending(report, report.waiting), voice, links)]
