"""The night comes while somebody audits from the command line."""

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from audit import wiring
from audit.config.shape import Checks, Config, Content, Reports
from audit.errors import Locked
from audit.run.lock import run_lock
from audit.service.desk import AuditDesk
from audit.service.ticket import TicketState
from audit.wiring.patience import AGAIN, once_free
from audit.wiring.service import nightly
from tests.content import write_entry


class Waiting:
    """A clock on which somebody lets go of the lock after so many waits, or never."""

    def __init__(self, held: ExitStack | None = None, *, after: int = 3) -> None:
        self.held, self.after, self.waits = held, after, 0

    def now(self) -> datetime:
        return datetime(2026, 11, 18, 2, tzinfo=UTC) + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return self.waits * AGAIN

    async def sleep(self, seconds: float) -> None:
        assert seconds == AGAIN
        self.waits += 1
        await asyncio.sleep(0)
        if self.held and self.waits == self.after:
            self.held.close()


@pytest.fixture
def config(tmp_path):
    write_entry(tmp_path / "site", "water", [])
    return Config(
        content=Content(path=tmp_path / "site"),
        checks=Checks(enabled=False),
        reports=Reports(path=tmp_path / "reports", url="https://x.example"),
    )


def night(config, kind, *, after=3, stop_after=None):
    """The ticket of a run of some kind that comes while another one holds the lock, and the clock."""

    async def run():
        with ExitStack() as held:
            held.enter_context(run_lock(config.reports.path, run_id="by_hand"))
            clock = Waiting(held, after=after)
            store = wiring.store_of(config, clock=clock)
            await store.open()
            desk = AuditDesk(audit=nightly(config, store=store, clock=clock, world=wiring.REAL, notifier=None, mailing=None), clock=clock)
            ticket, _ = desk.start(kind, "schedule")
            while stop_after and clock.waits < stop_after:
                await asyncio.sleep(0)
            if stop_after:
                await desk.close()
            over = await desk.over(ticket.id)
            runs = await store.runs()
            await store.close()
            return over, clock, runs

    return asyncio.run(run())


@pytest.mark.parametrize("kind", ["scheduled", "catch_up"])
def test_a_night_waits_for_an_audit_by_another_process_and_then_runs(config, kind):
    over, clock, runs = night(config, kind)

    assert (over.state, clock.waits) == (TicketState.COMPLETE, 3)
    assert over.report_id == "2026-11-18"
    assert [run.id for run in runs] == [over.id]


def test_who_asks_for_a_run_meanwhile_is_told_at_once(config):
    over, clock, _ = night(config, "on_demand")

    assert (over.state, clock.waits) == (TicketState.REFUSED, 0)
    assert "by_hand" in over.why


def test_a_service_that_stops_waits_no_longer(config):
    over, clock, runs = night(config, "scheduled", after=0, stop_after=2)

    assert (over.state, clock.waits) == (TicketState.CANCELLED, 2)
    assert not runs


def test_waiting_ends_after_the_time_that_is_given():
    clock = Waiting()

    async def locked():
        raise Locked("Another audit is in progress.")

    with pytest.raises(Locked):
        asyncio.run(once_free(locked, clock=clock, longest=timedelta(minutes=5)))
    assert clock.waits == 5
