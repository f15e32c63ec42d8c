"""What any store promises: runs, reports, checks, and what a run remembers of those before."""

from dataclasses import replace

import pytest

from audit.errors import SurroundingsError
from audit.model.finding import Certainty
from audit.model.run import RunStatus
from audit.model.standing import FixedBy, State
from audit.model.verdict import Verdict
from audit.stores import SqlStore
from tests.contracts.making import check, finding, initiative, night, record, report, run, streak, target_id
from tests.contracts.nights import finish, remembered


async def test_an_empty_store_remembers_nothing(store):
    memory = await remembered(store, 0)
    assert memory.baseline is None
    assert not any((memory.records, memory.streaks, memory.initiatives, memory.links, memory.known_since))
    assert await store.reports() == ()
    assert await store.runs() == ()
    assert await store.run("run_0000") is None
    assert await store.report("2026-11-01") is None


async def test_a_run_is_known_from_its_start_and_keeps_its_newest_facts(store):
    started = replace(run(0), status=RunStatus.RUNNING, finished_at=None)
    await store.begin(started)
    assert await store.run(started.id) == started
    failed = replace(started, status=RunStatus.FAILED, why="The disk is full.")
    await store.fail(failed)
    assert await store.run(started.id) == failed


async def test_runs_and_reports_come_newest_first_and_no_more_than_asked_for(store):
    for number in (1, 0, 2):
        await finish(store, number)
    assert [one.id for one in await store.runs()] == ["run_0002", "run_0001", "run_0000"]
    assert [one.id for one in await store.runs(limit=1)] == ["run_0002"]
    assert [row.report_id for row in await store.reports()] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert [row.report_id for row in await store.reports(limit=2)] == ["2026-11-03", "2026-11-02"]


async def test_the_row_of_a_report_carries_its_figures(store):
    done = await finish(store, 0, records=(record(), record("pond", state=None, certainty=Certainty.SUSPECTED)))
    (row,) = await store.reports()
    assert row.run == done
    assert (row.health_percent, row.clean, row.broken, row.unknown, row.coverage_percent) == (50, 1, 1, 0, 87.5)
    assert {name: row.totals[name] for name in ("fix", "suspected", "new", "fixed", "open", "initiatives", "links")} == {
        "fix": 1,
        "suspected": 1,
        "new": 1,
        "fixed": 1,
        "open": 1,
        "initiatives": 2,
        "links": 8,
    }


async def test_the_row_of_a_report_that_judged_too_little_tells_no_share(store):
    done = run(0)
    made = report(done)
    await store.begin(replace(done, status=RunStatus.RUNNING, finished_at=None))
    await store.finish(done, replace(made, health=replace(made.health, comparable=False)), records=(), streaks=(), links=())
    (row,) = await store.reports()
    assert row.health_percent is None


async def test_a_report_comes_back_equal_to_the_one_that_was_kept(store):
    records = (record(), record("lake", state=State.FIXED, closed_at=night(1), fixed_by=FixedBy.LINK_REPLACED))
    done = run(0)
    kept = report(done, records=records, revision=2)
    await store.finish(done, kept, records=records, streaks=(), links=())
    assert await store.report(kept.id) == kept


async def test_checks_come_back_as_they_were(store):
    river = check("river", excerpt="Wells — for the villages.", etag='"v1"', title="River — home")
    checks = [river, check("lake", verdict=Verdict.BROKEN, status=None)]
    await store.save_checks("run_0000", checks)
    assert sorted(await store.checks("run_0000"), key=lambda one: one.url) == sorted(checks, key=lambda one: one.url)
    assert await store.checks("run_0001") == ()


async def test_a_check_saved_twice_counts_once(store):
    await store.save_checks("run_0000", [check(ms=1)])
    await store.save_checks("run_0000", [check(ms=2)])
    assert [one.ms for one in await store.checks("run_0000")] == [2]


async def test_more_checks_than_a_batch_holds_are_all_kept(store):
    await store.save_checks("run_0000", [check(f"host-{number}") for number in range(1203)])
    assert len(await store.checks("run_0000")) == 1203


