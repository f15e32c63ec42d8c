"""People's own pages: opened by the word in the address, changed by a press on a button and by nothing else (E6, E7)."""

import html
import logging
import re
from datetime import timedelta

import pytest
from yarl import URL

from audit.model.correspondence import HandOver, Rhythm
from audit.model.report import LABELS
from audit.service.passes import Purpose, new_key, signed
from audit.service.tokens import Tokens
from tests.renderers import reports as reports_of
from tests.service.lived_in import AMINA, JOAO, lived_in


@pytest.fixture
def lived(house, tmp_path, clock, reports):
    return lambda **more: lived_in(house, tmp_path, clock, **more)


async def test_the_list_shows_what_is_hers_and_the_ways_on(lived):
    async with lived() as h:
        status, page = await h.page(await h.own())
        assert status == 200
        for way in ("settings", "hand-over", "stop"):
            assert f'<a href="{way}">' in page
        assert "Water for every school 0" in page
        await h.store.keep_hand_over(HandOver(initiative_id="ini_00000", to_ref=JOAO.ref, by_ref=AMINA.ref, at=h.house.clock.now()))
        assert "Water for every school 0" not in (await h.page(await h.own()))[1]
        assert "Water for every school 0" in (await h.page(await h.own(JOAO)))[1]


async def test_opening_any_address_of_a_mail_changes_nothing(lived):
    async with lived() as h:
        before, own = await h.kept(), await h.own()
        for path in (own, f"{own}settings", f"{own}hand-over", f"{own}stop", await h.off()):
            for method in ("GET", "HEAD"):
                assert (await h.house.ask(method, path)).status == 200
        assert await h.kept() == before


