"""The desk where runs are asked for: one at a time inside this process, whoever asks. Who asks for something else waits in line.

The lock between processes is another one (`audit.run.lock`): when a run of the command line holds it, the ticket says so.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from audit.clock import Clock
from audit.errors import AuditError, Locked, UsageError
from audit.model.run import RunStatus
from audit.ports import Progress
from audit.run.audit import Interrupted
from audit.run.identity import new_run_id
from audit.service.ticket import Outcome, RunTicket, Stage, TicketState

log = logging.getLogger(__name__)

Audit = Callable[[str, str, Progress], Awaitable[Outcome]]
"""One whole audit, given the run's id, its kind, and who watches. Cancelling it saves what was done."""

CloserLooks = Callable[[str, tuple[str, ...], Progress], Awaitable[Outcome]]
"""A look at a few initiatives, given the run's id, theirs, and who watches. Cancelling it saves what was done."""

MOST_IN_LINE = 20
"""Looks at a few initiatives that wait for their turn. The night's run waits for the one that is under way, and for no other."""

_KEPT = 200
"""Tickets that are remembered; older runs are in the store."""


class ClosedDesk(Exception):  # noqa: N818 - it is a state of the service, not a mistake
    """The service is stopping; no run is started any more."""


class LongLine(Exception):  # noqa: N818 - it is a state of the service, not a mistake
    """Too many runs wait for their turn already."""


async def nobody_looks(run_id: str, initiatives: tuple[str, ...], watching: Progress) -> Outcome:
    """The closer look of a service that has none."""
    del run_id, initiatives, watching
    raise UsageError("Single initiatives cannot be looked at here.")


@dataclass(slots=True, kw_only=True)
class AuditDesk:
    """Starts runs, lets later askers join the run in progress, and remembers the tickets."""

    audit: Audit
    clock: Clock
    closer: CloserLooks = nobody_looks
    finished: Callable[[RunTicket], None] = lambda _: None
    """Told of every ticket that is over, for figures."""
    _tickets: dict[str, RunTicket] = field(default_factory=dict)
    _tasks: "dict[str, asyncio.Task[None]]" = field(default_factory=dict)
    """Of the runs that are not over."""
    _closed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self, kind: str, by: str, *, scope: Iterable[str] = ()) -> tuple[RunTicket, bool]:
        """The ticket of a new run, or of one of the same scope that is not over, and whether it was joined.

        While a run of another scope is in progress the new one waits in line: two at once would ask a website twice as often.

        Raises:
            ClosedDesk: the service is stopping.
            LongLine: too many wait already.
        """
        wanted = tuple(sorted(set(scope)))
        if known := self.unfinished(wanted):
            return known, True
        if self._closed:
            raise ClosedDesk
        # The night's own run is never turned away.
        if wanted and len(self._tasks) > MOST_IN_LINE:
            raise LongLine
        now = self.clock.now()
        state = TicketState.QUEUED if self._tasks else TicketState.RUNNING
        ticket = RunTicket(id=new_run_id(now), kind=kind, by=by, started_at=now, scope=wanted, state=state)
        self._keep(ticket)
        task = self._tasks[ticket.id] = asyncio.create_task(self._in_turn(ticket), name=ticket.id)
        task.add_done_callback(lambda _: self._left(ticket.id))
        return ticket, False

    def current(self) -> RunTicket | None:
        """The run in progress."""
        return next((ticket for ticket in self._open() if ticket.state is TicketState.RUNNING), None)

    def unfinished(self, scope: Iterable[str] = ()) -> RunTicket | None:
        """The run of this scope that waits or is in progress."""
        wanted = tuple(sorted(set(scope)))
        return next((ticket for ticket in self._open() if ticket.scope == wanted), None)

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
        """Stop a run that waits or is in progress, which saves what was done; False when it is over or not known."""
        task = self._tasks.get(run_id)
        if task is None:
            return False
        task.cancel()
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
        """Start nothing more; cancel the runs that wait or are in progress, and wait until they have saved what was done."""
        self._closed = True
        tasks = set(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _open(self) -> Iterator[RunTicket]:
        return (self._tickets[run_id] for run_id in self._tasks)

    async def _in_turn(self, ticket: RunTicket) -> None:
        while self._whose_turn() != ticket.id:
            await self._changed.wait()
        self._change(ticket.id, state=TicketState.RUNNING, started_at=self.clock.now())
        await self._run(ticket)

    def _whose_turn(self) -> str:
        """The run in progress; after it the one over everything, since many wait for its report, and then who asked first."""
        first = min(self._open(), key=lambda ticket: (ticket.state is not TicketState.RUNNING, bool(ticket.scope)))
        return first.id

    def _left(self, run_id: str) -> None:
        """End the ticket of a run that was stopped before its turn came."""
        if run_id in self._tasks:
            why = "The run was stopped before its turn came."
            self._end(run_id, TicketState.CANCELLED, Outcome(report_id=None, status=RunStatus.FAILED, why=why))

    async def _run(self, ticket: RunTicket) -> None:
        state, outcome = TicketState.FAILED, Outcome(report_id=None, status=RunStatus.FAILED)
        watch = _Watch(self, ticket.id)
        try:
            if ticket.scope:
                outcome = await self.closer(ticket.id, ticket.scope, watch)
            else:
                outcome = await self.audit(ticket.id, ticket.kind, watch)
            state = TicketState(outcome.status.value)
        except asyncio.CancelledError:
            # Whoever cancels is `close` or `cancel`: the ticket tells what happened, so nothing is left to raise.
            state = TicketState.CANCELLED
            outcome = replace(outcome, why="The run was stopped. What had been checked is saved.")
        except Interrupted as interrupted:
            state, outcome = TicketState.CANCELLED, replace(outcome, why=interrupted.message)
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
        del self._tasks[run_id]
        ended = {"report_id": outcome.report_id, "why": outcome.why, "looked": outcome.looked}
        self._change(run_id, state=state, finished_at=self.clock.now(), **ended)
        ticket = self._tickets[run_id]
        log.info("run over", extra={"run": run_id, "state": state.value, "report": outcome.report_id})
        self.finished(ticket)

    def _keep(self, ticket: RunTicket) -> None:
        self._tickets[ticket.id] = ticket
        while len(self._tickets) > _KEPT:
            del self._tickets[next(run_id for run_id in self._tickets if run_id not in self._tasks)]

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
