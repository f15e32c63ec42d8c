"""The mails of the week and those that cannot wait: who gets which, and when there is none."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from audit.delivery.roster import Roster
from audit.errors import SurroundingsError
from audit.model.correspondence import HandOver, Preference, Rhythm
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.model.standing import State
from tests.delivery.conftest import BERLIN
from tests.delivery.letters import MONDAY
from tests.delivery.mailings import AMINA, JOAO, MORNING, broken, night
from tests.renderers import reports


def mended(*numbers: int) -> Report:
    over = []
    for number in numbers:
        record = broken(number).lines[0].record
        over.append(replace(reports.closed(number), record=replace(record, state=State.FIXED)))
    return replace(broken(), closed=tuple(over))


async def test_each_owner_gets_her_own_list_and_nobody_else_gets_any(house):
    await house.keep(night(broken(0, 1), 23))
    assert len(await house.mailing.tell_owners(MONDAY)) == 2
    assert sorted(house.mailed) == [("amina", "1 link to fix in your initiatives"), ("joao", "1 link to fix in your initiatives")]
    text = {to[0]: mail.get_body(("plain",)).get_content() for to, mail in house.box.mails}
    assert "Hello Joao. You are named as the owner" in text["joao@example.org"]
    assert "Water for every school 0" in text["amina@example.org"]
    assert "Water for every school 1" not in text["amina@example.org"]


async def test_a_mailing_that_is_begun_twice_in_a_week_sends_once(house):
    await house.keep(night(broken(0), 23))
    await house.mailing.tell_owners(MONDAY)
    house.clock.at += timedelta(days=2)
    await house.keep(night(broken(0, 2, state=State.NEW), 25))
    assert await house.mailing.tell_owners(date(2026, 11, 25)) == ()
    house.clock.at = MORNING + timedelta(days=7)
    assert len(await house.mailing.tell_owners(date(2026, 11, 30))) == 1
    assert [subject for _, subject in house.mailed] == [
        "1 link to fix in your initiatives",
        "2 links to fix in your initiatives (2 new)",
    ]


async def test_two_processes_at_once_send_once(house):
    await house.keep(night(broken(0, 1), 23))
    await asyncio.gather(*(house.mailing.tell_owners(MONDAY) for _ in range(4)), return_exceptions=True)
    assert len(house.mailed) == 2
    assert await house.mailing.tell_owners(MONDAY) == ()


async def test_nothing_to_do_is_no_mail(house):
    await house.keep(night(broken(), 22), night(mended(), 23))
    assert await house.mailing.tell_owners(MONDAY) == ()
    assert house.mailed == []


async def test_a_list_that_has_become_empty_is_told_exactly_once(house):
    await house.keep(night(broken(0), 23))
    await house.mailing.tell_owners(MONDAY)
    await house.keep(night(mended(0), 26), night(broken(), 30))
    for weeks in (1, 2, 3):
        house.clock.at = MORNING + timedelta(weeks=weeks)
        await house.keep(night(mended(0), 30) if weeks == 1 else night(broken(), 7 * weeks - 7, month=12))
        for _ in range(2):
            await house.mailing.tell_owners(MONDAY + timedelta(weeks=weeks))
    assert [subject for _, subject in house.mailed] == [
        "1 link to fix in your initiatives",
        "All done: nothing left to fix on your list",
    ]


async def test_what_came_and_went_within_a_week_is_nobodys_news(house):
    await house.keep(night(broken(0, state=State.NEW), 20), night(mended(0), 23))
    assert await house.mailing.tell_owners(MONDAY) == ()


@pytest.mark.parametrize("status", [RunStatus.PARTIAL, RunStatus.INCONCLUSIVE])
async def test_nobody_is_mailed_after_a_run_that_cannot_be_trusted_until_one_can(house, status):
    await house.keep(night(broken(0), 22), night(broken(0), 23, status=status))
    assert await house.mailing.tell_owners(MONDAY) is None
    assert house.mailed == []
    again = night(broken(0), 23)
    await house.keep(replace(again, revision=2, generated_at=MORNING, run=replace(again.run, id="run_again", started_at=MORNING)))
    assert len(await house.mailing.tell_owners(MONDAY)) == 1


async def test_a_week_without_a_trusted_run_is_told_instead_of_figures(house):
    await house.keep(night(broken(0), 9), night(broken(0), 22, status=RunStatus.PARTIAL))
    assert len(await house.mailing.tell_managers(MONDAY)) == 1
    assert await house.mailing.tell_managers(MONDAY) == ()
    to, mail = house.box.mails[0]
    assert to == ["ops@example.org", "boss@example.org"]
    assert mail["Subject"] == "No report of the last seven days can be trusted"
    assert "The report of Monday 9 November 2026 still stands." in " ".join(mail.get_body(("plain",)).get_content().split())


@pytest.mark.parametrize(
    ("rhythm", "first_monday", "state", "mails"),
    [
        (Rhythm.WEEKLY, False, State.OPEN, 1),
        (Rhythm.MONTHLY, False, State.NEW, 0),
        (Rhythm.MONTHLY, True, State.OPEN, 1),
        (Rhythm.NEW, False, State.OPEN, 0),
        (Rhythm.NEW, False, State.NEW, 1),
        (Rhythm.OFF, True, State.NEW, 0),
    ],
)
async def test_everybody_gets_the_list_as_often_as_she_wants_it(house, rhythm, first_monday, state, mails):
    day = date(2026, 12, 7) if first_monday else MONDAY
    house.clock.at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    await house.keep(night(broken(0, state=state), day.day, month=day.month))
    await house.store.keep_preference(Preference(ref=AMINA.ref, rhythm=rhythm, since=MORNING))
    await house.mailing.tell_owners(day)
    assert len(house.mailed) == mails


async def test_managers_read_who_has_switched_off_and_how_much_is_nobodys(house):
    stray = replace(reports.initiative(1), id="ini_stray", owner_ref="o1_gone", partner="")
    await house.keep(night(reports.arranged([reports.line(0, initiative=stray)], [stray, *broken().initiatives]), 23))
    await house.store.keep_preference(Preference(ref=JOAO.ref, rhythm=Rhythm.OFF, since=MORNING))
    await house.mailing.tell_managers(MONDAY)
    text = " ".join(house.box.mails[0][1].get_body(("plain",)).get_content().split())
    assert "These people have switched their mails off: Joao." in text
    assert "1 initiative has no owner whom we could write to." in text
    await house.mailing.tell_owners(MONDAY)
    to, mail = house.box.mails[1]
    assert (to, mail["Subject"]) == (["boss@example.org"], "1 link to fix in your initiatives")
    assert "Nobody else is named for these initiatives" in mail.get_body(("plain",)).get_content()


async def test_what_was_handed_on_comes_to_whoever_has_it_now(house):
    await house.keep(night(broken(0), 23))
    await house.store.keep_hand_over(HandOver(initiative_id="ini_00000", to_ref=JOAO.ref, by_ref=AMINA.ref, at=MORNING))
    await house.mailing.tell_owners(MONDAY)
    assert [who for who, _ in house.mailed] == ["joao"]


async def test_what_has_to_go_is_told_at_once_to_its_owner_and_the_managers_and_not_again(house):
    row = reports.initiative(0)
    report = night(reports.arranged([reports.line(2, initiative=row, state=State.NEW)], [row]), 23)
    for day in range(2):
        await house.mailing.tell_urgent(replace(report, date=report.date + timedelta(days=day)))
    assert [who for who, _ in house.mailed] == ["amina", "boss"]


async def test_the_lists_go_out_one_by_one(house):
    await house.keep(night(broken(0, 1), 23))
    await replace(house.mailing, spread=1800.0).tell_owners(MONDAY)
    assert house.clock.slept == [60.0], "a handful does not take half an hour"


async def test_a_mail_server_that_is_down_keeps_nobody_from_the_next_try(house):
    await house.keep(night(broken(0), 23))
    house.box.answers = ["554 no"]
    with pytest.raises(SurroundingsError):
        await house.mailing.tell_owners(MONDAY)
    assert len(await house.mailing.tell_owners(MONDAY)) == 1


async def test_people_elsewhere_get_the_list_on_their_own_monday(house):
    async def roster() -> Roster:
        return Roster.of([AMINA, replace(JOAO, zone=ZoneInfo("America/Lima"))])

    await house.keep(night(broken(0, 1), 23))
    mailing = replace(house.mailing, audience=replace(house.mailing.audience, roster=roster))
    await mailing.tell_owners(MONDAY, zone=BERLIN)
    assert [who for who, _ in house.mailed] == ["amina"]
    await mailing.tell_owners(MONDAY, zone=ZoneInfo("America/Lima"))
    assert [who for who, _ in house.mailed] == ["amina", "joao"]
