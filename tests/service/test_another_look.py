"""One initiative looked at again by whoever has mended it: over the API, and with a button that needs no script."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from audit.errors import Locked
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.renderers.names import initiative_page
from audit.run.closer import Looked
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens
from tests.renderers import reports as reports_of
from tests.service.lived_in import EDITOR, MANAGER, STARTER, basic, bearer, hidden, lived_in
from tests.service.test_description import fits


class SteppedLook:
    """A look that goes as far as the test lets it, and sees half of what was known fixed."""

    def __init__(self) -> None:
        self.began: list[tuple[str, ...]] = []
        self.go = asyncio.Event()
        self.report = None
        self.error = None

    async def __call__(self, run_id, initiatives, progress):
        self.began.append(initiatives)
        progress.stage("probe", total=2)
        await self.go.wait()
        if self.error:
            raise self.error
        at = self.report.run.started_at + timedelta(hours=8)
        run = replace(self.report.run, id=run_id, scope="initiatives:" + ",".join(initiatives), started_at=at, finished_at=at)
        own = [line for line in self.report.lines if line.finding.entry_id in initiatives]
        fixed = [replace(one, state=State.FIXED, record=replace(one.record, closed_at=at)) for one in self.report.closed[:1]]
        rows = tuple(row for row in self.report.initiatives if row.id in initiatives)
        report = replace(self.report, run=run, lines=tuple(own), closed=tuple(fixed), initiatives=rows)
        return Outcome(report_id=None, status=RunStatus.COMPLETE, looked=Looked(run=run, report=report))


@pytest.fixture
def look() -> SteppedLook:
    return SteppedLook()


@pytest.fixture
def lived(house, tmp_path, clock, reports, look):
    async def unknown(initiatives):
        return initiatives - {row.id for row in look.report.initiatives}

    def opened(**more):
        return lived_in(house, tmp_path, clock, **{"closer": look, "unknown": unknown, **more})

    return opened


def initiative(h) -> str:
    """One with something open, that the report has a row of."""
    known = {row.id for row in h.report.initiatives}
    return next(line.finding.entry_id for line in h.report.lines if line.label == "fix" and line.finding.entry_id in known)


async def posted(h, *ids: str, token: str = EDITOR, scope: object = None):
    body = {"scope": {"initiative_ids": list(ids)} if scope is None else scope}
    return await h.house.session.post(h.house.address + "/api/v1/runs", json=body, headers=bearer(token))


async def test_the_api_looks_at_the_initiatives_that_are_named_and_tells_what_it_saw(lived, look):
    async with lived() as h:
        look.report = h.report
        wanted = initiative(h)
        answers = await asyncio.gather(*(posted(h, wanted) for _ in range(10)))
        bodies = [await answer.json() for answer in answers]
        assert {answer.status for answer in answers} == {202}
        assert len({answer.headers["Location"] for answer in answers}) == len({body["id"] for body in bodies}) == 1
        assert [body["joined"] for body in bodies].count(False) == 1
        assert bodies[0]["scope"] == {"type": "initiatives", "initiative_ids": [wanted]}
        fits("Run", bodies[0])
        look.go.set()
        await h.house.desk.over(bodies[0]["id"])
        assert look.began == [(wanted,)]
        answer = await h.house.session.get(h.house.address + answers[0].headers["Location"], headers=bearer(EDITOR))
        done = await answer.json()
        fits("Run", done)
        assert (done["status"], done["report"], done["result"]["counts"]["fixed"]) == ("complete", None, 1)
        assert {one["initiative_id"] for one in done["result"]["findings"]} == {wanted}


async def test_while_the_night_runs_a_look_waits_and_can_be_stopped(lived, look):
    async with lived() as h:
        look.report = h.report
        night, _ = h.house.desk.start("scheduled", "schedule")
        body = await (await posted(h, initiative(h))).json()
        assert body["status"] == "queued"
        stopped = await h.house.ask("DELETE", f"/api/v1/runs/{body['id']}", headers=bearer(MANAGER))
        assert stopped.status == 202
        assert (await h.house.ask("DELETE", f"/api/v1/runs/{night.id}", headers=bearer(MANAGER))).status == 403
        assert (await h.house.desk.over(body["id"])).state == "cancelled"
        h.house.audit.go.set()
        assert look.began == []


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"initiative_ids": []}, 422),
        ({"initiative_ids": [""]}, 422),
        ({"initiative_ids": ["x" * 301]}, 422),
        ({"initiative_ids": ["x"] * 401}, 422),
        ({"initiative_ids": "x"}, 422),
        ({"type": "collection", "initiative_ids": ["x"]}, 422),
        ({"type": "initiatives"}, 422),
        ({"initiative_ids": ["no-such-entry"]}, 422),
    ],
)
async def test_what_is_no_initiative_starts_nothing(lived, look, scope, status):
    async with lived() as h:
        look.report = h.report
        answer = await posted(h, scope=scope)
        problem = await answer.json(content_type=None)
        assert answer.status == status
        fits("Problem", problem)
        assert problem["errors"][0]["pointer"].startswith("/scope")
        assert look.began == []


async def test_whoever_may_only_acknowledge_may_look_at_one_and_not_audit_everything(lived, look):
    async with lived() as h:
        look.report = h.report
        assert (await posted(h, initiative(h), token=MANAGER)).status == 202
        assert (await posted(h, scope={}, token=MANAGER)).status == 403
        assert (await posted(h, initiative(h), token="a-token-that-nobody-has")).status == 401
        assert (await posted(h, initiative(h), token=STARTER)).status == 202


async def test_the_button_on_a_served_page_starts_it_and_the_page_tells_of_it_afterwards(lived, look, clock):
    async with lived() as h:
        look.report = h.report
        wanted = initiative(h)
        where = f"/reports/{h.report.id}/{initiative_page(wanted)}"
        asked = f"/runs/new?initiative={quote(wanted)}"
        _, page = await h.page(where)
        assert f'href="{asked}">Check again<' in page
        asking = await h.signed_in(asked)
        title = next(row.title for row in h.report.initiatives if row.id == wanted)
        assert f"Check “{title}” again" in asking
        fields = hidden(asking, "/runs")
        assert fields["initiative"] == wanted
        first = await h.press("/runs", fields)
        again = await h.press("/runs", fields)
        assert (first.status, first.headers["Location"]) == (303, again.headers["Location"])
        run = first.headers["Location"]
        assert f'href="{run}">Checking again<' in (await h.page(where))[1]
        assert "Checked 0 of 2 links." in await h.signed_in(run)
        clock.move(8 * 3600)
        look.go.set()
        await h.house.desk.over(run.rpartition("/")[2])
        result = await h.signed_in(run)
        assert re.search(r"Of \d+ problems?, 1 was fixed\.|Of \d+ problems?, 1 were fixed\.", result)
        assert '<h2 id="still">Still there' in result
        assert "<script" not in result
        after = (await h.page(where))[1]
        assert f'<a class="own" href="{run}">What we saw</a>' in after


async def test_a_form_from_elsewhere_or_for_something_else_starts_nothing(lived, look):
    async with lived() as h:
        look.report = h.report
        wanted = initiative(h)
        fields = hidden(await h.signed_in(f"/runs/new?initiative={quote(wanted)}"), "/runs")
        for more in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
            assert (await h.press("/runs", fields, **more)).status == 403
        assert (await h.press("/runs", {"initiative": wanted})).status == 403
        assert (await h.press("/runs", fields | {"word": fields["word"][:-1] + "x"})).status == 403
        assert (await h.press("/runs", fields, MANAGER)).status == 403, "a word is for whom it was shown"
        everything = {"word": fields["word"]}
        assert (await h.press("/runs", everything, MANAGER)).status == 401
        assert look.began == []
        assert h.house.audit.began == []


async def test_where_nobody_may_do_anything_nothing_is_offered(lived, look):
    async with lived(tokens=Tokens()) as h:
        look.report = h.report
        wanted = initiative(h)
        _, page = await h.page(f"/reports/{h.report.id}/{initiative_page(wanted)}")
        assert "/runs/new" not in page
        assert (await h.page(f"/runs/new?initiative={quote(wanted)}"))[0] == 403


async def test_many_looks_in_a_short_time_are_refused_and_guessing_ids_counts(lived, look):
    async with lived() as h:
        look.report = h.report
        look.go.set()
        for _ in range(10):
            assert (await posted(h, "no-such-entry")).status == 422
        for _ in range(10):
            body = await (await posted(h, initiative(h))).json()
            await h.house.desk.over(body["id"])
        refused = await posted(h, initiative(h))
        assert (refused.status, int(refused.headers["Retry-After"]) > 0) == (429, True)
        assert (await h.press("/runs", hidden(await h.signed_in("/runs/new"), "/runs"))).status == 429


async def test_another_process_at_work_is_told(lived, look):
    async with lived() as h:
        look.report = h.report
        look.error = Locked("Another audit is in progress: run_x, process 7.")
        look.go.set()
        body = await (await posted(h, initiative(h))).json()
        await h.house.desk.over(body["id"])
        page = await h.signed_in(f"/runs/{body['id']}")
        assert "Another audit is in progress: run_x, process 7." in page


async def test_several_at_once_and_ids_that_are_none_are_refused_on_the_page(lived, look):
    async with lived() as h:
        look.report = h.report
        for query in ("initiative=a&initiative=b", "initiative=", f"initiative={'x' * 400}"):
            assert (await h.page(f"/runs/new?{query}", **basic(EDITOR)))[0] == 422


async def test_hostile_texts_stay_texts_on_the_result(lived, look):
    async with lived(report=reports_of.hostile()) as h:
        look.report = h.report
        look.go.set()
        known = {row.id for row in h.report.initiatives}
        ids = list(dict.fromkeys(line.finding.entry_id for line in h.report.lines if line.finding.entry_id in known))[:5]
        body = await (await posted(h, *ids)).json()
        await h.house.desk.over(body["id"])
        status, page = await h.page(f"/runs/{body['id']}")
        assert status == 200
        assert not re.search(r"<(script|img|svg|iframe|object|a href=.?javascript)", page, re.IGNORECASE)
        assert not set("\u202e\u2066\u2067\u200f") & set(page)
        for one in ids:
            asking = await h.signed_in(f"/runs/new?initiative={quote(one, safe='')}")
            assert "<svg" not in asking
            assert not set("\u202e\u2066\u2067\u200f") & set(asking)
