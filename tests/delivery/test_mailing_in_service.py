"""The mails of the week in a service that is scheduled, stopped and killed."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from audit.delivery.audience import Audience
from audit.delivery.email import EmailNotifier
from audit.delivery.mailing import Mailing
from audit.delivery.post import CLAIM
from audit.delivery.roster import Roster
from audit.errors import SurroundingsError
from audit.service.scheduler import Job, Scheduler, schedule_of
from audit.stores import SqlStore
from tests.delivery.conftest import BERLIN, HandClock, House
from tests.delivery.letters import MONDAY
from tests.delivery.mailings import AMINA, MORNING, broken, night


async def until(condition) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


def scheduled(house: House, begun: list[datetime]) -> Scheduler:
    schedule = schedule_of("0 7 * * mon", BERLIN)
    assert schedule is not None

    async def work(due: datetime) -> bool:
        begun.append(due)
        return await house.mailing.tell_owners(due.astimezone(BERLIN).date(), zone=BERLIN) is not None

    async def nothing(*_: object) -> None:
        return None

    return Scheduler(
        schedule=None,
        clock=house.clock,
        run=nothing,
        last_run_at=nothing,
        jobs=(Job(name="lists", schedule=schedule, work=work),),
        look_again=timedelta(seconds=0.2),
    )


async def test_the_scheduled_job_sends_on_monday_morning_by_the_clock_that_it_is_handed(house):
    house.clock.at = MORNING - timedelta(minutes=1)
    await house.keep(night(broken(0), 23))
    begun: list[datetime] = []
    scheduler = scheduled(house, begun)
    await scheduler.start()
    try:
        await asyncio.sleep(0.5)
        assert (begun, house.mailed) == ([], []), "it is not seven yet"
        house.clock.at = MORNING
        await until(lambda: house.mailed)
        await asyncio.sleep(0.5)
        assert begun == [MORNING], "what is done is not begun again"
        await house.keep(night(broken(0), 30))  # before the morning of the list, which is made of what is there
        house.clock.at = MORNING + timedelta(days=7)
        await until(lambda: len(house.mailed) == 2)
    finally:
        await scheduler.stop()
    assert begun == [MORNING, MORNING + timedelta(days=7)]


async def test_a_service_that_stops_finishes_the_mail_that_it_is_at_and_leaves_the_rest_for_later(house):
    await house.keep(night(broken(0, 1), 23))
    house.box.go.clear()
    scheduler = scheduled(house, [])
    await scheduler.start()
    await house.box.reached.wait()
    stopping = asyncio.create_task(scheduler.stop())
    await asyncio.sleep(0.1)
    assert not stopping.done()
    house.box.go.set()
    await stopping
    assert len(house.mailed) == 1
    assert len(await house.mailing.tell_owners(MONDAY)) == 1
    assert sorted(who for who, _ in house.mailed) == ["amina", "joao"]


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from audit.delivery import post
from tests.delivery.test_mailing_in_service import mailing_of_a_process

class Deadly:
    def __init__(self, store): self._store = store
    def __getattr__(self, name): return getattr(self._store, name)
    async def mark_sent(self, message_id, *, at): os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(mailing_of_a_process(sys.argv[1], int(sys.argv[2]), ledger=Deadly))
"""


async def mailing_of_a_process(path: str, port: int, *, ledger=lambda store: store) -> None:
    """The lists, sent by a process of its own."""
    from audit.delivery.smtp import Smtp, SmtpSettings
    from audit.delivery.voice import Voice
    from audit.wording.catalogue import catalogue
    from tests.delivery.conftest import SENDER

    clock = HandClock(at=MORNING)
    store = SqlStore(f"sqlite:///{path}", clock=clock)
    await store.open()

    async def roster() -> Roster:
        return Roster.of([AMINA])

    smtp = Smtp(settings=SmtpSettings(host="127.0.0.1", port=port, tls="none"), clock=clock)
    notifier = EmailNotifier(
        smtp=smtp, store=ledger(store), clock=clock, voice=Voice(wording=catalogue(), zone=BERLIN), sender=SENDER, to=()
    )
    audience = Audience(store=store, clock=clock, roster=roster, managers=("boss@example.org",), zone=BERLIN)
    await Mailing(audience=audience, notifier=notifier).tell_owners(MONDAY)


async def test_killed_between_sending_and_remembering_the_one_mail_under_way_comes_twice_at_most(server, channel, clock, tmp_path):
    path = tmp_path / "audit.sqlite"
    clock.at = MORNING
    store = SqlStore(f"sqlite:///{path}", clock=clock)
    await store.open()
    one = night(broken(0), 23)
    await store.finish(one.run, one, records=(), streaks=(), links=())

    async def roster() -> Roster:
        return Roster.of([AMINA])

    async with server("none") as box:
        command = [sys.executable, "-c", KILLED, str(path), str(box.port)]
        root = Path(__file__).parents[2]
        process = await asyncio.to_thread(
            lambda: subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False)
        )
        assert process.returncode == -signal.SIGKILL
        assert len(box.mails) == 1
        audience = Audience(store=store, clock=clock, roster=roster, managers=("boss@example.org",), zone=BERLIN)
        mailing = Mailing(audience=audience, notifier=replace(channel(box, mode="none"), store=store))
        with pytest.raises(SurroundingsError, match="Another process"):
            await mailing.tell_owners(MONDAY)
        clock.at += CLAIM + timedelta(seconds=1)
        for _ in range(3):
            await mailing.tell_owners(MONDAY)
        assert len(box.mails) == 2
        assert len({mail["Message-ID"] for _, mail in box.mails}) == 1
    await store.close()
