"""One dated execution."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RunStatus(StrEnum):
    """How far a run can be trusted."""

    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    """Ended before everything was checked."""
    INCONCLUSIVE = "inconclusive"
    """Something was wrong with our own connection or with ourselves: no link's state was changed."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What we failed to do."""

    stage: str
    """``read``, ``extract``, ``probe``, ``judge``, ``check``, ``compare``, ``publish`` or ``deliver``."""
    subject: str
    """The file, address or rule concerned."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """One look at a known-good address."""

    url: str
    when: str
    """``first``, ``during`` or ``last``."""
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader of the run should know."""

    code: str
    message: str
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The facts of one run, apart from what it found."""

    id: str
    """``run_`` and a time-ordered token."""
    kind: str
    """``scheduled``, ``manual``, ``on_demand`` or ``demo``."""
    scope: str
    """What was audited, as a stable word: two runs compare only when it is the same."""
    ruleset: str
    """The version of the rules."""
    started_at: datetime
    status: RunStatus = RunStatus.RUNNING
    finished_at: datetime | None = None
    why: str = ""
    """For a run that is not complete: the reason in one sentence."""
    canaries: tuple[Canary, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Notice, ...] = ()
