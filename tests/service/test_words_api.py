"""The API of acknowledgements: said once, by whoever may, with a trail of who said and ended what."""

import asyncio
import json
import logging

import pytest

from audit.service.tokens import Tokens
from tests.service.lived_in import EDITOR, MANAGER, OPS, STARTER, basic, bearer, lived_in
from tests.service.test_agree import finding
from tests.service.test_description import fits

PATH = "/api/v1/acknowledgements"
REASON = "Asked the partner by mail on Friday."


@pytest.fixture
def lived(house, tmp_path, clock, reports):
    return lambda **more: lived_in(house, tmp_path, clock, **more)


def wish(identity: str, **more: object) -> dict[str, object]:
    return {"finding_id": identity, "kind": "waiting", "reason": REASON, "until": "2026-12-05", **more}


async def post(h, body: object, token: str = EDITOR, **headers: str):
    return await h.house.ask("POST", PATH, json=body, headers={**bearer(token), **headers})


async def test_what_is_said_has_an_address_a_list_and_an_end(lived):
    async with lived() as h:
        answer = await post(h, wish(finding(h, "fix")))
        said = await answer.json()
        assert (answer.status, answer.headers["Location"]) == (201, f"{PATH}/{said['id']}")
        fits("Acknowledgement", said)
        assert (said["kind"], said["scope"], said["by"], said["until"], said["ended"]) == ("waiting", "target", "amina", "2026-12-05", None)

        async def listed(query: str = "") -> list[dict]:
            return json.loads((await h.house.get(PATH + query, headers=bearer(EDITOR)))[2])["items"]

        assert await listed() == [said]
        assert await listed("?kind=disputed") == []
        status, headers, body = await h.house.get(answer.headers["Location"], headers=bearer(EDITOR))
        assert (status, json.loads(body), headers["ETag"]) == (200, said, answer.headers["ETag"])

        assert (await h.house.ask("DELETE", answer.headers["Location"], headers=bearer(MANAGER))).status == 204
        assert (await h.house.ask("DELETE", answer.headers["Location"], headers=bearer(MANAGER))).status == 204
        assert await listed() == []
        (over,) = await listed("?state=all")
        fits("Acknowledgement", over)
        assert (over["ended"], over["ended_by"], over["by"]) == ("removed", "boss", "amina")


async def test_a_target_a_place_and_a_whole_website_can_be_meant(lived):
    async with lived() as h:
        line = next(line for line in h.report.lines if line.label == "fix" and line.finding.target_id)
        target = {"target_id": line.finding.target_id, "finding_id": None}
        assert (await post(h, wish(line.finding.id, scope="host"), EDITOR)).status == 403
        for more, token, scope, subject in (
            (target, EDITOR, "target", line.finding.target_id),
            ({"scope": "finding"}, EDITOR, "finding", line.finding.id),
            ({"scope": "host"}, OPS, "host", line.target_url.split("/")[2]),
        ):
            said = await (await post(h, wish(line.finding.id, **more), token)).json()
            assert (said["scope"], said["subject"]) == (scope, subject)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"reason": "short"}, 422),
        ({"reason": None}, 422),
        ({"until": "2027-06-01"}, 422),
        ({"until": "2026-11-01"}, 422),
        ({"until": "soon"}, 422),
        ({"kind": "verified_by_hand"}, 422),
        ({"kind": "accepted"}, 403),
        ({"kind": "forgotten"}, 422),
        ({"finding_id": "f1_aaaaaaaaaaaaaaaaaaaa"}, 422),
        ({"finding_id": "'; DROP TABLE"}, 422),
        ({"target_id": "t1_aaaaaaaaaaaaaaaaaaaa"}, 422),
        ({"by": "somebody else"}, 422),
    ],
)
async def test_what_may_not_be_said_is_refused_with_its_reason(lived, more, status):
    async with lived() as h:
        body = {key: value for key, value in wish(finding(h, "fix"), **more).items() if value is not None}
        answer = await post(h, body)
        problem = await answer.json(content_type=None)
        fits("Problem", problem)
        assert (answer.status, answer.content_type) == (status, "application/problem+json")
        assert await h.store.acknowledgements() == ()


async def test_an_end_date_is_needed(lived):
    async with lived() as h:
        body = wish(finding(h, "fix"))
        del body["until"]
        assert (await post(h, body)).status == 422


async def test_what_may_harm_visitors_cannot_be_acknowledged_by_an_editor(lived):
    async with lived() as h:
        assert (await post(h, wish(finding(h, "remove")))).status == 403
        assert (await post(h, wish(finding(h, "remove")), MANAGER)).status == 201


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), (bearer("wrong"), 401), (bearer(STARTER), 403), (basic(EDITOR), 401), ({"Authorization": EDITOR}, 401)],
)
async def test_every_method_needs_a_token_that_is_good_for_it_and_no_login_of_a_browser(lived, headers, status):
    async with lived() as h:
        await post(h, wish(finding(h, "fix")))
        (word,) = await h.store.acknowledgements()
        for method, path in (
            ("GET", PATH),
            ("POST", PATH),
            ("GET", f"{PATH}/{word.id}"),
            ("PATCH", f"{PATH}/{word.id}"),
            ("DELETE", f"{PATH}/{word.id}"),
        ):
            answer = await h.house.ask(method, path, headers=headers)
            # Whoever guesses too often is told to wait.
            assert answer.status in (status, 429)
        assert [one.ended_at for one in await h.store.acknowledgements()] == [None]


