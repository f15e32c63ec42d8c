"""Mails through a real mail server: who gets what, once."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.delivery.envelope import Sender
from audit.delivery.post import CLAIM
from audit.errors import SurroundingsError
from audit.model.run import RunStatus
from audit.model.standing import State
from tests.renderers import reports


def parts(mail) -> tuple[str, str]:
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), html.get_content()


@pytest.mark.parametrize(("mode", "encrypted"), [("starttls", True), ("tls", True), ("none", False)])
async def test_a_complete_run_is_mailed_to_its_readers_as_text_and_html(server, channel, mode, encrypted):
    async with server(mode) as box:
        sent = await channel(box, mode=mode).notify(reports.several())
        assert len(sent) == len(box.mails) == 1
        to, mail = box.mails[0]
        assert to == ["team@example.org"]
        assert box.tls == [encrypted]
        assert mail["From"] == "Initiative audit <audit@example.org>"
        assert mail["To"] == "Team <team@example.org>"
        assert mail["Subject"] == "2 problems new, 1 fixed (21 November)"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["X-Auto-Response-Suppress"] == "All"
        assert "List-Unsubscribe" not in mail
        assert mail["Message-ID"].startswith("<report.2026-11-21.")
        assert mail["Message-ID"].endswith("@audit.example.org>")
        text, html = parts(mail)
        for said in ("Water for every school 2", "unsafe or taken-over", "https://audit.example.org/reports/2026-11-21/"):
            assert said in text
            assert said in html


async def test_the_same_report_is_mailed_once(server, channel, ledger, clock):
    async with server() as box:
        mailer = channel(box)
        assert await mailer.notify(reports.several())
        assert await mailer.notify(reports.several()) == ()
        assert len(box.mails) == 1
        # Killed between handing over and remembering: a second one at the most, and it has the same id.
        ledger.sent.clear()
        with pytest.raises(SurroundingsError, match="Another process"):
            await mailer.notify(reports.several())
        clock.at += CLAIM + timedelta(seconds=1)
        await mailer.notify(reports.several())
        clock.at += CLAIM + timedelta(seconds=1)
        await mailer.notify(reports.several())
        assert len(box.mails) == 2
        assert len({mail["Message-ID"] for _, mail in box.mails}) == 1


async def test_a_night_that_changed_nothing_is_silent_unless_asked_for(server, channel):
    report = reports.several()
    quiet = replace(report, closed=(), lines=tuple(replace(one, record=replace(one.record, state=State.OPEN)) for one in report.lines))
    async with server() as box:
        assert await channel(box).notify(quiet) == ()
        assert await channel(box, when="always").notify(quiet)
        assert len(box.mails) == 1


async def test_the_first_report_of_a_kind_is_always_told(server, channel):
    async with server() as box:
        assert await channel(box).notify(reports.first())
        assert await channel(box).notify(replace(reports.nothing_wrong(), baseline=reports.first().baseline, date=date(2026, 11, 22)))
        subjects = [mail["Subject"] for _, mail in box.mails]
        assert subjects == ["First report: 11 problems to fix (21 November)", "First report: nothing to fix (22 November)"]
        text, _ = parts(box.mails[1][1])
        assert "Nothing to compare with" in text
        assert "Nothing to fix." in text


@pytest.mark.parametrize(
    ("report", "subject"),
    [
        (reports.partial(), "Nightly audit incomplete: 60.7% checked, no owner mailed"),
        (reports.inconclusive(), "Nightly audit cannot be trusted: no result was changed"),
    ],
)
async def test_a_run_that_cannot_be_trusted_goes_to_those_who_look_after_it_and_to_nobody_else(server, channel, report, subject):
    async with server() as box:
        assert await channel(box).notify(report)
        assert [to for to, _ in box.mails] == [["ops@example.org"]]
        mail = box.mails[0][1]
        assert mail["Subject"] == subject
        assert report.run.why in " ".join(parts(mail)[0].split())
        assert await channel(box).notify(replace(report, revision=2)) == (), "at most once a day"


async def test_without_people_who_look_after_it_the_readers_hear_of_trouble(server, channel):
    async with server() as box:
        await channel(box, ops=()).notify(reports.partial())
        assert box.mails[0][0] == ["team@example.org"]


async def test_a_run_without_a_report_is_told_too(server, channel):
    async with server() as box:
        await channel(box).tell_failed(reports.run(RunStatus.FAILED, why="The disk is full."), stands="2026-11-19")
        mail = box.mails[0][1]
        assert mail["Subject"] == "Nightly audit did not finish: no report of 21 November"
        text, _ = parts(mail)
        assert "The disk is full." in text
        assert "The report of Thursday 19 November 2026 still stands." in text


async def test_a_missing_run_is_told_too(server, channel):
    async with server() as box:
        await channel(box).tell_absent(day=date(2026, 11, 21), stands="2026-11-19")
        assert box.mails[0][1]["Subject"] == "Nightly audit missing: no report since 19 November"


async def test_those_who_look_after_it_read_when_it_is_tried_again(server, channel):
    async with server() as box:
        mailer = channel(box, next_at=lambda: datetime(2026, 11, 22, 1, tzinfo=UTC))
        await mailer.notify(reports.partial())
        await mailer.tell_absent(day=date(2026, 11, 23), stands="2026-11-21")
        for _, mail in box.mails:
            assert "Next try: Sunday 22 November 2026, 02:00." in " ".join(parts(mail)[0].split())


async def test_trouble_night_after_night_is_one_thread(server, channel, ledger):
    first, second = reports.partial(), replace(reports.inconclusive(), date=date(2026, 11, 22))
    async with server() as box:
        mailer = channel(box)
        await mailer.notify(first)
        ledger.rows = [replace(reports.row(0, status=RunStatus.PARTIAL), report_id="2026-11-21", coverage_percent=first.coverage.percent)]
        await mailer.notify(second)
        await mailer.tell_failed(replace(reports.run(RunStatus.FAILED), started_at=datetime(2026, 11, 23, 2, tzinfo=UTC)))
        await mailer.tell_failed(replace(reports.run(RunStatus.FAILED), started_at=datetime(2026, 11, 25, 2, tzinfo=UTC)))
        mails = [mail for _, mail in box.mails]
        assert mails[0]["In-Reply-To"] is None
        for later in mails[1:3]:
            assert later["Subject"] == mails[0]["Subject"]
            assert later["References"] == later["In-Reply-To"] == mails[0]["Message-ID"]
        assert mails[3]["In-Reply-To"] is None, "a good night lies between"


async def test_trouble_without_reports_is_one_thread_too(server, channel):
    async with server() as box:
        for day in (21, 22):
            await channel(box).tell_failed(replace(reports.run(RunStatus.FAILED), started_at=datetime(2026, 11, day, 2, tzinfo=UTC)))
        first, second = (mail for _, mail in box.mails)
        assert second["Subject"] == first["Subject"]
        assert second["In-Reply-To"] == first["Message-ID"]


async def test_a_login_is_given_and_a_wrong_password_is_no_matter_for_a_second_try(server, channel, clock):
    async with server(login=True) as box:
        await channel(box, username="audit", password="s3cret").notify(reports.tiny())
        assert (box.logins, len(box.mails)) == (["audit"], 1)
        with pytest.raises(SurroundingsError) as raised:
            await channel(box, username="audit", password="wr0ng").notify(replace(reports.tiny(), revision=2))
        assert "wr0ng" not in str(raised.value)
        assert clock.slept == []


async def test_a_server_that_is_busy_is_asked_again(server, channel, clock):
    async with server() as box:
        box.answers = ["451 later", "452 later"]
        assert await channel(box).notify(reports.tiny())
        assert (len(box.mails), clock.slept) == (1, [5.0, 10.0])


async def test_a_refusal_for_good_is_not_repeated_and_nothing_is_marked_as_sent(server, channel, clock, ledger):
    async with server() as box:
        box.answers = ["554 never"]
        with pytest.raises(SurroundingsError, match="never"):
            await channel(box).notify(reports.tiny())
        assert (clock.slept, ledger.sent) == ([], {})


async def test_one_unknown_reader_does_not_keep_the_mail_from_the_others(server, channel):
    async with server() as box:
        box.refuse = frozenset({"gone@example.org"})
        sent = await channel(box, to=("gone@example.org", "team@example.org")).notify(reports.tiny())
        assert box.mails[0][0] == ["team@example.org"]
        assert sent[0].startswith("report to 1 of 2")


async def test_a_certificate_that_does_not_fit_is_refused(server, channel, clock):
    for name, options in (("mail.elsewhere.example", {}), ("127.0.0.1", {"ca_file": None})):
        async with server(name=name) as box:
            with pytest.raises(SurroundingsError):
                await channel(box, **options).notify(reports.tiny())
            assert box.mails == []
    assert clock.slept == []


async def test_a_mail_server_that_is_not_there_is_named(channel):
    class Nowhere:
        port = 1

    with pytest.raises(SurroundingsError, match=r"127\.0\.0\.1:1"):
        await channel(Nowhere()).notify(reports.tiny())


async def test_a_mail_under_way_is_finished_when_the_service_stops(server, channel, ledger):
    async with server() as box:
        box.go.clear()
        telling = asyncio.ensure_future(channel(box).notify(reports.tiny()))
        await asyncio.wait_for(box.reached.wait(), 60)
        telling.cancel()
        await asyncio.sleep(0.05)
        assert not telling.done()
        box.go.set()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(telling, 60)
        assert len(box.mails) == len(ledger.sent) == 1


async def test_hostile_titles_change_neither_readers_nor_headers(server, channel):
    report = reports.hostile()
    async with server() as box:
        assert await channel(box).notify(report)
        to, mail = box.mails[0]
        assert to == ["team@example.org"]
        assert set(mail.keys()) == {
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "MIME-Version",
            "Content-Type",
        }
        assert len(mail["Subject"]) <= 78


async def test_a_way_off_the_list_is_named_when_there_is_one(server, channel):
    async with server() as box:
        mailer = replace(channel(box), sender=Sender(address="a@example.org", unsubscribe="https://audit.example.org/off/x"))
        await mailer.notify(reports.tiny())
        mail = box.mails[0][1]
        assert mail["List-Unsubscribe"] == "<https://audit.example.org/off/x>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_a_way_off_the_list_in_other_letters_keeps_no_mail_back(server, channel):
    async with server() as box:
        mailer = replace(channel(box), sender=Sender(address="a@example.org", unsubscribe="https://prüfung.example.org/off"))
        assert await mailer.notify(reports.tiny())
        mail = box.mails[0][1]
        assert "prüfung.example.org/off" in str(mail["List-Unsubscribe"])
        assert mail["Message-ID"].endswith("@example.org>")