async def test_texts_no_database_likes_are_kept_without_harm(store):
    await store.save_checks("run_0000", [check(title="null \0 and half \ud83d a pair", error="reset\0")])
    (kept,) = await store.checks("run_0000")
    assert "\0" not in kept.title + kept.error


async def test_passwords_in_addresses_are_not_kept(store):
    secret = replace(check(), url="https://ada:hunter2@river.example/", error="cannot reach https://ada:hunter2@river.example/")
    await store.save_checks("run_0000", [secret])
    (kept,) = await store.checks("run_0000")
    assert "hunter2" not in repr(kept)
    assert kept.url == "https://credentials@river.example/"


async def test_what_a_run_without_a_report_saw_of_targets_is_kept_and_nothing_else(store):
    await finish(store, 0, records=[record("a")], streaks=[streak("river")])
    before = await remembered(store, 1)
    seen = replace(streak("river"), last_checked_at=night(1), verdict=Verdict.OK, reason="status-200")
    looked = replace(run(1), scope="initiatives:a")
    await store.begin(replace(looked, status=RunStatus.RUNNING, finished_at=None))
    await store.save_checks(looked.id, [check("river", at=night(1))])
    await store.keep_looks(looked, streaks=[seen])
    after = await remembered(store, 2)
    assert after.streaks[seen.target_id] == seen
    assert (after.records, after.initiatives, after.links, after.baseline) == (
        before.records,
        before.initiatives,
        before.links,
        before.baseline,
    )
    assert await store.run(looked.id) == looked
    assert len(await store.reports()) == 1
    assert [one.at for one in await store.history(target_id("river"))] == [night(1)]


async def test_one_finding_is_remembered_open_or_over(store):
    known = record("a")
    assert await store.record(known.id) is None
    await finish(store, 0, records=[known])
    assert await store.record(known.id) == known
    over = replace(known, closed_at=night(1), last_seen=night(1), state=State.FIXED, fixed_by=FixedBy.LINK_REMOVED)
    await finish(store, 1, records=[over])
    assert await store.record(known.id) == over


async def test_the_history_of_a_target_is_newest_first(store):
    for number in range(4):
        await store.save_checks(f"run_{number:04}", [check(at=night(number)), check("lake", at=night(number))])
    assert [one.at for one in await store.history(target_id("river"), limit=3)] == [night(3), night(2), night(1)]


async def test_the_histories_of_many_targets_are_those_of_each(store):
    for number in range(4):
        await store.save_checks(f"run_{number:04}", [check(at=night(number)), check("lake", at=night(number))])
    many = [target_id(f"pond-{number}") for number in range(1_200)]
    found = await store.histories([target_id("river"), target_id("lake"), *many], limit=3)
    assert sorted(found) == sorted([target_id("river"), target_id("lake")])
    assert tuple(found[target_id("lake")]) == tuple(await store.history(target_id("lake"), limit=3))
    assert await store.histories([]) == {}


async def test_the_next_run_remembers_findings_streaks_links_and_initiatives(store):
    records = (record(), record("lake", state=State.FIXED, closed_at=night(0), fixed_by=FixedBy.LINK_REMOVED))
    streaks = (streak(failing_since=night(0), failing_checks=1, confirmed_at=night(0), event_since=night(0)),)
    links = {("ini_1", target_id("river")), ("ini_2", target_id("lake"))}
    await finish(store, 0, records=records, streaks=streaks, links=links)
    memory = await remembered(store, 1)
    assert memory.baseline is not None
    assert memory.baseline.report_id == "2026-11-01"
    assert dict(memory.records) == {one.id: one for one in records}
    assert dict(memory.streaks) == {one.target_id: one for one in streaks}
    assert memory.links == links
    assert dict(memory.initiatives) == {"ini_1": "broken", "ini_2": "clean"}
    assert dict(memory.unjudged) == {"ini_1": 0, "ini_2": 1}
    assert dict(memory.contents) == {"ini_1": "c" * 64, "ini_2": "c" * 64}


async def test_the_newest_state_of_a_finding_replaces_the_one_before(store):
    await finish(store, 0, records=(record(),))
    await finish(store, 1, records=(record(state=State.OPEN, seen=1),))
    memory = await remembered(store, 2)
    assert [(one.state, one.last_seen) for one in memory.records.values()] == [(State.OPEN, night(1))]