async def test_a_request_from_a_form_of_another_website_is_refused(lived):
    async with lived() as h:
        for content_type in ("text/plain", "application/x-www-form-urlencoded"):
            headers = {**bearer(EDITOR), "Content-Type": content_type}
            assert (await h.house.ask("POST", PATH, data=json.dumps(wish(finding(h, "fix"))), headers=headers)).status == 415


async def test_the_same_request_sent_again_has_the_same_answer(lived):
    async with lived() as h:
        body = wish(finding(h, "fix"))
        answers = await asyncio.gather(*(post(h, body, **{"Idempotency-Key": "friday-1"}) for _ in range(5)))
        assert {answer.status for answer in answers} == {201}
        assert len({answer.headers["Location"] for answer in answers}) == 1
        assert len(await h.store.acknowledgements()) == 1
        assert (await post(h, {**body, "kind": "disputed"}, **{"Idempotency-Key": "friday-1"})).status == 422
        again = await post(h, body)
        assert (again.status, (await again.json(content_type=None))["type"].endswith("/problems/exists")) == (409, True)


async def test_two_who_say_the_same_at_once_say_it_once(lived):
    async with lived() as h:
        statuses = [answer.status for answer in await asyncio.gather(*(post(h, wish(finding(h, "fix"))) for _ in range(4)))]
        assert sorted(statuses) == [201, 409, 409, 409]


async def test_a_renewal_needs_a_new_reason_and_a_third_one_a_manager(lived, clock):
    async with lived() as h:
        address = (await post(h, wish(finding(h, "fix")))).headers["Location"]

        async def renewed(reason: str, token: str = EDITOR, **headers: str):
            clock.move(60)
            body = {"reason": reason, "until": "2026-12-20"}
            return await h.house.ask("PATCH", address, json=body, headers={**bearer(token), **headers})

        assert (await renewed(REASON)).status == 422
        assert (await renewed("They promised it anew.", **{"If-Match": '"another"'})).status == 412
        for number, token in enumerate((EDITOR, EDITOR, MANAGER), 1):
            if token == MANAGER:
                assert (await renewed(f"They promised it for the {number}. time.")).status == 403
            answer = await renewed(f"They promised it for the {number}. time.", token)
            said = await answer.json()
            assert (answer.status, said["renewals"]) == (200, number)
            address = answer.headers["Content-Location"]
        assert [word.ended_by for word in await h.store.acknowledgements()] == ["amina", "amina", "boss", ""]


async def test_what_is_not_there_is_not_found_and_what_is_not_known_is_refused(lived):
    async with lived() as h:
        for method in ("GET", "PATCH", "DELETE"):
            body = {"reason": REASON, "until": "2026-12-01"}
            assert (await h.house.ask(method, f"{PATH}/a1_none", json=body, headers=bearer(EDITOR))).status == 404
        assert (await h.house.get(f"{PATH}?state=maybe", headers=bearer(EDITOR)))[0] == 400
        assert (await h.house.get(f"{PATH}?owner=x", headers=bearer(EDITOR)))[0] == 400


async def test_the_log_has_who_said_and_ended_what_and_no_reason(lived, caplog):
    caplog.set_level(logging.INFO)
    async with lived() as h:
        address = (await post(h, wish(finding(h, "fix")))).headers["Location"]
        await h.house.ask("DELETE", address, headers=bearer(OPS))
        trail = [(record.message, record.__dict__.get("by")) for record in caplog.records if "acknowledge" in record.message]
        assert trail == [("acknowledged", "amina"), ("acknowledgement taken back", "ops")]
        assert REASON not in caplog.text
        assert EDITOR not in caplog.text


async def test_a_word_about_a_whole_website_is_renewed_as_such(lived, clock):
    async with lived() as h:
        line = next(line for line in h.report.lines if line.label == "fix" and line.finding.target_id)
        address = (await post(h, wish(line.finding.id, scope="host"), OPS)).headers["Location"]
        clock.move(60)
        body = {"reason": "They are still moving their pages.", "until": "2026-12-05"}
        answer = await h.house.ask("PATCH", address, json=body, headers=bearer(OPS))
        assert (answer.status, (await answer.json())["scope"]) == (200, "host")
        assert [word.ended is None for word in await h.store.acknowledgements()] == [False, True]


async def test_a_filter_for_a_kind_that_does_not_exist_is_refused(lived):
    async with lived() as h:
        assert (await h.house.get(f"{PATH}?kind=bogus", headers=bearer(EDITOR)))[0] == 400


async def test_where_nobody_may_acknowledge_the_answer_does_not_speak_of_audits(lived):
    async with lived(tokens=Tokens.of([STARTER])) as h:
        answer = await post(h, wish(finding(h, "fix")), STARTER)
        assert (answer.status, (await answer.json())["type"].rpartition("/")[2]) == (403, "nobody-may")
