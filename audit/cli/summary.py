"""The last thing that a run prints: what it came to, in a dozen lines."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from audit.cli.stored import printable
from audit.model.report import LABELS, Line, Report, label_of
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.renderers.html.actions import actions
from audit.wording import catalogue

_WORDS = {"remove": "remove now", "fix": "fix", "check": "check by hand", "tidy": "tidy up"}
_STYLES = {"remove": "bold red", "fix": "yellow", "check": "cyan", "tidy": "dim"}
_FIRST = 5
"""So many of the most urgent things are named."""


def summary_of(report: Report, *, folder: Path, gate: str = "") -> str:
    """The summary of one report as text. `gate` is the line about a failed gate."""
    return "\n".join(map(printable, _lines(report, folder=folder, gate=gate)))


def painted(summary: str) -> Text:
    """The summary with colours for terminals that show them: its words say everything without."""
    text = Text(summary)
    for label, style in _STYLES.items():
        text.highlight_regex(rf"(?m)^ *[\d,]+ {_WORDS[label]}\b", style)
    text.highlight_regex(r"(?m)^(Remove now|Fix first|Report .*|Health .*)$", "bold")
    text.highlight_regex(r"(?m)^Gate:.*$", "bold red")
    return text


def _lines(report: Report, *, folder: Path, gate: str) -> Iterator[str]:
    coverage = report.coverage
    if report.run.status is not RunStatus.COMPLETE:
        yield report.run.why
        yield ""
    size = f"{_count(coverage.initiatives, 'initiative')}, {_count(coverage.links, 'link')}, {_took(report)}"
    yield f"Report {report.id}   {report.run.status.value}   {size}"
    yield ""
    yield from _totals(report)
    yield ""
    yield from _figures(report)
    yield from _most_urgent(report, label="remove", heading="Remove now")
    yield from _most_urgent(report, label="fix", heading="Fix first")
    yield ""
    yield f"Report  {report.base_url + '/' + report.id + '/' if report.base_url else folder / 'index.html'}"
    yield f"JSON    {folder / 'report.json'}"
    following = next(iter(actions(report.to_do)), None)
    # The demo keeps its reports in a folder of its own, where `audit explain` does not look.
    if following and report.run.kind != "demo":
        yield f"Next    audit explain {following.anchor}"
    if gate:
        yield gate


def _totals(report: Report) -> Iterator[str]:
    suspected = sum(1 for line in report.lines if line.label == "suspected")
    fixed = Counter(label_of(closed.record.finding) for closed in report.closed if closed.state is State.FIXED)
    for label in LABELS:
        parts = [
            f"{report.count(label=label, state=State.NEW):,} new" if report.count(label=label, state=State.NEW) else "",
            f"{report.count(label=label, state=State.CAME_BACK):,} came back" if report.count(label=label, state=State.CAME_BACK) else "",
            f"{fixed[label]:,} fixed" if fixed[label] else "",
        ]
        yield f"{report.count(label=label):>7,} {_WORDS[label]:<14} {', '.join(part for part in parts if part)}".rstrip()
    if report.waiting:
        yield f"{len(report.waiting):>7,} of them wait by agreement ({report.ending_this_month:,} until a day of this month)"
    if suspected:
        yield f"{suspected:>7,} suspected      seen failing once; the coming nights will tell"


def _figures(report: Report) -> Iterator[str]:
    health = report.health
    counted = health.clean + health.broken + health.unknown
    if health.percent is not None and health.comparable:
        moved = f", {_moved(health.change_points)} like for like" if health.change_points is not None else ""
        yield f"Health {health.percent}% ({health.clean:,} of {counted:,} have nothing broken){moved}"
    elif health.percent is not None:
        yield "Health not comparable: too little could be judged in this run"
    unjudged = report.coverage.links - report.coverage.judged
    yield f"Checked {share(report.coverage.percent)}% of links." + (f" {unjudged:,} could not be judged:" if unjudged else "")
    for reason in report.coverage.not_judged:
        yield f"{reason.links:>7,} {catalogue().text(f'not_judged.{reason.reason}')}"
    if report.baseline.report_id:
        skipped = "".join(f" ({report_id} was {reason})" for report_id, reason in report.baseline.skipped)
        yield f"Compared with {report.baseline.report_id}{skipped}"
    else:
        yield "Nothing to compare with: this is the first report of its kind"


def share(percent: float) -> str:
    """A share with one place, rounded down so that 99.99 is never called all."""
    return f"{int(percent * 10) / 10:.1f}"


def _moved(points: float) -> str:
    if not points:
        return "unchanged"
    return f"{'up' if points > 0 else 'down'} {abs(points):g} {'point' if abs(points) == 1 else 'points'}"


def _most_urgent(report: Report, *, label: str, heading: str) -> Iterator[str]:
    # The same actions in the same order as on the page: what it says to do first is what is named first here.
    urgent = [action for action in actions(report.to_do) if action.label == label]
    if not urgent:
        return
    yield ""
    yield heading
    for action in urgent[:_FIRST]:
        where = _count(action.reach, "initiative") if action.reach > 1 else action.first.initiative
        yield f"  {action.first.message.short:<42} {action.host or _subject(action.first)}   {where}"
    if len(urgent) > _FIRST:
        yield f"  and {len(urgent) - _FIRST:,} more"


def _subject(line: Line) -> str:
    if line.target_url:
        return line.target_url if len(line.target_url) <= 70 else line.target_url[:40] + "…" + line.target_url[-29:]
    return line.field_label


def _took(report: Report) -> str:
    if report.run.finished_at is None:
        return ""
    seconds = (report.run.finished_at - report.run.started_at).total_seconds()
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
