"""The sentences at the top of a dated report."""

from datetime import date

from audit.model.report import Report
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.renderers.html.tables import shown_lines
from audit.renderers.html.words import Words


def trusted(report: Report) -> bool:
    """Whether the run says something about everything that it should have looked at."""
    return report.run.status is RunStatus.COMPLETE


def banner(report: Report, words: Words) -> tuple[str, ...]:
    """What must be known before anything else is read; nothing for a complete run."""
    status, why = report.run.status, sentence(report.run.why)
    match status:
        case RunStatus.COMPLETE:
            return ()
        case RunStatus.PARTIAL:
            said = (words.t("page.verdict.partial", percent=words.share(report.coverage.percent)), why)
        case RunStatus.INCONCLUSIVE:
            said = (why or words.t("page.verdict.in_doubt"), words.t("page.verdict.inconclusive"))
        case _:
            said = (words.t("page.verdict.failed"), why)
    return (" ".join(part for part in said if part),)


def sentence(text: str) -> str:
    """The text with a full stop at its end, when it says anything."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def verdict(report: Report, words: Words) -> str:
    """The result in one or two sentences."""
    said = _result(report, words)
    day = baseline_day(report)
    if day is None or not trusted(report) or not (shown_lines(report) or report.closed):
        return said
    new = report.count(state=State.NEW)
    fixed = sum(closed.state is State.FIXED for closed in report.closed)
    key = "page.verdict.changed" if new else "page.verdict.unchanged"
    return f"{said} {words.t(key, new=new, date=day, fixed=fixed)}"


def baseline_day(report: Report) -> date | None:
    """The day of the earlier report; None when there is nothing to compare with."""
    if not report.baseline.comparable or report.baseline.report_id is None:
        return None
    return date.fromisoformat(report.baseline.report_id.partition(".")[0])


def _result(report: Report, words: Words) -> str:
    coverage = report.coverage
    if not coverage.initiatives:
        return words.t("page.verdict.empty")
    lines = shown_lines(report)
    broken = len({line.finding.entry_id for line in lines if line.label in ("remove", "fix")})
    if broken:
        return words.many("run.verdict", broken, initiatives=broken)
    if any(line.label == "check" for line in lines):
        return words.t("page.verdict.only_checks")
    if lines:
        return words.t("page.verdict.only_tidy")
    if not trusted(report):
        return words.t("page.verdict.nothing_known")
    return words.t("run.nothing_to_fix", initiatives=coverage.initiatives_read, links=coverage.links)


def notes(report: Report, words: Words) -> tuple[str, ...]:
    """Coverage and health, and what a first report cannot know."""
    said = [] if baseline_day(report) else [words.t("run.first")]
    if covered := _covered(report, words):
        said.append(covered)
    if health := _health(report, words):
        said.append(health)
    if waiting := waits(report, words):
        said.append(waiting)
    new = [line for line in shown_lines(report) if line.record.state is State.NEW]
    if stricter := sum(line.record.new_reason == "rules_changed" for line in new):
        said.append(words.t("run.rules_changed", count=stricter, all=len(new)))
    if suspected := sum(line.label == "suspected" for line in report.lines):
        said.append(words.many("run.suspected", suspected, links=suspected))
    return tuple(said)


def waits(report: Report, words: Words) -> str:
    """How many problems wait by agreement; empty when none does."""
    untils = [line.acknowledgement.until for line in report.waiting if line.acknowledgement]
    if not untils:
        return ""
    return words.many("run.waiting", len(untils), count=len(untils), ending=report.ending_this_month, until=min(untils))


def _covered(report: Report, words: Words) -> str:
    coverage = report.coverage
    left = coverage.links - coverage.judged
    if not coverage.links:
        return ""
    if not left:
        return words.t("run.complete_all", links=coverage.links)
    said = words.t("run.complete", judged=coverage.judged, links=coverage.links, percent=words.share(coverage.percent))
    return f"{said} {words.many('run.not_judged', left, links=left)}"


def _health(report: Report, words: Words) -> str:
    health = report.health
    if not health.comparable:
        return words.t("page.note.health_unknown") if report.coverage.initiatives else ""
    if health.percent is None:
        return ""
    counted = health.clean + health.broken + health.unknown
    said = words.t("page.note.health", percent=health.percent, clean=health.clean, counted=counted)
    change = health.change_points
    if change is None:
        return said
    way = "up" if change > 0 else "down" if change < 0 else "same"
    moved = words.t(f"page.note.health_{way}", points=words.points(abs(change)))
    return " ".join(part for part in (said, moved, _comings(report, words)) if part)


def _comings(report: Report, words: Words) -> str:
    """Who joined and who left since the earlier report, apart from the share's own movement."""
    health = report.health
    joined = words.t("page.note.joined", initiatives=health.joined) if health.joined else ""
    key = "page.note.left_broken" if health.left_broken else "page.note.left"
    left = words.t(key, initiatives=health.left, broken=health.left_broken) if health.left else ""
    return " ".join(part for part in (joined, left) if part)


def coverage(report: Report, words: Words) -> tuple[str, ...]:
    """What was read, left out, and not looked up."""
    covered = report.coverage
    said = [words.t("page.coverage.read", read=covered.initiatives_read, all=covered.initiatives)]
    said += [
        words.t("page.coverage.left_out", number=number, reason=words.known("page.left_out", reason))
        for reason, number in sorted(covered.skipped)
    ]
    if covered.internal:
        said.append(words.t("page.coverage.inside", links=covered.internal))
    if covered.links and covered.links == covered.judged:
        said.append(words.t("page.coverage.everything"))
    if carried := sum(row.links for row in report.targets if row.check.carried):
        said.append(words.t("page.coverage.carried", links=carried))
    if canaries := report.run.canaries:
        said.append(words.t("page.coverage.canaries", ok=sum(canary.ok for canary in canaries), all=len(canaries)))
    return tuple(said)
