"""What a mail has to be, one test a promise, for every kind of mail.

| Promise | Test |
|---|---|
| E1 small | `test_e1_fifteen_items_with_addresses_of_300_characters_fit_into_20_kilobytes`, `test_e1_every_mail_keeps_its_budget` |
| E2 capped | `test_e2_five_hundred_problems_make_the_same_mail_and_a_count` |
| E3 the same in both parts | `test_e3_the_text_part_lists_the_same_findings`, `test_e3_the_text_part_is_complete_by_itself` |
| E4 readable by everyone | `tests/delivery/test_mail_in_browser.py` |
| E5 nothing loads | `test_e5_nothing_is_loaded_and_nothing_runs` |
| E6 leads nowhere else, and changes nothing | `test_e6_every_address_is_our_own_or_the_cms`, `tests/service/test_owner_pages.py` |
| E7 one click off the list | `test_e7_a_person_gets_off_the_list_by_one_click`, `tests/service/test_owner_pages.py` |
| E8 once | `tests/delivery/test_mailing.py`, `tests/delivery/test_mailing_in_service.py` |
| E9 an honest subject of one line | `test_e9_subjects_are_short_single_lines`, `test_e9_counts_in_the_subject_are_those_of_the_body` |
| E10 nothing for nothing | `tests/delivery/test_mailing.py` |
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import urlsplit

import pytest

from audit.delivery.digests import owner_digest
from audit.delivery.envelope import Sender, message_of
from audit.delivery.letter import Letter
from audit.delivery.page import as_html
from audit.delivery.plain import as_text
from audit.delivery.voice import Voice
from audit.model.finding import Severity
from audit.model.report import Report
from audit.model.standing import State
from audit.wording.catalogue import catalogue
from tests.delivery.conftest import BERLIN
from tests.delivery.letters import KINDS, LINKS, letters_about, owner_in, week_of
from tests.delivery.test_mail_budget import Page, folded
from tests.renderers import reports
from tests.renderers.agreed import waiting

SENDER = Sender(address="Initiative audit <audit@example.org>", unsubscribe="mailto:audit-off@example.org")
AT = datetime(2026, 11, 23, 6, tzinfo=UTC)
SOURCES = ("several", "hostile", "huge", "agreed")


@cache
def report_called(name: str) -> Report:
    if name == "huge":
        return reports.huge(120, 600, 150, 60)
    if name == "agreed":
        return waiting(reports.several())
    return getattr(reports, name)()


@cache
def mails_about(source: str) -> dict[str, Letter]:
    return letters_about(report_called(source), Voice(wording=catalogue(), zone=BERLIN))


@pytest.fixture(params=[(source, kind) for source in SOURCES for kind in KINDS], ids="-".join)
def letter(request) -> Letter:
    source, kind = request.param
    return mails_about(source)[kind]


def sent(letter: Letter):
    return message_of(letter, sender=SENDER, to=("amina@example.org",), at=AT)


def test_e1_fifteen_items_with_addresses_of_300_characters_fit_into_20_kilobytes(voice):
    rows = [reports.initiative(number) for number in range(20)]
    lines = [reports.line(0, initiative=row, url=f"https://long.example/{row.id}/" + "x" * 300, state=State.NEW) for row in rows]
    report = reports.arranged(lines, rows)
    page = as_html(owner_digest(week_of(report), owner_in(report), voice=voice, links=LINKS))
    assert page.count('<div class="item') == 15
    assert len(page.encode()) <= 20 * 1024


def test_e1_every_mail_keeps_its_budget(letter):
    assert len(as_html(letter).encode()) <= 24 * 1024
    assert len(sent(letter).as_bytes()) <= 100 * 1024


def test_e2_five_hundred_problems_make_the_same_mail_and_a_count(voice):
    rows = [reports.initiative(number) for number in range(500)]
    report = reports.arranged([reports.line(0, initiative=row, url=f"https://x.example/{row.id}") for row in rows], rows)
    letter = owner_digest(week_of(report), owner_in(report), voice=voice, links=LINKS)
    assert letter is not None
    assert letter.subject == "500 links to fix in your initiatives"
    for part in (as_text(letter), as_html(letter)):
        assert "And 485 more on your list." in part


def test_e3_the_text_part_lists_the_same_findings(letter):
    """Each finding by its address, which both parts lead to."""
    places = re.compile(r"/findings/(f1_[a-z2-7]+)")
    assert set(places.findall(as_text(letter))) == set(places.findall(as_html(letter)))
    assert as_text(letter).count("\n* ") == as_html(letter).count('<div class="item')


def test_e3_the_text_part_is_complete_by_itself(letter):
    text, page = as_text(letter), Page(as_html(letter))
    words = folded(page.words)
    said = [letter.heading, *letter.paragraphs, *letter.closing, *letter.footer]
    said += [fact for group in letter.groups for fact in (group.heading, group.lead, group.more)]
    for item in (item for group in letter.groups for item in group.items):
        said += [item.title, item.place, item.sentence, item.quote, item.target, item.also, item.do, item.since]
    for fact in said:
        assert folded(fact) in folded(text)
        assert folded(fact) in words
    assert set(page.addresses) == set(re.findall(r"^\s*(https://\S+)$", text, re.MULTILINE))
    assert all(len(line) <= 78 or line.strip().startswith("https://") for line in text.splitlines())


def test_e5_nothing_is_loaded_and_nothing_runs(letter):
    page = Page(as_html(letter))
    assert not page.tags & {"img", "script", "link", "form", "iframe", "object", "svg", "video", "input", "button", "base"}
    assert "url(" not in as_html(letter)
    assert "@import" not in as_html(letter)
    assert not any(name.startswith("on") for name, _ in page.attributes)


def test_e6_every_address_is_our_own_or_the_cms(letter):
    hosts = {(urlsplit(address).scheme, urlsplit(address).netloc) for address in Page(as_html(letter)).addresses}
    assert hosts <= {("https", "audit.example.org"), ("https", "cms.example")}


@pytest.mark.parametrize("kind", ["owner_digest", "owner_urgent", "owner_done"])
def test_e7_a_person_gets_off_the_list_by_one_click(kind):
    message = sent(mails_about("several")[kind])
    assert message["List-Unsubscribe"] == "<https://audit.example.org/owners/c3RvcA/stop>, <mailto:audit-off@example.org>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("length", [10, 70, 400])
def test_e7_the_ways_off_the_list_stand_whole_on_the_wire_however_long_they_are(length):
    page = f"https://audit.example.org/owners/{'w' * length}/stop"
    letter = replace(mails_about("several")["run_problem"], unsubscribe=page, follows="the-first-of-many-days-" + "d" * length)
    wire = sent(letter).as_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    assert f"List-Unsubscribe: <{page}>,\r\n <mailto:audit-off@example.org>\r\n" in wire
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in wire
    # Code words (RFC 2047) are for words: no program knows an address or an id again that is written in them.
    assert not re.search(r"^(List-Unsubscribe|Message-ID|In-Reply-To|References): *(\r\n)? *=\?", wire, re.MULTILINE)


def test_what_may_harm_is_never_to_be_opened_to_see_whether_it_works():
    several = reports.several()
    doubtful = [line for line in several.lines if line.label == "check"]
    finding = replace(doubtful[0].finding, severity=Severity.REMOVE, rule="link-unsafe")
    harmful = replace(
        doubtful[0], record=replace(doubtful[0].record, finding=finding), target_url="https://evil.example/x", verdict="unsafe"
    )
    report = replace(several, lines=(harmful, *doubtful[1:]))
    for kind in ("report", "owner_digest"):
        letter = letters_about(report, Voice(wording=catalogue(), zone=BERLIN))[kind]
        group = next(group for group in letter.groups if group.heading == "Check by hand")
        assert "but for those where it says not to" in group.lead
        (item,) = [item for item in group.items if harmful.finding.id in item.ids]
        assert item.do
        assert "evil[.]example" in item.target
        assert not any(other.do for other in group.items if other is not item)


def test_e7_no_one_click_is_promised_where_only_a_mail_helps():
    message = sent(mails_about("several")["manager_digest"])
    assert message["List-Unsubscribe"] == "<mailto:audit-off@example.org>"
    assert message["List-Unsubscribe-Post"] is None


def test_e9_subjects_are_short_single_lines(letter):
    message = sent(letter)
    assert len(str(message["Subject"])) <= 78
    assert str(message["Subject"]).isprintable()
    assert "!" not in letter.subject.replace("<!--", "")
    assert message["Bcc"] is None
    assert message["Precedence"] is None
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("source", SOURCES)
def test_e9_counts_in_the_subject_are_those_of_the_body(source):
    letter = mails_about(source)["owner_digest"]
    count = int(re.match(r"[\d,]+", letter.subject)[0].replace(",", ""))
    first = letter.groups[0]
    left_out = re.search(r"[\d,]+", first.more)
    assert count == sum(len(item.ids) for item in first.items) + (int(left_out[0].replace(",", "")) if left_out else 0)
    new = re.search(r"\((\d+) new\)", letter.subject)
    assert letter.paragraphs[1].startswith(f"{new[1]} " if new else "None is new")


def test_the_same_mail_is_made_of_the_same_bytes(letter):
    assert sent(letter).as_bytes() == sent(letter).as_bytes()


def test_no_mail_says_an_http_code_or_blames_anybody(letter):
    if "window.pwned" not in as_text(letter):
        assert not re.search(r"\b(404|410|503|invalid|error|URI|occurrence)\b", as_text(letter))


def test_the_list_is_in_the_order_that_it_is_worked_through(voice):
    report = waiting(reports.several())
    letter = owner_digest(week_of(report), owner_in(report), voice=voice, links=LINKS)
    assert letter is not None
    mended = replace(
        reports.closed(0), record=replace(reports.closed(0).record, finding=replace(reports.closed(0).record.finding, entry_id="ini_00000"))
    )
    thanked = owner_digest(week_of(replace(report, closed=(mended,))), owner_in(report), voice=voice, links=LINKS)
    assert [group.heading for group in thanked.groups] == ["Fix these", "Check by hand", "Ending soon", "Fixed, thank you"]
    assert thanked.closing == ("2 small things to tidy are on your list. No hurry.",)
    assert [action.text for action in thanked.footer_actions] == [
        "Change how often",
        "Hand an initiative to someone else",
        "Stop these e-mails",
        "How we check",
    ]
    assert thanked.footer[0] == "You get this on Mondays when there is something to fix."


def test_a_list_on_which_only_an_agreed_time_ends_is_sent(voice):
    row = reports.initiative(0)
    report = waiting(reports.arranged([reports.line(0, initiative=row)], [row]))
    letter = owner_digest(week_of(report), owner_in(report), voice=voice, links=LINKS)
    assert letter is not None
    assert letter.subject == "1 agreed time ends soon"
    assert [group.heading for group in letter.groups] == ["Ending soon"]
    assert "until 24 November" in as_text(letter)
    later = waiting(report, until=date(2026, 12, 20))
    assert owner_digest(week_of(later), owner_in(later), voice=voice, links=LINKS) is None, "nothing to do yet"


def test_without_a_service_the_list_leads_to_the_report(voice):
    report = report_called("huge")
    owner = replace(owner_in(report), pages=type(owner_in(report).pages)())
    letter = owner_digest(week_of(report), owner, voice=voice, links=LINKS)
    assert [action.url for action in letter.actions] == ["https://audit.example.org/reports/2026-11-21/"]
    assert "on your list" not in as_text(letter)
    assert letter.unsubscribe == ""
