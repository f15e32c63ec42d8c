"""The gate for CI: which findings should fail the call."""

from audit.model.report import Report
from audit.model.standing import State

GATES = ("none", "remove", "fix", "new:fix")


def gate_failure(report: Report, gate: str) -> str:
    """The line about a failed gate; empty when it passed.

    ``remove`` fails on links that must go at once, ``fix`` on these and on everything to fix, ``new:fix`` on the new ones alone:
    a gate should not be red because a partner's page moved last year.
    """
    if gate == "none":
        return ""
    kind, _, level = gate.rpartition(":")
    labels = ("remove",) if level == "remove" else ("remove", "fix")
    states: tuple[State | None, ...] = (State.NEW, State.CAME_BACK) if kind == "new" else (None,)
    count = sum(report.count(label=label, state=state) for label in labels for state in states)
    if not count:
        return ""
    what = ("new " if kind else "") + ("problem" if count == 1 else "problems")
    return f'Gate: {count:,} {what} at "{level}" or above (--fail-on {gate}). Exit 1.'
