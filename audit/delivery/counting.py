"""The figures that mails share with every other surface: Remove now and Fix together are what there is to fix."""

from dataclasses import dataclass

from audit.model.finding import Certainty, Severity
from audit.model.report import Closed, Report
from audit.model.standing import State

PROBLEMS = ("remove", "fix")
"""The labels of what a visitor would trip over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is new, fixed and open among the problems."""

    new: int
    fixed: int
    open: int

    @classmethod
    def of(cls, report: Report) -> "Counts":
        """The counts of one report."""
        return cls(
            new=sum(report.count(label=label, state=State.NEW) for label in PROBLEMS),
            fixed=sum(fixed_of(report, label) for label in PROBLEMS),
            open=sum(report.count(label=label) for label in PROBLEMS),
        )


def fixed_of(report: Report, label: str) -> int:
    """How many findings of a label were fixed."""
    return sum(1 for closed in report.closed if closed.state is State.FIXED and label_when_open(closed) == label)


def label_when_open(closed: Closed) -> str:
    """The label that a closed finding bore."""
    finding = closed.record.finding
    if finding.certainty is Certainty.CANNOT_TELL:
        return "check"
    if finding.certainty is Certainty.SUSPECTED:
        return "suspected"
    return {Severity.REMOVE: "remove", Severity.FIX: "fix", Severity.TIDY: "tidy"}[finding.severity]
