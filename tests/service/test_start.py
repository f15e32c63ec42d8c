"""Starting an audit and looking at one address again from a page, without a script."""

import asyncio
import re
from dataclasses import replace

import pytest

from audit.model.verdict import Judgement, Verdict
from tests.renderers import reports as reports_of
from tests.service.lived_in import EDITOR, MANAGER, STARTER, basic, hidden, lived_in
from tests.service.test_agree import finding


@pytest.fixture
def lived(house, tmp_path, clock, reports):
    return lambda **more: lived_in(house, tmp_path, clock, **more)


async def looked(h, path: str) -> str:
    """The page on which one waits for a look, after the look."""
    async with asyncio.timeout(60):
        while "We are looking at it." in (page := await h.signed_in(path)):
            await asyncio.sleep(0)
        return page


async def test_an_audit_is_started_followed_and_read_at_one_address(lived):
    async with lived() as h:
        word = hidden(await h.signed_in("/runs/new"), "/runs")
        answer = await h.press("/runs", word)
        where = answer.headers["Location"]
        assert (answer.status, re.fullmatch(r"/runs/run_\w+", where) is not None) == (303, True)
        assert (await h.press("/runs", word)).headers["Location"] == where, "a double click is one audit"
        await asyncio.sleep(0)
        page = await h.signed_in(where)
        assert "by amina." in page
        assert "Checked 4 of 10 links." in page
        assert f'<a class="own" href="{where}">Check progress</a>' in page
        assert "You can follow it." in await h.signed_in("/runs/new", STARTER)
        h.house.audit.go.set()
        await h.house.desk.over(where.removeprefix("/runs/"))
        _, page = await h.page(where)
        assert "The audit is over" in page
        assert 'href="/reports/2026-11-21/"' in page
        assert len(h.house.audit.began) == 1


async def test_a_run_that_ended_badly_says_so(lived):
    async with lived() as h:
        h.house.audit.error = RuntimeError("a secret of ours")
        where = (await h.press("/runs", hidden(await h.signed_in("/runs/new"), "/runs"))).headers["Location"]
        h.house.audit.go.set()
        await h.house.desk.over(where.removeprefix("/runs/"))
        _, page = await h.page(where)
        assert "The audit ended without a report" in page
        assert "a secret" not in page
        assert (await h.page("/runs/run_none"))[0] == 404


@pytest.mark.parametrize(("token", "status"), [(EDITOR, 200), (STARTER, 200), (MANAGER, 401), ("wrong", 401)])
async def test_only_whoever_may_starts_one(lived, token, status):
    async with lived() as h:
        assert (await h.house.get("/runs/new", headers=basic(token)))[0] == status
        assert (await h.press("/runs", {}, token)).status == (403 if status == 200 else 401)
        assert h.house.audit.began == []


async def test_an_address_is_looked_at_again_once_a_minute_and_nothing_is_written_down(lived, clock):
    asked: list[str] = []
    go = asyncio.Event()

    async def ask(url: str) -> Judgement | None:
        asked.append(url)
        await go.wait()
        return Judgement(verdict=Verdict.OK if len(asked) == 1 else Verdict.BROKEN, reason="status-200")

    async with lived(ask=ask) as h:
        before = await h.kept()
        path = f"/findings/{finding(h, 'fix')}/check"
        word = hidden(await h.signed_in(path), path)
        for _ in range(3):
            answer = await h.press(path, word)
            assert (answer.status, answer.headers["Location"]) == (303, path)
        assert "We are looking at it." in await h.signed_in(path)
        go.set()
        assert "Works now. We will confirm tonight" in await looked(h, path)
        await h.press(path, word)
        assert len(asked) == 1
        clock.move(61)
        await h.press(path, word)
        assert "Still there: Does not work" in await looked(h, path)
        assert len(asked) == 2
        assert await h.kept() == before


async def test_an_address_is_looked_at_as_the_nights_ask_it_and_shown_without_what_opens_it(lived):
    asked: list[str] = []

    async def ask(url: str) -> Judgement | None:
        asked.append(url)
        return Judgement(verdict=Verdict.OK, reason="status-200")

    several = reports_of.several()
    row = several.initiatives[0]
    line = reports_of.line(0, initiative=row, url="https://river.example/apply?token=…")
    async with lived(ask=ask, report=reports_of.arranged([line], [row])) as h:
        seen = replace(h.report.targets[0].check, url="https://river.example/apply?token=s3same")
        await h.store.save_checks("run_1", [seen])
        path = f"/findings/{line.finding.id}/check"
        page = await h.signed_in(path)
        await h.press(path, hidden(page, path))
        after = await looked(h, path)
    assert asked == ["https://river.example/apply?token=s3same"]
    assert "Works now." in after
    assert "s3same" not in page + after


async def test_only_addresses_of_open_findings_are_looked_at(lived):
    async def ask(url: str) -> Judgement | None:
        raise AssertionError(url)

    async with lived(ask=ask) as h:
        of_content = next(line for line in h.report.lines if not line.target_url)
        for identity in (of_content.finding.id, "f1_aaaaaaaaaaaaaaaaaaaa", "https:"):
            assert (await h.house.get(f"/findings/{identity}/check", headers=basic(EDITOR)))[0] == 404


async def test_when_we_cannot_look_nothing_is_claimed(lived):
    async def ask(url: str) -> Judgement | None:
        return None

    async with lived(ask=ask) as h:
        path = f"/findings/{finding(h, 'fix')}/check"
        await h.press(path, hidden(await h.signed_in(path), path))
        assert "We could not look just now." in await looked(h, path)


async def test_a_look_that_ends_in_a_fault_of_ours_claims_nothing_and_can_be_repeated(lived):
    async def ask(url: str) -> Judgement | None:
        raise RuntimeError(url)

    async with lived(ask=ask) as h:
        path = f"/findings/{finding(h, 'fix')}/check"
        await h.press(path, hidden(await h.signed_in(path), path))
        page = await looked(h, path)
        assert "We could not look just now." in page
        assert hidden(page, path)
