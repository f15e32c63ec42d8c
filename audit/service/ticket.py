"""What someone who asked for a run holds in his hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audit.model.run import RunStatus
from audit.run.closer import Looked


class TicketState(StrEnum):
    """How a run that was asked for stands. The words of a finished run are those of the reports."""

    QUEUED = "queued"
    """Another run is in progress; this one comes after it."""
    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    INCONCLUSIVE = "inconclusive"
    FAILED = "failed"
    CANCELLED = "cancelled"
    """Somebody stopped the run, or the service; what had been checked is saved."""
    REFUSED = "refused"
    """Another process was auditing the same reports; nothing was started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one whole audit ended."""

    report_id: str | None
    """None when no report was published."""
    status: RunStatus
    why: str = ""
    """For a run that is not complete: the reason in one sentence."""
    looked: Looked | None = None
    """What a closer look at a few initiatives saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a run has come."""

    name: str = ""
    """``read``, ``probe``, ``publish``; empty before the first."""
    done: int = 0
    total: int | None = None
    suspected: int = 0
    eta_seconds: int | None = None
    """Seconds to the end of the stage at the pace so far; None while that is a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTicket:
    """One run that was asked for, as it stands now."""

    id: str
    kind: str
    """``scheduled``, ``catch_up`` or ``on_demand``."""
    by: str
    """Who asked: ``schedule``, or the name of an API client."""
    started_at: datetime
    """When it began; while it waits for another run, when it was asked for."""
    scope: tuple[str, ...] = ()
    """The ids of the initiatives that it looks at, sorted; none for everything."""
    state: TicketState = TicketState.RUNNING
    stage: Stage = Stage()
    finished_at: datetime | None = None
    report_id: str | None = None
    why: str = ""
    looked: Looked | None = None
    """What it saw, when it looked at a few initiatives."""
    step: int = 0
    """Grows with every change, so that a reader can tell what it has seen already."""

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state not in (TicketState.QUEUED, TicketState.RUNNING)
