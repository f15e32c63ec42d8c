"""The weekly mails, the urgent one and the last one: to whom, when, and never for nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.delivery.digests import owner_digest, owner_done
from audit.delivery.envelope import message_of
from audit.delivery.items import Links
from audit.delivery.managers import manager_digest
from audit.delivery.owners import Owner, OwnerPages
from audit.delivery.page import as_html
from audit.delivery.plain import as_text
from audit.delivery.preview import preview
from audit.delivery.trouble import Trouble, trouble_letter
from audit.delivery.urgent import owner_urgent
from audit.delivery.week import Week
from audit.errors import SurroundingsError
from audit.model.finding import Certainty
from audit.model.report import Report
from audit.model.run import Fault, RunStatus
from audit.model.standing import State
from tests.delivery.conftest import SENDER
from tests.renderers import reports

MONDAY = date(2026, 11, 23)
LINKS = Links(base_url="https://audit.example.org/reports", edit_url="https://cms.example/{id}")
AMINA = Owner(
    ref="o1_7f3a",
    to=("amina@example.org",),
    name="Amina",
    pages=OwnerPages(list_url="https://audit.example.org/owners/x/", stop_url="https://audit.example.org/owners/x/stop"),
)
JOAO = Owner(ref="o1_other", to=("joao@example.org",))


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


def week(*nights: Report, sent: date = MONDAY) -> Week:
    found = Week.until(morning(sent), nights, sent=sent)
    assert found is not None
    return found


def night(report: Report, day: int) -> Report:
    return replace(report, date=date(2026, 11, day), generated_at=datetime(2026, 11, day, 2, tzinfo=UTC))


def of_mine(count: int, kind: int = 0, *, state: State = State.OPEN) -> Report:
    rows = [reports.initiative(number) for number in range(count)]
    return reports.arranged([reports.line(kind, initiative=row, url=f"https://x.example/{row.id}", state=state) for row in rows], rows)


def test_the_week_is_told_first_in_counts_then_in_deeds(voice):
    letter = owner_digest(week(reports.several()), AMINA, voice=voice, links=LINKS)
    assert letter is not None
    assert letter.subject == "11 problems to fix in your initiatives (2 new)"
    assert letter.preheader == "Oldest: 19 days. None was fixed since last Monday."
    assert letter.paragraphs[0] == "Hello Amina. You last edited these initiatives, so they come to you."
    assert [group.heading for group in letter.groups] == ["Fix these", "Check by hand"]
    states = [item.state_word for item in letter.groups[0].items]
    assert states == sorted(states, key=lambda word: word == ""), "what is new stands first"
    assert letter.closing == ("2 small things to tidy are on your list. No hurry.",)


def test_links_are_called_links_and_one_is_one(voice):
    subjects = {}
    for count, kind, state in ((1, 0, State.NEW), (3, 0, State.OPEN), (1, 3, State.OPEN), (2, 3, State.OPEN), (1, 6, State.OPEN)):
        letter = owner_digest(week(of_mine(count, kind, state=state)), AMINA, voice=voice, links=LINKS)
        assert letter is not None
        subjects[count, kind] = letter.subject
    assert subjects == {
        (1, 0): "1 link to fix in your initiatives (1 new)",
        (3, 0): "3 links to fix in your initiatives",
        (1, 3): "1 link to check by hand",
        (2, 3): "2 links to check by hand",
        (1, 6): "1 problem to fix in your initiatives",
    }


def test_an_owner_with_500_problems_gets_the_same_mail_as_everyone(voice):
    letter = owner_digest(week(of_mine(500)), AMINA, voice=voice, links=LINKS)
    assert letter is not None
    assert len(letter.groups[0].items) == 15
    assert letter.groups[0].more == "And 485 more on your list."
    assert len(as_html(letter).encode()) <= 20 * 1024


def test_whoever_has_nothing_to_do_gets_nothing(voice):
    assert owner_digest(week(reports.several()), JOAO, voice=voice, links=LINKS) is None
    assert owner_done(week(reports.several()), JOAO, voice=voice, links=LINKS) is None
    assert owner_digest(week(of_mine(3, 5)), AMINA, voice=voice, links=LINKS) is None, "only things to tidy"


def test_a_list_that_has_become_empty_is_told_once(voice):
    mended = replace(reports.arranged(initiatives=of_mine(3).initiatives), closed=(closed_of_mine(),))
    letter = owner_done(week(night(of_mine(3), 17), night(mended, 22)), AMINA, voice=voice, links=LINKS)
    assert letter is not None
    assert (letter.subject, letter.preheader) == ("All done: nothing left to fix on your list", "Fixed in the last 7 days: 1.")
    quiet = replace(mended, closed=())
    assert owner_done(week(night(quiet, 29), sent=date(2026, 11, 30)), AMINA, voice=voice, links=LINKS) is None
    assert (
        owner_done(week(night(of_mine(3), 17), night(replace(of_mine(1), closed=(closed_of_mine(),)), 22)), AMINA, voice=voice, links=LINKS)
        is None
    )


def closed_of_mine():
    over = reports.closed(0)
    return replace(over, record=replace(over.record, finding=replace(over.record.finding, entry_id="ini_00000")))


def test_what_was_fixed_and_broke_again_is_not_thanked_for(voice):
    again = of_mine(1)
    over = replace(closed_of_mine(), record=replace(closed_of_mine().record, finding=again.lines[0].finding))
    seven = week(night(replace(of_mine(0), closed=(over,)), 18), night(again, 20))
    assert seven.fixed() == ()
    assert seven.nights == 2
    assert (seven.number, seven.first, seven.last) == ("2026-W48", date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize("report", [reports.partial(), reports.inconclusive()])
def test_a_week_without_a_trusted_report_is_no_week(report):
    assert Week.until(morning(MONDAY), [report, night(reports.several(), 1), night(reports.several(), 25)], sent=MONDAY) is None


def test_what_has_to_go_is_one_short_mail(voice):
    letters = owner_urgent(reports.several(), AMINA, voice=voice, links=LINKS)
    assert len(letters) == 1
    letter = letters[0]
    assert letter.subject == "Remove now: unsafe link in “Water for every school 2”"
    assert letter.preheader == "Do not open it. Removing the link is enough."
    assert [len(group.items) for group in letter.groups] == [1]
    assert "host-2.example" not in as_text(letter) + as_html(letter)
    assert owner_urgent(reports.several(), JOAO, voice=voice, links=LINKS) == ()
    assert owner_urgent(replace(reports.several(), run=reports.run(RunStatus.PARTIAL)), AMINA, voice=voice, links=LINKS) == ()


def test_a_title_of_any_length_and_any_signs_leaves_a_subject_of_one_line(voice):
    row = reports.initiative(1, title="Wasser\r\nBcc: evil@example.org " + "für jede Schule " * 30)
    report = reports.arranged([reports.line(2, initiative=row)], [row])
    letter = owner_urgent(report, AMINA, voice=voice, links=LINKS)[0]
    message = message_of(letter, sender=SENDER, to=("amina@example.org",), at=datetime(2026, 11, 21, tzinfo=UTC))
    assert len(message["Subject"]) <= 78
    assert "\n" not in message["Subject"]
    assert message["Bcc"] is None


def test_managers_read_whether_it_gets_better_and_whom_to_call(voice):
    letter = manager_digest(week(night(reports.several(), 20), night(reports.huge(400, 2000, 300, 90), 22)), voice=voice, links=LINKS)
    assert letter.subject.startswith("Partner initiatives: ")
    assert letter.subject.endswith("(16–22 November)")
    assert [group.heading for group in letter.groups] == ["Partners that need a call", "Open the longest", "Fixes that help most"]
    assert all(len(group.items) <= 5 for group in letter.groups)
    assert letter.closing == ("2 of 7 nights were complete.",)
    assert len(as_html(letter).encode()) <= 20 * 1024
    assert "Amina" not in as_text(letter), "people are never ranked"
    calm = manager_digest(week(reports.nothing_wrong(), sent=date(2026, 12, 1) - timedelta(days=8)), voice=voice, links=LINKS)
    assert calm.heading == "Nothing to fix. 2 initiatives and 28 links checked."
    assert manager_digest(week(night(reports.several(), 30), sent=date(2026, 12, 3)), voice=voice, links=LINKS).subject.endswith(
        "(26 November – 2 December)"
    )


async def test_a_mailing_that_is_started_twice_sends_once(server, channel):
    async with server() as box:
        mailer, seven = channel(box), week(reports.several())
        assert len(await mailer.tell_owners([(seven, AMINA), (seven, JOAO)])) == 1
        assert await mailer.tell_owners([(seven, AMINA), (seven, JOAO)]) == ()
        assert len(await mailer.tell_managers(seven, ["boss@example.org"])) == 1
        assert await mailer.tell_managers(seven, ["boss@example.org"]) == ()
        assert len(await mailer.tell_urgent(reports.several(), [AMINA], ["boss@example.org"])) == 2
        assert await mailer.tell_urgent(night(reports.several(), 22), [AMINA], ["boss@example.org"]) == ()
        assert [to for to, _ in box.mails] == [["amina@example.org"], ["boss@example.org"]] * 2
        assert box.mails[0][1]["List-Unsubscribe"] == "<https://audit.example.org/owners/x/stop>"


async def test_a_box_that_refuses_does_not_keep_the_mail_from_the_others(server, channel):
    both = replace(
        reports.several(),
        initiatives=tuple(replace(row, owner_ref=JOAO.ref if row.id < "ini_00003" else AMINA.ref) for row in reports.several().initiatives),
    )
    async with server() as box:
        box.refuse = frozenset(JOAO.to)
        with pytest.raises(SurroundingsError):
            await channel(box).tell_owners([(week(both), JOAO), (week(both), AMINA)])
        assert [to for to, _ in box.mails] == [list(AMINA.to)]


def test_a_preview_is_three_files_and_sends_nothing(tmp_path, voice):
    letter = owner_digest(week(reports.several()), AMINA, voice=voice, links=LINKS)
    assert letter is not None
    at = datetime(2026, 11, 23, 6, tzinfo=UTC)
    files = preview(letter, tmp_path / "preview", sender=SENDER, to=AMINA.to, at=at)
    assert [path.name for path in files] == ["owner_digest.2026-W48.eml", "owner_digest.2026-W48.html", "owner_digest.2026-W48.txt"]
    assert files[0].read_bytes() == message_of(letter, sender=SENDER, to=AMINA.to, at=at).as_bytes()
    assert files[2].read_text() == as_text(letter)


def test_trouble_names_its_reason_what_still_stands_and_the_next_try(voice):
    faults = tuple(Fault(stage="probe", subject=f"https://x.example/?token=abc{number}", message="RuntimeError") for number in range(8))
    run = replace(reports.inconclusive().run, faults=faults, why="none of the known-good addresses answered")
    trouble = Trouble(
        kind="inconclusive",
        day=date(2026, 11, 21),
        why=run.why,
        run=run,
        stands="2026-11-19",
        next_at=datetime(2026, 11, 22, 1, tzinfo=UTC),
    )
    letter = trouble_letter(trouble, voice=voice)
    assert letter.preheader == "Reason: none of the known-good addresses answered. Next try: Sunday 22 November 2026, 02:00."
    text = as_text(letter)
    for said in ("The report of Thursday 19 November 2026 still stands.", "Next try:", "And 3 more in the log.", "canary-0.example"):
        assert said in text
    assert "abc" not in text


def test_what_was_only_tidied_or_only_suspected_is_not_thanked_for(voice):
    def over(kind: int, certainty: Certainty | None = None):
        line = reports.line(kind, initiative=reports.initiative(0), certainty=certainty, url=f"https://{kind}.example/{certainty}")
        return replace(reports.closed(0), record=replace(line.record, state=State.FIXED))

    mended = replace(
        reports.arranged(initiatives=[reports.initiative(0)]),
        closed=(over(5), over(3), over(0, Certainty.SUSPECTED)),
    )
    seven = week(night(of_mine(1), 17), night(mended, 22))
    assert [len(seven.fixed(label)) for label in ("remove", "fix", "check", "tidy")] == [0, 0, 1, 1]
    letter = owner_done(seven, AMINA, voice=voice, links=LINKS)
    assert letter is not None
    assert letter.preheader == "Fixed in the last 7 days: 1."


def test_an_edit_address_that_is_none_is_left_out(voice):
    row = reports.initiative(0)
    for address in ("https://[broken", "javascript:alert(1)", "https://cms.example.evil.example/x", "https://u:p@cms.example/x", ""):
        line = replace(reports.line(0, initiative=row, state=State.NEW), edit_url=address)
        letter = owner_digest(week(reports.arranged([line], [row])), AMINA, voice=voice, links=LINKS)
        assert letter is not None
        assert [action.text for action in letter.groups[0].items[0].actions] == ["See the details"]


def test_a_target_that_became_dangerous_again_is_told_again(voice):
    row = reports.initiative(0)

    def key(state: State, day: int) -> str:
        report = night(reports.arranged([reports.line(2, initiative=row, state=state)], [row]), day)
        return owner_urgent(report, AMINA, voice=voice, links=LINKS)[0].key

    assert key(State.NEW, 20) == key(State.OPEN, 21)
    assert key(State.CAME_BACK, 22) != key(State.OPEN, 21)


def test_mails_round_the_share_of_links_as_pages_do(voice):
    report = reports.several()
    nearly = replace(report, coverage=replace(report.coverage, links=10_000, judged=9_915))
    letter = manager_digest(week(nearly), voice=voice, links=LINKS)
    assert any("99.1% of links checked." in text for text in letter.paragraphs)
    trouble = Trouble(kind="partial", day=MONDAY, coverage_percent=99.15)
    assert "99.1% of links were checked." in trouble_letter(trouble, voice=voice).paragraphs[0]
