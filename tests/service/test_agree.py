"""Saying on a page why a finding may stay for now: without a script, by whoever is signed in, and by nobody else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.acknowledgement import AckKind, AckScope
from audit.model.run import RunStatus
from audit.service.tokens import Tokens
from tests.service.lived_in import EDITOR, MANAGER, OPS, STARTER, basic, form_of, hidden, lived_in

REASON = "Asked the partner by mail on Friday."


@pytest.fixture
def lived(house, tmp_path, clock, reports):
    return lambda **more: lived_in(house, tmp_path, clock, **more)


def finding(h, label: str) -> str:
    """The id of an open finding of that label, of an address where there is one."""
    found = [line for line in h.report.lines if line.label == label]
    return next(iter(sorted(found, key=lambda line: not line.finding.target_id))).finding.id


async def filled(h, identity: str, kind: str = "waiting", token: str = EDITOR, **more: str) -> dict[str, str]:
    page = await h.signed_in(f"/findings/{identity}/acknowledge?kind={kind}", token)
    until = re.search(rf'id="until-{kind}" name="until" required min="[\d-]+" max="[\d-]+" value="([\d-]+)"', page)[1]
    return {**form_of(page, kind), "reason": REASON, "until": until, **more}


async def test_what_is_said_is_kept_with_its_reason_its_end_and_its_name(lived):
    async with lived() as h:
        identity = finding(h, "fix")
        answer = await h.press(f"/findings/{identity}/acknowledge", await filled(h, identity))
        assert (answer.status, answer.headers["Location"]) == (303, f"/findings/{identity}/acknowledge?kept=1")
        (word,) = await h.store.acknowledgements()
        assert (word.kind, word.scope, word.reason, word.by) == (AckKind.WAITING, AckScope.TARGET, REASON, "amina")
        assert word.until.isoformat() == "2026-12-21"
        page = await h.signed_in(f"/findings/{identity}/acknowledge?kept=1")
        assert "Noted. It leaves the list with the next report." in page
        assert f"amina said on 21 November 2026: “{REASON}” It holds until 21 December 2026." in page


async def test_a_button_that_is_pressed_twice_says_it_once(lived):
    async with lived() as h:
        identity = finding(h, "fix")
        fields = await filled(h, identity)
        for _ in range(3):
            assert (await h.press(f"/findings/{identity}/acknowledge", fields)).status == 303
        assert len(await h.store.acknowledgements()) == 1


async def test_it_is_renewed_with_a_new_reason_and_taken_back(lived, clock):
    async with lived() as h:
        identity = finding(h, "fix")
        path = f"/findings/{identity}/acknowledge"
        await h.press(path, await filled(h, identity))
        clock.move(60)
        assert (await h.press(path, await filled(h, identity))).status == 422, "the same reason again"
        assert (await h.press(path, await filled(h, identity, reason="They promised it for the end of the month."))).status == 303
        first, second = await h.store.acknowledgements()
        assert (first.ended_by, second.ended_at, second.earlier_reasons) == ("amina", None, (REASON,))
        back = f"/findings/{identity}/take-back"
        answer = await h.press(back, hidden(await h.signed_in(path), back))
        assert answer.headers["Location"].endswith("taken_back=1")
        assert all(word.ended_at for word in await h.store.acknowledgements())


async def test_only_here_reaches_no_further_than_the_place(lived):
    async with lived() as h:
        identity = finding(h, "fix")
        await h.press(f"/findings/{identity}/acknowledge", await filled(h, identity, only_here="1"))
        assert [(word.scope, word.subject) for word in await h.store.acknowledgements()] == [(AckScope.FINDING, identity)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "short"}, "Give a reason of 10 to 500 characters."),
        ({"until": "2027-11-21"}, "The end date may be 2027-02-19 at the latest."),
        ({"until": "2026-11-01"}, "The end date has passed."),
        ({"until": ""}, "Say until which day it is to hold."),
        ({"kind": "accepted"}, "Only a programme manager can accept a problem as it is."),
        ({"kind": "verified_by_hand"}, "Only what the checker could not tell can be verified by hand."),
        ({"kind": "nonsense"}, "Choose what to say."),
    ],
)
async def test_what_may_not_be_said_is_answered_with_every_reason_and_nothing_is_kept(lived, change, said):
    async with lived() as h:
        identity = finding(h, "fix")
        fields = {**await filled(h, identity), **change}
        async with h.house.session.post(
            h.house.address + f"/findings/{identity}/acknowledge", data=fields, headers=basic(EDITOR), allow_redirects=False
        ) as answer:
            page = await answer.text()
        assert (answer.status, await h.store.acknowledgements()) == (422, ())
        assert said in page
        assert fields["reason"] in page or change.get("kind"), "what was typed is not lost"


async def test_each_person_is_offered_what_she_may_say(lived):
    async with lived() as h:
        kinds = re.compile(r'name="kind" value="(\w+)"')
        offered = {
            (label, token): kinds.findall(await h.signed_in(f"/findings/{finding(h, label)}/acknowledge", token))
            for label in ("fix", "check", "remove")
            for token in (EDITOR, MANAGER)
        }
        assert offered["fix", EDITOR] == ["waiting", "disputed"]
        assert offered["fix", MANAGER] == ["waiting", "disputed", "accepted"]
        assert offered["check", EDITOR] == ["verified_by_hand", "waiting", "disputed"]
        assert offered["remove", EDITOR] == []
        assert "waiting" in offered["remove", MANAGER]


async def test_it_works_for_me_takes_three_presses(lived):
    async with lived() as h:
        identity = finding(h, "check")
        page = await h.signed_in(f"/findings/{identity}/acknowledge?kind=verified_by_hand")
        assert "<details open><summary>It works for me</summary>" in page
        assert ">I opened it, and it worked.</textarea>" in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        (basic(STARTER), 401),
        (basic("wrong"), 401),
        (basic(EDITOR), 200),
        (basic(OPS), 200),
        ({"Authorization": f"Bearer {EDITOR}"}, 200),
    ],
)
async def test_only_whoever_may_is_let_in_and_everybody_else_is_asked_who_he_is(lived, headers, status):
    async with lived() as h:
        found, answered, _ = await h.house.get(f"/findings/{finding(h, 'fix')}/acknowledge", headers=headers)
        assert found == status
        assert ("Basic" in answered.get("WWW-Authenticate", "")) is (status == 401)


async def test_a_form_from_another_website_another_person_or_another_hour_is_refused(lived, clock):
    async with lived() as h:
        identity, other = finding(h, "fix"), finding(h, "tidy")
        path = f"/findings/{identity}/acknowledge"
        fields = await filled(h, identity)
        assert (await h.press(path, {**fields, "word": ""})).status == 403
        assert (await h.press(path, {**fields, "word": "zz.nothing"})).status == 403
        assert (await h.press(path, fields, MANAGER)).status == 403, "the word is hers"
        assert (await h.press(f"/findings/{other}/acknowledge", fields)).status == 403, "the word is for another page"
        for header, value in (("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example")):
            assert (await h.press(path, fields, **{header: value})).status == 403
        clock.move(2 * 3600 + 1)
        assert (await h.press(path, fields)).status == 403
        assert await h.store.acknowledgements() == ()
        fresh = await filled(h, identity)
        assert (await h.press(path, fresh, **{"Sec-Fetch-Site": "same-origin", "Origin": "null"})).status == 303


async def test_a_form_in_another_shape_is_refused(lived):
    async with lived() as h:
        path = f"/findings/{finding(h, 'fix')}/acknowledge"
        for content_type, body, status in (
            ("application/json", "{}", 415),
            ("text/plain", "a=b", 415),
            ("application/x-www-form-urlencoded", "kind=a&kind=b", 400),
            ("application/x-www-form-urlencoded", "kind=%ff", 400),
            ("application/x-www-form-urlencoded", "&".join(f"a{n}=1" for n in range(60)), 400),
            ("application/x-www-form-urlencoded", "reason=" + "x" * 20_000, 413),
        ):
            headers = {**basic(EDITOR), "Content-Type": content_type}
            assert (await h.house.ask("POST", path, data=body, headers=headers)).status == status, body[:20]


async def test_opening_a_page_changes_nothing(lived):
    async with lived() as h:
        before = await h.kept()
        for path in ("acknowledge", "acknowledge?kind=waiting&kept=1", "check", "take-back"):
            await h.house.get(f"/findings/{finding(h, 'fix')}/{path}", headers=basic(EDITOR))
        assert await h.kept() == before


async def test_somebody_whom_our_own_proxy_has_let_in_needs_no_token(lived):
    async with lived(user_header="X-Remote-User", proxies=frozenset({"127.0.0.1"}), tokens=Tokens()) as h:
        path = f"/findings/{finding(h, 'fix')}/acknowledge"
        assert (await h.page(path, **{"X-Remote-User": "bo\u00e9"}))[0] == 200
        assert (await h.page(path))[0] == 403
    async with lived(user_header="X-Remote-User", proxies=frozenset({"192.0.2.9"})) as h:
        assert (await h.page(path, **{"X-Remote-User": "bo"}))[0] == 401, "anybody can send a header"


async def test_a_finding_has_an_address_for_good(lived):
    async with lived() as h:
        identity = finding(h, "fix")
        _, headers, _ = await h.house.get(f"/findings/{identity}")
        place = headers["Location"]
        assert re.fullmatch(rf"/reports/2026-11-21/initiatives/i1_\w+\.html#{identity}", place)
        assert f'id="{identity}' in (await h.page(place.partition("#")[0]))[1]
        status, page = await h.page("/findings/f1_aaaaaaaaaaaaaaaaaaaa", Accept="text/html")
        assert (status, "This is not open any more" in page) == (404, True)


async def test_served_pages_offer_what_can_be_done_and_files_do_not(lived, reports):
    async with lived() as h:
        identity = finding(h, "check")
        where = (await h.house.get(f"/findings/{identity}"))[1]["Location"].partition("#")[0]
        _, headers, body = await h.house.get(where)
        assert f'href="/findings/{identity}/acknowledge?kind=verified_by_hand">It works for me<' in body.decode()
        assert "no-cache" in headers["Cache-Control"]
        assert (await h.house.get(where, headers={"If-None-Match": headers["ETag"]}))[0] == 304
        assert "/acknowledge" not in (reports / where.removeprefix("/reports/")).read_text()
        assert "/findings/" in (await h.page(await h.own()))[1]
        assert '<a class="own" href="/runs/new">Audit now</a>' in (await h.page("/reports/"))[1]


@pytest.mark.parametrize("tokens", [Tokens(), Tokens.of([STARTER])])
async def test_where_nobody_may_acknowledge_nothing_is_offered(lived, tokens):
    async with lived(tokens=tokens) as h:
        identity = finding(h, "check")
        where = (await h.house.get(f"/findings/{identity}"))[1]["Location"].partition("#")[0]
        _, headers, body = await h.house.get(where)
        assert b"/acknowledge" not in body
        # Whoever may start audits may have the initiative looked at again.
        assert (b"/runs/new?initiative=" in body, "immutable" in headers["Cache-Control"]) == (bool(tokens), not tokens)
        status, page = await h.page(f"/findings/{identity}/acknowledge", Accept="text/html")
        assert (status, "Nobody can do this here" in page) == (403, True)


async def test_a_store_that_does_not_answer_takes_the_buttons_away_and_not_the_report(lived):
    async with lived() as h:
        h.house.broken.append(OSError("gone"))
        status, page = await h.page("/reports/2026-11-21/")
        assert (status, "/acknowledge" in page) == (200, False)


async def test_hostile_texts_stay_texts(lived):
    from tests.renderers import reports as made

    async with lived(report=made.hostile()) as h:
        for line in [line for line in h.report.lines if line.label != "suspected"][::6]:
            path = f"/findings/{line.finding.id}/acknowledge"
            page = await h.signed_in(path, OPS)
            assert not re.search(r"<(script|img|iframe|svg|base|math)\b", page.partition("<main")[2])
            fields = {**form_of(page, "waiting"), "reason": '"><script>window.pwned=1</script>', "until": "2026-12-01"}
            assert (await h.press(path, fields, OPS)).status == 303
            assert "<script>window" not in await h.signed_in(path, OPS)


@pytest.mark.parametrize("origin", ["http://[", "https://[::1", "https://evil.example", "null.example"])
async def test_an_origin_that_cannot_be_read_is_another_website(lived, origin):
    async with lived() as h:
        identity = finding(h, "fix")
        assert (await h.press(f"/findings/{identity}/acknowledge", await filled(h, identity), Origin=origin)).status == 403


@pytest.mark.parametrize("word", ["f" * 5000 + ".x", "-1.x", ".", "1_0.x", "\u00e9.\u00e9"])
async def test_a_word_of_a_form_that_is_not_ours_is_refused_whatever_it_looks_like(lived, word):
    async with lived() as h:
        identity = finding(h, "fix")
        fields = await filled(h, identity, word=word)
        assert (await h.press(f"/findings/{identity}/acknowledge", fields)).status == 403


async def test_signs_that_nobody_sees_are_no_reason_and_stand_in_none(lived):
    async with lived() as h:
        identity = finding(h, "fix")
        path = f"/findings/{identity}/acknowledge"
        assert (await h.press(path, await filled(h, identity, reason="\u202e" * 20))).status == 422
        assert (await h.press(path, await filled(h, identity, reason="Asked\x1b[2J the\u202e partner\x00 by mail."))).status == 303
        (word,) = await h.store.acknowledgements()
        assert word.reason == "Asked [2J the partner by mail."


async def test_what_a_night_that_cannot_be_trusted_left_out_is_still_open(lived):
    async with lived() as h:
        line = next(line for line in h.report.lines if line.label == "fix" and line.finding.target_id)
        identity, closed = line.finding.id, h.report.closed
        night = replace(h.report.run, id="run_night", status=RunStatus.INCONCLUSIVE, started_at=h.report.run.started_at + timedelta(days=1))
        moved = replace(h.report, run=night, date=h.report.date + timedelta(days=1), generated_at=h.report.generated_at + timedelta(days=1))
        await h.store.finish(night, replace(moved, lines=(), closed=closed), records=(), streaks=(), links=())
        status, headers, _ = await h.house.get(f"/findings/{identity}")
        assert (status, headers["Location"].startswith(f"/reports/{h.report.id}/")) == (303, True)
        assert (await h.press(f"/findings/{identity}/acknowledge", await filled(h, identity))).status == 303
        for gone in {one.record.id for one in closed} - {each.record.id for each in h.report.lines}:
            assert (await h.house.get(f"/findings/{gone}"))[0] == 404
