"""What a reader of a run should know besides its findings."""

from collections.abc import Iterable

from audit.history import UNUSED_AFTER
from audit.model.acknowledgement import AckEnd
from audit.model.report import Baseline
from audit.model.run import Notice, Run, RunStatus
from audit.model.standing import Check
from audit.ports import Memory
from audit.run.comparison import Compared

_MOST_NAMED = 20


def baseline_of(memory: Memory, run: Run) -> Baseline:
    """The earlier report that a run is held against."""
    known = memory.baseline
    if known is None:
        return Baseline(
            report_id=None,
            comparable=False,
            reason="first-run" if not memory.passed_over else "no-complete-report",
            skipped=memory.passed_over,
        )
    return Baseline(
        report_id=known.report_id,
        comparable=run.status is RunStatus.COMPLETE,
        reason="" if run.status is RunStatus.COMPLETE else run.status.value,
        skipped=memory.passed_over,
    )


def carried_notices(checks: Iterable[Check]) -> tuple[Notice, ...]:
    """That not everything was asked tonight."""
    carried = [check for check in checks if check.carried]
    if not carried:
        return ()
    oldest = min(check.at for check in carried)
    message = (
        f"{len(carried):,} addresses that worked when we last looked were not asked tonight."
        f" What the report says of them was seen on {oldest.day} {oldest:%B %Y} or later."
    )
    return (Notice(code="carried", message=message),)


def event_notices(compared: Compared) -> tuple[Notice, ...]:
    """What happened to whole websites."""
    return tuple(
        Notice(code="host_event", message=f"{len(event.targets)} of {event.judged} addresses began to fail together.", host=event.host)
        for event in compared.events
    )


def held_notices(compared: Compared) -> tuple[Notice, ...]:
    """The rules that fired nearly everywhere overnight."""
    return tuple(
        Notice(
            code="rule_held",
            message=(
                f"{jump.after:,} of {jump.total:,} initiatives are concerned by {jump.rule}"
                + (f" in “{jump.field}”" if jump.field else "")
                + f" today, {jump.before:,} were before. We think that something was renamed, and did not report it."
            ),
        )
        for jump in compared.held
    )


def unused_notices(compared: Compared) -> tuple[Notice, ...]:
    """The words of people that have covered nothing for so long that they have gone."""
    gone = [word for word in compared.acknowledgements if word.ended is AckEnd.UNUSED and word.ended_at == compared.night.at]
    if not gone:
        return ()
    named = ", ".join(f"{word.subject} ({word.kind.value})" for word in gone[:_MOST_NAMED])
    rest = f" and {len(gone) - _MOST_NAMED:,} more" if len(gone) > _MOST_NAMED else ""
    message = f"Acknowledgements that covered nothing for {UNUSED_AFTER.days} days were dropped: {named}{rest}."
    return (Notice(code="unused_acknowledgements", message=message),)
