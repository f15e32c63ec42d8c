"""A look at one initiative between two nights: what it says of that one, and that it says nothing of any other."""

import asyncio
import json
import re
from datetime import timedelta

import pytest

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.model.run import RunStatus
from audit.run.closer import Looked
from audit.run.lock import run_lock
from audit.run.narrowing import NoSuchInitiative
from tests.commands import audit
from tests.content import write_entry, write_fresh_entry
from tests.served import TOKEN, get, serving, until
from tests.small_web import free_port, small_web
from tests.test_night import FIRST, Nights, shown
from tests.test_serve import over
from tests.test_weekly import pressed

NOON = FIRST + timedelta(days=1, hours=10)
"""After the second night: what was gone twice is known to readers."""


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example", "canary.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", ["http://partner.example/gone-a", "http://partner.example/gone-b", "http://partner.example/fine"])
        write_entry(made.site, "forest", ["http://partner.example/gone-c", "http://partner.example/other"])
        made.audit(FIRST)
        yield made


def look(nights: Nights, *names: str, at=NOON, canaries: tuple[str, ...] = ()) -> Looked:
    config = nights.config
    clock = ClockSetTo.starting(at)
    world = nights.web.world(canaries=canaries)
    look = wiring.look_closer(config, frozenset(names), kind="on_demand", progress=NoProgress(), clock=clock, world=world)
    return asyncio.run(look)


def ids(report: dict, name: str) -> set[str]:
    return {one["id"] for one in shown(report) if one["initiative_id"] == name}


def known(report: dict, title: str) -> str:
    return next(one["id"] for one in report["initiatives"] if one["title"].casefold().startswith(title))


def kept(nights: Nights, at) -> tuple:
    """What the store remembers of findings, and which reports there are."""

    async def read() -> tuple:
        store = wiring.store_of(nights.config, clock=ClockSetTo.starting(at))
        await store.open()
        config = nights.config
        memory = await store.memory(scope=wiring.plan_of(config).scope, ruleset=wiring.plan_of(config).ruleset, before=at)
        found = (memory.records, memory.initiatives, memory.links, [row.report_id for row in await store.reports()])
        await store.close()
        return found

    return asyncio.run(read())


def test_it_tells_what_is_fixed_and_what_is_still_there_and_the_night_says_so_too(nights):
    second = nights.audit(FIRST + timedelta(days=1))
    water, forest = known(second, "water"), known(second, "forest")
    write_entry(nights.site, "water", ["http://partner.example/better", "http://partner.example/gone-b", "http://partner.example/fine"])
    before = kept(nights, NOON)
    asked = nights.web.requests.copy()

    seen = look(nights, water)

    assert seen.run.status is RunStatus.COMPLETE
    assert (seen.known, len(seen.fixed), len(seen.still), len(seen.fresh), len(seen.suspected)) == (2, 1, 1, 0, 0)
    assert {row.id for row in seen.report.initiatives} == {water}
    assert seen.report.health.percent is None
    new = nights.web.requests - asked
    assert {"/better", "/gone-b", "/fine"} <= set(new)
    assert not {"/gone-c", "/other"} & set(new), "nobody else's links were asked"
    assert kept(nights, NOON) == before, "no report, and nothing of any finding"

    third = nights.audit(FIRST + timedelta(days=2))
    assert [one["id"] for one in third["fixed"]] == [seen.fixed[0].record.id]
    assert ids(third, forest) == ids(second, forest)
    assert {one["state"] for one in shown(third)} == {"open"}


def test_a_page_that_works_again_is_confirmed_by_the_night_and_a_new_failure_is_not_called_a_problem(nights):
    nights.web.dead.add("/sometimes")
    path = write_entry(nights.site, "water", ["http://partner.example/sometimes", "http://partner.example/later"])
    nights.audit(FIRST + timedelta(hours=1))
    second = nights.audit(FIRST + timedelta(days=1))
    water = known(second, "water")
    assert len(ids(second, water)) == 1
    nights.web.dead = {"/later"}
    assert path.exists()

    seen = look(nights, water)

    assert [line.target_url for line in seen.recovering] == ["http://partner.example/sometimes"]
    assert [line.target_url for line in seen.suspected] == ["http://partner.example/later"]
    assert not seen.still
    assert not seen.fresh
    # Two looks far enough apart: the one at noon counts as the first.
    third = nights.audit(FIRST + timedelta(days=2))
    assert [one["fixed_by"] for one in third["fixed"]] == ["target_recovered"]
    assert [one["occurrences"][0]["href"] for one in shown(third) if one["initiative_id"] == water] == ["http://partner.example/later"]


def events(report: dict) -> dict[str, int]:
    return {one["host"]: one["links"] for one in report["hosts"] if one["event"]}


def test_dead_links_of_one_initiative_are_no_event_of_their_website_and_are_not_held_back(nights):
    write_entry(nights.site, "forest", [f"http://partner.example/fine-{number}" for number in range(20)])
    write_entry(nights.site, "water", [f"http://partner.example/folder/{number}" for number in range(3)])
    water = known(nights.audit(FIRST + timedelta(hours=1)), "water")
    nights.web.dead = {f"/folder/{number}" for number in range(3)}

    seen = look(nights, water, at=FIRST + timedelta(hours=10))
    night = nights.audit(FIRST + timedelta(days=1))

    assert len(seen.suspected) == 3
    assert seen.run.warnings == ()
    assert events(night) == {}
    assert len(ids(night, water)) == 3