async def test_runs_that_did_not_start_earlier_are_no_baseline(store):
    await finish(store, 5)
    assert (await remembered(store, 5)).baseline is None
    assert (await remembered(store, 6)).baseline is not None


@pytest.mark.parametrize("status", [RunStatus.PARTIAL, RunStatus.INCONCLUSIVE])
async def test_a_run_that_is_not_complete_is_passed_over_and_leaves_the_baseline_alone(store, status):
    await finish(store, 0, links={("ini_1", target_id("river"))})
    await finish(store, 1, status=status, links={("ini_9", target_id("lake"))}, initiatives=(initiative("ini_9"),))
    memory = await remembered(store, 2)
    assert memory.baseline.report_id == "2026-11-01"
    assert memory.passed_over == (("2026-11-02", status.value),)
    assert memory.links == {("ini_1", target_id("river"))}
    assert set(memory.initiatives) == {"ini_1", "ini_2"}


async def test_another_scope_and_another_major_ruleset_are_other_memories(store):
    await finish(store, 0, records=(record(),))
    assert (await remembered(store, 1, scope="one-collection")).baseline is None
    assert not (await remembered(store, 1, scope="one-collection")).records
    assert (await remembered(store, 1, ruleset="2")).baseline is None
    assert (await remembered(store, 1, ruleset="1.4")).baseline is not None


async def test_initiatives_of_the_first_report_joined_nobody_knows_when_and_later_ones_are_dated(store):
    await finish(store, 0, initiatives=(initiative("old"),))
    await finish(store, 1, initiatives=(initiative("old"), initiative("young")))
    await finish(store, 2, initiatives=(initiative("young"),))
    memory = await remembered(store, 3)
    assert dict(memory.known_since) == {"old": None, "young": night(1)}
    assert set(memory.initiatives) == {"young"}


async def test_since_when_an_initiative_says_the_same_outlives_saves_and_nights_without_it(store):
    await finish(store, 0, initiatives=(initiative("same"), initiative("other")))
    saved = replace(initiative("same"), updated_at=night(1))
    await finish(store, 1, initiatives=(saved, replace(initiative("other"), updated_at=night(1), content_sha256="d" * 64)))
    await finish(store, 2, initiatives=(initiative("third"),))
    known = (await remembered(store, 3)).said_since
    assert (known["same"], known["other"]) == (("c" * 64, night(0)), ("d" * 64, night(1)))


async def test_a_night_on_which_an_initiative_cannot_be_read_forgets_nothing_of_what_it_said(store):
    await finish(store, 0, initiatives=(initiative("same"),))
    await finish(store, 1, initiatives=(replace(initiative("same"), content_sha256="", updated_at=None), initiative("")))
    memory = await remembered(store, 2)
    assert memory.said_since["same"] == ("c" * 64, night(0))
    assert memory.contents["same"] == "c" * 64
    await finish(store, 2, initiatives=(replace(initiative("same"), updated_at=night(2)),))
    assert (await remembered(store, 3)).said_since["same"] == ("c" * 64, night(0))


async def test_the_first_complete_report_after_a_partial_one_dates_nobody(store):
    await finish(store, 0, status=RunStatus.PARTIAL)
    await finish(store, 1)
    assert set((await remembered(store, 2)).known_since.values()) == {None}


async def test_everything_is_still_there_after_closing_and_opening_again(url):
    first = SqlStore(url)
    await first.open()
    await finish(first, 0, records=(record(),))
    await first.close()
    second = SqlStore(url)
    await second.open()
    await second.open()
    assert list((await remembered(second, 1)).records) == [finding().id]
    assert second.notices == ()
    await second.close()
    await second.close()


async def test_a_closed_store_says_that_it_is_not_open(url):
    with pytest.raises(SurroundingsError, match="not open"):
        await SqlStore(url).reports()


async def test_a_failing_transaction_leaves_nothing_behind(store):
    done = run(0)
    with pytest.raises(ZeroDivisionError):
        await store.finish(done, report(done), records=(record(),), streaks=(1 / 0 for _ in range(1)), links=())
    assert await store.run(done.id) is None
    assert not (await remembered(store, 1)).records
