"""One run at a time inside the process, and what its ticket tells."""

import asyncio
from dataclasses import dataclass, field

import pytest

from audit.errors import Locked, SurroundingsError
from audit.model.run import RunStatus
from audit.ports import Progress
from audit.service.desk import MOST_IN_LINE, AuditDesk, ClosedDesk, LongLine
from audit.service.ticket import Outcome, TicketState
from tests.service.conftest import HandClock, SteppedAudit


@pytest.fixture
def audit() -> SteppedAudit:
    return SteppedAudit()


@pytest.fixture
def desk(audit: SteppedAudit, clock: HandClock) -> AuditDesk:
    return AuditDesk(audit=audit, clock=clock)


async def test_a_second_asker_joins_the_run_in_progress(desk: AuditDesk, audit: SteppedAudit):
    first, joined = desk.start("scheduled", "schedule")
    second, joined_too = desk.start("on_demand", "token-1")
    assert (joined, joined_too) == (False, True)
    assert second.id == first.id
    audit.go.set()
    done = await desk.over(first.id)
    assert done is not None
    assert (done.state, done.report_id) == (TicketState.COMPLETE, "2026-11-21")
    assert len(audit.began) == 1


async def test_after_a_run_the_next_asker_gets_a_new_one(desk: AuditDesk, audit: SteppedAudit):
    audit.go.set()
    first, _ = desk.start("scheduled", "schedule")
    await desk.over(first.id)
    second, joined = desk.start("on_demand", "token-1")
    await desk.over(second.id)
    assert not joined
    assert second.id != first.id
    assert [ticket.id for ticket in desk.history()] == [second.id, first.id]


async def test_the_ticket_tells_stage_and_pace(desk: AuditDesk, audit: SteppedAudit, clock: HandClock):
    ticket, _ = desk.start("on_demand", "token-1")
    seen = await desk.changed(ticket.id, since=1)
    assert seen is not None
    assert (seen.stage.name, seen.stage.done, seen.stage.total, seen.stage.suspected) == ("probe", 4, 10, 1)
    assert seen.stage.eta_seconds is None
    audit.go.set()
    await desk.over(ticket.id)


async def test_the_remaining_time_is_told_once_there_is_a_pace(clock: HandClock):
    waiting = asyncio.Event()

    async def audit(run_id, kind, progress):
        progress.stage("probe", total=10)
        clock.move(8)
        progress.advance(done=4)
        await waiting.wait()
        return Outcome(report_id=None, status=RunStatus.COMPLETE)

    desk = AuditDesk(audit=audit, clock=clock)
    ticket, _ = desk.start("on_demand", "x")
    seen = await desk.changed(ticket.id, since=1)
    assert seen is not None
    assert seen.stage.eta_seconds == 12
    waiting.set()
    await desk.over(ticket.id)


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (Locked("Another audit is in progress: run_x, process 7."), TicketState.REFUSED, "run_x"),
        (SurroundingsError("The disk is full."), TicketState.FAILED, "The disk is full."),
        (RuntimeError("secret detail"), TicketState.FAILED, "fault of its own"),
    ],
)
async def test_every_way_to_fail_ends_on_the_ticket_in_words(desk: AuditDesk, audit: SteppedAudit, error, state, words):
    audit.error = error
    audit.go.set()
    ticket, _ = desk.start("on_demand", "x")
    done = await desk.over(ticket.id)
    assert done is not None
    assert done.state is state
    assert words in done.why
    assert "secret" not in done.why


async def test_closing_cancels_the_run_which_saves_what_was_done(desk: AuditDesk, audit: SteppedAudit):
    ticket, _ = desk.start("scheduled", "schedule")
    await desk.changed(ticket.id, since=1)
    await desk.close()
    assert audit.saved == [ticket.id]
    done = desk.ticket(ticket.id)
    assert done is not None
    assert done.state is TicketState.CANCELLED
    with pytest.raises(ClosedDesk):
        desk.start("on_demand", "x")


async def test_a_run_that_saves_on_cancelling_tells_its_own_outcome(clock: HandClock):
    async def audit(run_id, kind, progress):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return Outcome(report_id="2026-11-21", status=RunStatus.PARTIAL, why="It was stopped.")

    desk = AuditDesk(audit=audit, clock=clock)
    ticket, _ = desk.start("scheduled", "schedule")
    await asyncio.sleep(0)
    await desk.close()
    done = desk.ticket(ticket.id)
    assert done is not None
    assert (done.state, done.report_id, done.why) == (TicketState.PARTIAL, "2026-11-21", "It was stopped.")


async def test_the_number_of_remembered_tickets_is_bounded(desk: AuditDesk, audit: SteppedAudit):
    audit.go.set()
    for _ in range(230):
        ticket, _ = desk.start("on_demand", "x")
        await desk.over(ticket.id)
    assert len(desk.history()) == 200
    assert await desk.changed("run_unknown", since=0) is None
    assert await desk.over("run_unknown") is None