def test_a_website_that_was_seen_down_by_a_closer_look_is_one_event_of_the_night(nights):
    write_entry(nights.site, "water", [f"http://partner.example/fine-{number}" for number in range(12)])
    write_entry(nights.site, "forest", ["http://canary.example/a"])
    water = known(nights.audit(FIRST + timedelta(hours=1)), "water")
    nights.web.down.add("partner.example")

    seen = look(nights, water, at=FIRST + timedelta(hours=10))
    first, *_, last = [nights.audit(FIRST + timedelta(days=day)) for day in (1, 2, 3)]

    assert len(seen.suspected) == 12
    assert events(first) == {"partner.example": 12}
    assert ids(first, water) == set()
    assert [one["state"] for one in last["findings"] if one["family"] == "link" and one["certainty"] != "suspected"] == ["new"] * 12


def test_pressing_again_and_again_proves_nothing(nights):
    nights.web.dead.add("/fine")
    water = known(nights.audit(FIRST + timedelta(hours=1)), "water")
    for minutes in range(5):
        seen = look(nights, water, at=FIRST + timedelta(hours=2, minutes=minutes))
        assert "http://partner.example/fine" in [line.target_url for line in seen.suspected]


def test_what_is_no_initiative_is_refused_before_anybody_is_asked(nights):
    before = nights.web.requests.total()
    with pytest.raises(NoSuchInitiative) as refused:
        look(nights, "no-such-initiative")
    assert refused.value.unknown == {"no-such-initiative"}
    assert nights.web.requests.total() == before


def test_without_a_network_nothing_is_told_and_nothing_is_changed(nights):
    second = nights.audit(FIRST + timedelta(days=1))
    nights.web.down = {"partner.example", "canary.example"}
    seen = look(nights, known(second, "water"), canaries=("http://canary.example/up",))
    assert seen.run.status is RunStatus.INCONCLUSIVE
    assert (seen.fixed, seen.recovering, seen.suspected) == ((), (), ())
    nights.web.down = set()
    third = nights.audit(FIRST + timedelta(days=2))
    assert third["totals"]["by_state"]["fixed"] == 0
    assert {one["state"] for one in shown(third)} == {"open"}


def test_beside_another_run_it_does_not_begin(nights):
    with run_lock(nights.reports, run_id="run_of_somebody_else"), pytest.raises(Exception, match="run_of_somebody_else"):
        look(nights, "whatever")


@pytest.mark.slow
def test_an_editor_mends_a_page_presses_the_button_and_reads_what_became_of_it(tmp_path):
    port = free_port()
    with small_web("partner.example", "canary.example") as web:
        address = f"http://127.0.0.1:{web.port}"
        write_fresh_entry(tmp_path / "site", "water", [f"{address}/fine", "htps://www.partner.org/typo"])
        write_fresh_entry(tmp_path / "site", "forest", [f"{address}/other"])
        (tmp_path / "config.yaml").write_text(
            f"content: {{path: site}}\nchecks:\n  allow_private: ['127.0.0.1:{web.port}']\n  canaries: ['{address}/canary']\n"
            f"  per_host: {{interval: 0}}\n  https_upgrade: false\nschedule: {{cron: ''}}\nservice: {{port: {port}}}\n"
        )
        assert audit("run", "-q", cwd=tmp_path).returncode == 0
        write_fresh_entry(tmp_path / "site", "water", [f"{address}/fine", f"{address}/better"])
        write_fresh_entry(tmp_path / "site", "brand-new", [f"{address}/newest"])
        with serving(tmp_path) as log:
            base = f"http://127.0.0.1:{port}"
            until(lambda: base in log.read_text(), what="the first line")
            page = get(f"{base}/initiatives/id-water")[2].decode()
            (asked,) = re.findall(r'href="(/runs/new\?initiative=[^"]+)">Check again<', page)
            before = web.requests.copy()
            run = pressed(base + asked, {"initiative": "id-water"}, to=f"{base}/runs")
            told = until(lambda: result(run), what="the look")
            assert "Of 1 problem, 1 was fixed." in told
            assert web.requests["/better"] > before["/better"]
            assert web.requests["/other"] == before["/other"]
            assert f'href="{run.removeprefix(base)}">What we saw<' in get(f"{base}/initiatives/id-water")[2].decode()
            # Over the API: an entry that no report knows yet is looked at too; what is none starts nothing.
            body = b'{"scope": {"initiative_ids": ["id-brand-new"]}}'
            status, _, answer = get(f"{base}/api/v1/runs", method="POST", token=TOKEN, body=body)
            assert status == 202
            where = base + json.loads(answer)["links"]["self"]
            done = until(lambda: over(where), what="the second look")
            assert (done["status"], done["result"]["initiatives"][0]["links"], web.requests["/newest"]) == ("complete", 1, 1)
            wrong = b'{"scope": {"initiative_ids": ["id-nobody"]}}'
            assert get(f"{base}/api/v1/runs", method="POST", token=TOKEN, body=wrong)[0] == 422
            assert len(json.loads(get(f"{base}/api/v1/reports")[2])["items"]) == 1


def result(run: str) -> str:
    page = get(run, token=TOKEN)[2].decode()
    return page if "Checked again:" in page else ""
