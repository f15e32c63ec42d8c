"""What every mail must be: small, the same in both parts, without anything that loads, and leading only where it may."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from audit.delivery.envelope import Sender, message_of
from audit.delivery.items import Links
from audit.delivery.letter import Letter
from audit.delivery.nightly import MOST_ITEMS, nightly_letter
from audit.delivery.page import as_html
from audit.delivery.plain import as_text
from audit.delivery.targets import clipped, middle_out, plain, shown
from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.model.standing import State
from audit.renderers import RENDERERS
from tests.renderers import reports

LINKS = Links(base_url="https://audit.example.org/reports", edit_url="https://cms.example/{id}")
AT = datetime(2026, 11, 21, 2, 45, tzinfo=UTC)
SENDER = Sender(address="Initiative audit <audit@example.org>")
KINDS = ["tiny", "several", "first", "nothing_wrong", "hostile", "huge"]


class Page(HTMLParser):
    """The elements, addresses and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._style = tag == "style"
        self.attributes += [(name, value or "") for name, value in attrs]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "background")]

    def handle_endtag(self, tag):  # noqa: ARG002 - the parser's own interface
        self._style = False

    def handle_data(self, data):
        if not self._style:
            self.words += data


@cache
def report_called(name: str) -> Report:
    return reports.huge(500, 2500, 600, 200) if name == "huge" else getattr(reports, name)()


@pytest.fixture(params=KINDS)
def letter(request, voice) -> Letter:
    return nightly_letter(report_called(request.param), voice=voice, links=LINKS)


def folded(text: str) -> str:
    return "".join(text.split())


def test_fifteen_items_with_addresses_of_300_characters_fit_into_20_kilobytes(voice):
    rows = [reports.initiative(number) for number in range(15)]
    lines = [reports.line(0, initiative=row, url=f"https://long.example/{row.id}/" + "x" * 300, state=State.NEW) for row in rows]
    page = as_html(nightly_letter(reports.arranged(lines, rows), voice=voice, links=LINKS))
    assert page.count('<div class="item') == 15
    assert len(page.encode()) <= 20 * 1024


def test_every_mail_keeps_its_budget(letter):
    assert len(as_html(letter).encode()) <= 24 * 1024
    assert len(message_of(letter, sender=SENDER, to=("a@example.org",), at=AT).as_bytes()) <= 100 * 1024
    assert sum(len(group.items) for group in letter.groups) <= MOST_ITEMS + 3


def test_a_page_that_is_too_large_is_never_sent(voice):
    letter = nightly_letter(reports.tiny(), voice=voice, links=LINKS)
    with pytest.raises(SurroundingsError, match="bytes"):
        message_of(replace(letter, footer=("x" * 70_000,)), sender=SENDER, to=("a@example.org",), at=AT)
    with pytest.raises(SurroundingsError, match="bytes"):
        message_of(replace(letter, heading="ü" * 29_000), sender=SENDER, to=("a@example.org",), at=AT)


def test_both_parts_say_the_same(letter):
    text, page = folded(as_text(letter)), Page(as_html(letter))
    words = folded(page.words)
    for group in letter.groups:
        assert folded(group.heading) in words
        assert folded(group.heading) in text
        for item in group.items:
            for fact in (item.title, item.sentence, item.target, item.do, item.since, item.also):
                assert folded(fact) in text
                assert folded(fact) in words
    for paragraph in (letter.heading, *letter.paragraphs, *letter.footer):
        assert folded(paragraph) in text
        assert folded(paragraph) in words
    for action in [action for group in letter.groups for item in group.items for action in item.actions] + list(letter.actions):
        assert action.url in page.addresses
        assert any(line.strip() == action.url for line in as_text(letter).splitlines()), "on a line of its own"


def test_lines_of_text_are_at_most_78_characters_but_for_whole_addresses(letter):
    for line in as_text(letter).splitlines():
        assert len(line) <= 78 or line.strip().startswith("https://")


def test_nothing_is_loaded_and_nothing_runs(letter):
    page = Page(as_html(letter))
    assert not page.tags & {"img", "script", "link", "form", "iframe", "object", "svg", "video", "input", "base"}
    assert "url(" not in as_html(letter)
    assert "@import" not in as_html(letter)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.addresses


def test_every_address_to_open_is_our_own_or_the_cms(letter):
    hosts = {(urlsplit(address).scheme, urlsplit(address).netloc) for address in Page(as_html(letter)).addresses}
    assert hosts <= {("https", "audit.example.org"), ("https", "cms.example")}