async def test_a_look_at_initiatives_waits_for_the_audit_in_progress_and_comes_after_it(audit: SteppedAudit, clock: HandClock):
    seen = []

    async def closer(run_id, initiatives, progress):
        seen.append((initiatives, len(audit.began)))
        return Outcome(report_id=None, status=RunStatus.COMPLETE)

    desk = AuditDesk(audit=audit, clock=clock, closer=closer)
    night, _ = desk.start("scheduled", "schedule")
    look, joined = desk.start("on_demand", "amina", scope=("b", "a", "b"))
    again, joined_again = desk.start("on_demand", "joao", scope=("a", "b"))
    other, _ = desk.start("on_demand", "joao", scope=("c",))
    assert (joined, joined_again, look.id) == (False, True, again.id)
    assert (look.scope, look.state) == (("a", "b"), TicketState.QUEUED)
    await asyncio.sleep(0)
    assert seen == []
    assert desk.cancel(other.id)
    assert (await desk.over(other.id)).state is TicketState.CANCELLED
    clock.move(60)
    audit.go.set()
    done = await desk.over(look.id)
    assert seen == [(("a", "b"), 1)]
    assert (done.state, done.started_at) == (TicketState.COMPLETE, clock.at)
    assert desk.ticket(night.id).state is TicketState.COMPLETE
    assert not desk.cancel(other.id)


async def test_whoever_closes_the_desk_ends_those_who_wait_too(desk: AuditDesk, audit: SteppedAudit):
    night, _ = desk.start("scheduled", "schedule")
    waiting, _ = desk.start("on_demand", "amina", scope=("a",))
    await desk.changed(night.id, since=1)
    await desk.close()
    assert (await desk.over(waiting.id)).state is TicketState.CANCELLED
    assert audit.saved == [night.id]


async def test_the_line_is_not_endless_and_a_desk_without_closer_looks_says_so(desk: AuditDesk, audit: SteppedAudit):
    desk.start("scheduled", "schedule")
    for number in range(MOST_IN_LINE):
        desk.start("on_demand", "amina", scope=(str(number),))
    with pytest.raises(LongLine):
        desk.start("on_demand", "amina", scope=("one more",))
    assert desk.history()[0].scope == (str(MOST_IN_LINE - 1),)
    audit.go.set()
    done = await desk.over(desk.history()[0].id)
    assert (done.state, done.why) == (TicketState.FAILED, "Single initiatives cannot be looked at here.")


async def test_the_nights_run_is_never_turned_away(clock: HandClock, audit: SteppedAudit):
    go = asyncio.Event()

    async def closer(run_id, initiatives, progress):
        await go.wait()
        return Outcome(report_id=None, status=RunStatus.COMPLETE)

    desk = AuditDesk(audit=audit, clock=clock, closer=closer)
    for number in range(MOST_IN_LINE + 1):
        desk.start("on_demand", "amina", scope=(str(number),))
    night, joined = desk.start("scheduled", "schedule")
    assert (night.state, joined) == (TicketState.QUEUED, False)
    go.set()
    audit.go.set()
    assert (await desk.over(night.id)).state is TicketState.COMPLETE


@dataclass
class Looks:
    """Looks that go as far as the test lets them, one by one."""

    began: list[str] = field(default_factory=list)
    go: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def __call__(self, run_id: str, initiatives: tuple[str, ...], progress: Progress) -> Outcome:
        del run_id, progress
        self.began.append(initiatives[0])
        await self.go.acquire()
        return Outcome(report_id=None, status=RunStatus.COMPLETE)


async def test_the_nights_run_comes_right_after_the_one_under_way_and_nobody_else_changes_places(clock: HandClock):
    looks = Looks()

    async def audit(run_id, kind, progress):
        looks.began.append("night")
        desk.start("on_demand", "joao", scope=("e",))
        return Outcome(report_id=None, status=RunStatus.COMPLETE)

    desk = AuditDesk(audit=audit, clock=clock, closer=looks)
    asked = [desk.start("on_demand", "amina", scope=(name,))[0] for name in "abcd"]
    await desk.changed(asked[0].id, since=0)
    night, _ = desk.start("scheduled", "schedule")
    assert night.state is TicketState.QUEUED
    for _ in range(5):
        looks.go.release()
    await desk.over(night.id)
    await desk.over(asked[-1].id)
    await desk.over(desk.history()[0].id)
    assert looks.began == ["a", "night", *"bcde"]


async def test_a_night_that_is_stopped_while_it_waits_lets_the_others_through(clock: HandClock, audit: SteppedAudit):
    looks = Looks()
    desk = AuditDesk(audit=audit, clock=clock, closer=looks)
    first, second = (desk.start("on_demand", "amina", scope=(name,))[0] for name in "ab")
    night, _ = desk.start("scheduled", "schedule")
    await asyncio.sleep(0)
    assert desk.cancel(night.id)
    looks.go.release()
    looks.go.release()
    assert (await desk.over(second.id)).state is TicketState.COMPLETE
    assert (await desk.over(night.id)).state is TicketState.CANCELLED
    assert (looks.began, audit.began) == (["a", "b"], [])
    assert desk.ticket(first.id).over


async def test_a_look_that_is_stopped_before_it_begins_holds_nobody_up(clock: HandClock, audit: SteppedAudit):
    looks = Looks()
    desk = AuditDesk(audit=audit, clock=clock, closer=looks)
    first, second = (desk.start("on_demand", "amina", scope=(name,))[0] for name in "ab")
    night, _ = desk.start("scheduled", "schedule")
    assert desk.cancel(first.id), "its task has not made a step yet"
    audit.go.set()
    looks.go.release()
    assert (await desk.over(night.id)).state is TicketState.COMPLETE
    assert (await desk.over(second.id)).state is TicketState.COMPLETE
    assert (await desk.over(first.id)).state is TicketState.CANCELLED
    assert looks.began == ["b"]
