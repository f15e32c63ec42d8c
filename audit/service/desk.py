"""The desk where runs are asked for: one at a time inside this process, whoever asks.

The lock between processes is another one (`audit.run.lock`): when a run of the command line holds it, the ticket says so.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from audit.clock import Clock
from audit.errors import AuditError, Locked
from audit.model.run import RunStatus
from audit.ports import Progress
from audit.run.identity import new_run_id
from audit.service.ticket import Outcome, RunTicket, Stage, TicketState

log = logging.getLogger(__name__)

Audit = Callable[[str, str, Progress], Awaitable[Outcome]]
"""One whole audit, given the run's id, its kind, and who watches. Cancelling it saves what was done."""

_KEPT = 200
"""Tickets that are remembered; older runs are in the store."""


class ClosedDesk(Exception):  # noqa: N818 - it is a state of the service, not a mistake
    """The service is stopping; no run is started any more."""


@dataclass(slots=True, kw_only=True)
class AuditDesk:
    """Starts runs, lets later askers join the run in progress, and remembers the tickets."""

    audit: Audit
    clock: Clock
    finished: Callable[[RunTicket], None] = lambda _: None
    """Told of every ticket that is over, for figures."""
    _tickets: dict[str, RunTicket] = field(default_factory=dict)
    _task: "asyncio.Task[None] | None" = None
    _current: str = ""
    _closed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self, kind: str, by: str) -> tuple[RunTicket, bool]:
        """The ticket of a new run, or of the one in progress, and whether it was joined.

        Raises:
            ClosedDesk: the service is stopping.
        """
        if running := self.current():
            return running, True
        if self._closed:
            raise ClosedDesk
        now = self.clock.now()
        ticket = RunTicket(id=new_run_id(now), kind=kind, by=by, started_at=now)
        self._current = ticket.id
        self._keep(ticket)
        self._task = asyncio.create_task(self._run(ticket), name=ticket.id)
        return ticket, False

    def current(self) -> RunTicket | None:
        """The run in progress."""
        ticket = self._tickets.get(self._current)
        return ticket if ticket and not ticket.over else None

    @property
    def closed(self) -> bool:
        """Whether the service is stopping."""
        return self._closed

    def ticket(self, run_id: str) -> RunTicket | None:
        """A run that was asked for at this desk, as it stands now."""
        return self._tickets.get(run_id)

    def history(self) -> tuple[RunTicket, ...]:
        """The tickets that are remembered, newest first."""
        return tuple(reversed(self._tickets.values()))

    def cancel(self, run_id: str) -> bool:
        """Stop the run in progress, which saves what was done; False when it is over or another one."""
        running = self.current()
        if running is None or running.id != run_id or self._task is None:
            return False
        self._task.cancel()
        return True

    async def changed(self, run_id: str, *, since: int) -> RunTicket | None:
        """The ticket once it is newer than step `since` or over; None when it is not known."""
        while (ticket := self._tickets.get(run_id)) is not None and ticket.step <= since and not ticket.over:
            await self._changed.wait()
        return ticket

    async def over(self, run_id: str) -> RunTicket | None:
        """The ticket once its run is over; None when it is not known."""
        while (ticket := self._tickets.get(run_id)) is not None and not ticket.over:
            await self._changed.wait()
        return ticket

    async def close(self) -> None:
        """Start nothing more; cancel the run in progress and wait until it has saved what was done."""
        self._closed = True
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self, ticket: RunTicket) -> None:
        state, outcome = TicketState.FAILED, Outcome(report_id=None, status=RunStatus.FAILED)
        try:
            outcome = await self.audit(ticket.id, ticket.kind, _Watch(self, ticket.id))
            state = TicketState(outcome.status.value)
        except asyncio.CancelledError:
            # Whoever cancels is `close` or `cancel`: the ticket tells what happened, so nothing is left to raise.
            state = TicketState.CANCELLED
            outcome = replace(outcome, why="The run was stopped. What had been checked is saved.")
        except Locked as locked:
            state, outcome = TicketState.REFUSED, replace(outcome, why=locked.message)
        except AuditError as error:
            log.error("run failed", extra={"run": ticket.id, "why": error.message})  # noqa: TRY400 - the message is the whole story
            outcome = replace(outcome, why=error.message)
        except Exception:
            log.exception("run failed", extra={"run": ticket.id})
            outcome = replace(outcome, why="The audit ended by a fault of its own. The log has the details.")
        finally:
            self._end(ticket.id, state, outcome)

    def _end(self, run_id: str, state: TicketState, outcome: Outcome) -> None:
        self._change(run_id, state=state, report_id=outcome.report_id, why=outcome.why, finished_at=self.clock.now())
        ticket = self._tickets[run_id]
        log.info("run over", extra={"run": run_id, "state": state.value, "report": outcome.report_id})
        self.finished(ticket)

    def _keep(self, ticket: RunTicket) -> None:
        self._tickets[ticket.id] = ticket
        while len(self._tickets) > _KEPT:
            del self._tickets[next(iter(self._tickets))]

    def _change(self, run_id: str, **changes: Any) -> None:
        ticket = self._tickets[run_id]
        self._tickets[run_id] = replace(ticket, step=ticket.step + 1, **changes)
        # Everyone who waits wakes up, looks, and waits again on the next event.
        self._changed.set()
        self._changed = asyncio.Event()


class _Watch:
    """Writes a run's progress on its ticket."""

    def __init__(self, desk: AuditDesk, run_id: str) -> None:
        self._desk = desk
        self._run_id = run_id
        self._since = desk.clock.monotonic()

    def stage(self, name: str, *, total: int | None = None) -> None:
        self._since = self._desk.clock.monotonic()
        self._write(Stage(name=name, total=total))

    def advance(self, *, done: int, suspected: int = 0) -> None:
        ticket = self._desk.ticket(self._run_id)
        if ticket is None or ticket.over:
            return
        self._write(replace(ticket.stage, done=done, suspected=suspected, eta_seconds=self._eta(done, ticket.stage.total)))

    def _eta(self, done: int, total: int | None) -> int | None:
        spent = self._desk.clock.monotonic() - self._since
        if not total or done < 1 or spent < 1:
            return None
        return round(spent / done * max(total - done, 0))

    def _write(self, stage: Stage) -> None:
        ticket = self._desk.ticket(self._run_id)
        if ticket is not None and not ticket.over:
            self._desk._change(self._run_id, stage=stage)  # noqa: SLF001 - the desk's own pen