def test_every_address_into_the_report_leads_to_a_place_that_is_there(voice):
    report = reports.several()
    pages = {document.name: document.content.decode() for renderer in RENDERERS for document in renderer.render(report)}
    letter = nightly_letter(report, voice=voice, links=LINKS)
    for action in (action for group in letter.groups for item in group.items for action in item.actions):
        if action.url.startswith(LINKS.base_url):
            name, _, place = action.url.removeprefix(f"{LINKS.base_url}/{report.id}/").partition("#")
            assert f'id="{place}"' in pages[name]


def test_dangerous_addresses_cannot_be_clicked_in_either_part(voice):
    rows = [reports.initiative(0), reports.initiative(1)]
    lines = [
        reports.line(2, initiative=rows[0], url="https://old-water-portal.example/login.php"),
        reports.line(4, initiative=rows[1], url="http://www.for-sale.example/"),
    ]
    letter = nightly_letter(reports.arranged(lines, rows), voice=voice, links=LINKS)
    for part in (as_text(letter), as_html(letter)):
        assert "old-water-portal.example" not in part
        assert "for-sale.example" not in part
    assert "old-water-portal[.]example/login.php" in as_text(letter)


def test_subjects_are_short_single_lines_whose_counts_are_those_of_the_body(letter):
    assert len(letter.subject) <= 78
    assert letter.subject.isprintable()
    numbers = re.findall(r"[\d,]+(?= problems? new)", letter.subject)
    for number in numbers:
        assert any(paragraph.startswith(number) for paragraph in letter.paragraphs)


@pytest.mark.parametrize("name", ["tiny", "several", "huge"])
def test_the_counts_of_the_mail_are_those_of_the_report(name, voice):
    report = report_called(name)
    letter = nightly_letter(report, voice=voice, links=LINKS)
    assert letter.table is not None
    for row, label in zip(letter.table.rows, reports_labels(), strict=True):
        assert row[-1] == f"{report.count(label=label):,}"
        assert row[1] == f"{report.count(label=label, state=State.NEW):,}"
    shown_ids = [identity for group in letter.groups for item in group.items for identity in item.ids]
    assert len(shown_ids) == len(set(shown_ids))
    left_out = sum(int(re.search(r"[\d,]+", group.more)[0].replace(",", "")) for group in letter.groups if group.more)
    assert len(shown_ids) + left_out == sum(report.count(label=label) for label in ("remove", "fix", "check"))


def reports_labels() -> tuple[str, ...]:
    return ("remove", "fix", "check", "tidy")


def test_the_same_mail_is_made_of_the_same_bytes(letter):
    first, second = (message_of(letter, sender=SENDER, to=("a@example.org",), at=AT).as_bytes() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("url", "dangerous", "written"),
    [
        ("https://river.example/apply?x=1#y", False, "river.example/apply?x=1#y"),
        ("https://user:secret@river.example/", False, "river.example"),
        ("https://old.portal.example:8443/a.php", True, "old[.]portal[.]example:8443/a.php"),
        (
            "https://files.example/a?X-Amz-Signature=abc&page=2&access_token=xyz#sid=1",
            False,
            "files.example/a?X-Amz-Signature=…&page=2&access_token=…#sid=…",
        ),
        ("https://shop.example/?monkey=1&keyword=river&code=red", False, "shop.example/?monkey=1&keyword=river&code=…"),
        ("javascript:alert(1)", False, "javascript:alert(1)"),
        ("ftp://files.example/x", True, "ftp[:]//files[.]example/x"),
        ("https://[bad", False, "https://[bad"),
        ("https://river.example/\u202egnp.exe\r\nBcc: x", False, "river.example/gnp.exe Bcc: x"),
    ],
)
def test_addresses_are_shown_without_what_could_harm(url, dangerous, written):
    assert shown(url, dangerous=dangerous) == written


def test_long_texts_are_cut_where_it_hurts_least():
    assert len(middle_out("https://x.example/" + "y" * 500)) == 90
    assert middle_out("a" * 60 + "b" * 60).startswith("aaa")
    assert middle_out("a" * 60 + "b" * 60).endswith("bbb")
    assert clipped("one two three four", 12) == "one two…"
    assert clipped("x" * 50, 10) == "x" * 9 + "…"
    assert plain("a\x00b\u2028c\u200b\u202ed") == "a b cd"
    assert clipped("see https://user:secret@x.example/?token=abc", 80) == "see https://credentials@x.example/?token=…"


def test_a_report_that_is_hosted_nowhere_has_no_addresses_to_open(voice):
    letter = nightly_letter(reports.several(), voice=voice, links=Links())
    assert Page(as_html(letter)).addresses == []