async def test_one_click_by_a_mail_program_takes_her_off_the_list_without_a_cookie_or_a_page(lived):
    async with lived() as h:
        answer = await h.house.ask("POST", await h.off(), data={"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status == 200
        assert [(one.ref, one.rhythm) for one in await h.store.preferences()] == [(AMINA.ref, Rhythm.OFF)]
        assert (await h.house.ask("POST", await h.off())).status == 200, "twice is once"


async def test_the_way_off_the_list_opens_nothing_else(lived):
    async with lived() as h:
        word = (await h.off()).split("/")[2]
        for path in (f"/owners/{word}/", f"/owners/{word}/settings", f"/owners/{word}/hand-over"):
            assert (await h.page(path))[0] == 404


async def test_how_often_is_chosen_and_shown(lived):
    async with lived() as h:
        own = await h.own()
        answer = await h.press(f"{own}settings", {"rhythm": "monthly"})
        assert (answer.status, answer.headers["Location"]) == (303, "settings?saved=1")
        _, page = await h.page(f"{own}settings?saved=1")
        assert 'value="monthly" checked' in page
        assert "Saved." in page
        assert (await h.press(f"{own}settings", {"rhythm": "hourly"})).status == 422
        assert (await h.press(f"{own}settings", {"rhythm": "off"}, **{"Sec-Fetch-Site": "cross-site"})).status == 403
        assert [one.rhythm for one in await h.store.preferences()] == [Rhythm.MONTHLY]


async def test_an_initiative_is_handed_on_to_somebody_known(lived):
    async with lived() as h:
        own = await h.own()
        _, page = await h.page(f"{own}hand-over?initiative=ini_00003")
        assert '<option value="ini_00003" selected>' in page
        assert f'<option value="{JOAO.ref}">joao</option>' in page, "no address stands on a page"
        assert "example.org" not in page
        answer = await h.press(f"{own}hand-over", {"initiative": "ini_00003", "to": JOAO.ref})
        assert answer.status == 303
        assert [(one.initiative_id, one.to_ref, one.by_ref) for one in await h.store.hand_overs()] == [("ini_00003", JOAO.ref, AMINA.ref)]
        for fields in (
            {"initiative": "ini_00003", "to": AMINA.ref},  # not hers any more
            {"initiative": "ini_00001", "to": "o1_stranger"},
            {"initiative": "ini_00001"},
            {"to": JOAO.ref},
        ):
            assert (await h.press(f"{own}hand-over", fields)).status == 422
        assert (await h.press(f"{own}hand-over", {"initiative": "ini_00001", "to": ""})).status == 303, "the managers"


async def test_a_word_that_is_too_old_or_not_ours_opens_nothing(lived, clock):
    async with lived() as h:
        own = await h.own()
        strange = signed(AMINA.ref, Purpose.OWN, key=new_key(clock.now()), now=clock.now())
        for path in (f"/owners/{strange}/", "/owners/x/", "/owners/x/settings", own[:-2] + "/"):
            status, page = await h.page(path, Accept="text/html")
            assert (status, "no longer good" in page) == (404, True)
        clock.at += timedelta(days=36)
        assert (await h.page(own))[0] == 404
        assert (await h.page(await h.own()))[0] == 200


async def test_the_word_stands_in_no_log_and_no_referer(lived, caplog):
    caplog.set_level(logging.DEBUG)
    async with lived() as h:
        own = await h.own()
        for path in (own, f"{own}settings", own[:-3] + "/"):
            _, headers, body = await h.house.get(path, headers={"Accept": "application/json"})
            assert headers["Referrer-Policy"] == "no-referrer"
            assert "no-store" in headers["Cache-Control"]
            assert b"owners/" not in body or b"/owners/\xe2\x80\xa6/" in body
        await h.press(f"{own}settings", {"rhythm": "off"})
        assert own.split("/")[2][:20] not in caplog.text
        assert "/owners/…/settings" in " ".join(str(record.__dict__.get("path")) for record in caplog.records)


async def test_where_readers_need_a_token_the_word_is_enough_for_her_own_list(lived):
    async with lived(readers=Tokens.of(["reader-token-of-good-length"])) as h:
        assert (await h.page(await h.own()))[0] == 200
        assert (await h.page("/reports/"))[0] == 401


async def test_forms_are_sent_to_us_alone_and_only_from_pages_that_have_any(lived):
    async with lived() as h:
        own = await h.own()
        for path, target in ((own, "'none'"), (f"{own}settings", "'self'"), ("/reports/", "'none'"), (f"{own}stop", "'self'")):
            _, headers, _ = await h.house.get(path)
            assert f"form-action {target};" in headers["Content-Security-Policy"]


async def test_before_the_first_report_the_list_says_so(lived):
    async with lived(empty=True) as h:
        own = await h.own()
        assert "There is no report yet." in (await h.page(own))[1]
        assert "No initiative is yours" in (await h.page(f"{own}hand-over"))[1]


async def test_without_an_address_of_the_service_there_are_no_such_pages(lived):
    async with lived(people=None) as h:
        assert (await h.page(await h.own()))[0] == 404


async def test_the_word_stands_in_no_log_however_the_address_is_written(lived, caplog):
    caplog.set_level(logging.DEBUG)
    async with lived() as h:
        word = (await h.own()).split("/")[2]
        path = URL(f"{h.house.address}/%6fwners/{word}/", encoded=True)
        async with h.house.session.get(path) as answer:
            assert (answer.status, answer.url.raw_path[:9]) == (200, "/%6fwners")
        assert word not in " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("audit"))


async def test_a_long_list_goes_on_on_further_pages_until_every_initiative_was_named(lived):
    async with lived(report=reports_of.huge(initiatives=500, findings=1500), pages=False) as h:
        own = await h.own()
        busy = {line.finding.entry_id for line in h.report.lines if line.label in LABELS}
        titles = {row.title for row in h.report.initiatives if row.id in busy}
        path, seen, pages = own, "", 0
        while path:
            status, page = await h.page(path)
            assert (status, len(page) < 300_000) == (200, True)
            seen, pages = seen + page, pages + 1
            following = re.search(r'href="(\?page=\d+)" rel="next"', page)
            path = own + following[1] if following else ""
        assert pages > 2
        assert {title for title in titles if title not in html.unescape(seen)} == set()
        for wrong in (f"?page={pages + 1}", "?page=0", "?page=-1", "?page=x", "?page=1e3", "?page=" + "9" * 400):
            assert (await h.page(own + wrong))[0] == 404
